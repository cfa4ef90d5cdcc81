package millwright.collector.cases;

import org.junit.jupiter.api.AfterEach;

class SqlServerCalendarStoreIT extends SqlCalendarStoreContract {
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
    void stop() throws Exception {
        super.stop();
        if (config != null) {
            server.drop(config);
        }
    }
}
