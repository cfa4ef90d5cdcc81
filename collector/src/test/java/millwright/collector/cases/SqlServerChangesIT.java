package millwright.collector.cases;

import org.junit.jupiter.api.AfterEach;

class SqlServerChangesIT extends SqlChangesContract {
    private SqlServer server;
    private CasesConfig config;

    @Override
    CasesConfig database() throws Exception {
        server = SqlServer.open();
        config = server.database();
        return config;
    }

    @Override
    @AfterEach
    void close() throws Exception {
        super.close();
        if (config != null) {
            server.drop(config);
        }
    }
}
