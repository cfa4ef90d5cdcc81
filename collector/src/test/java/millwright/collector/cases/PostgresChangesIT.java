package millwright.collector.cases;

import millwright.collector.change.ChangeStore;
import org.junit.jupiter.api.AfterEach;

class PostgresChangesIT extends SqlChangesContract {
    private CaseStores.Records second;

    @Override
    CasesConfig database() throws Exception {
        return PostgresServer.shared().database();
    }

    @Override
    protected synchronized ChangeStore other() {
        if (second == null) {
            second = CaseStores.openAll(config(), () -> NOW);
        }
        return second.changes();
    }

    @AfterEach
    void closeOther() {
        if (second != null) {
            second.close();
        }
    }
}
