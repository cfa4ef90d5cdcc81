package millwright.collector.cases;

import org.junit.jupiter.api.AfterEach;

class SqlServerCaseStoreIT extends CaseStoreContract {
    private SqlServer server;
    private CasesConfig config;

    @Override
    CaseStore open() throws Exception {
        server = SqlServer.open();
        config = server.database();
        return CaseStores.open(config);
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
