package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.collector.change.ChangeStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** In a database both are one transaction, whose entries must not break the audit's chain. */
class H2RequestOfWindowIT extends RequestOfWindowContract {
    @TempDir private Path folder;
    private CaseStores.Records records;

    private CaseStores.Records records() {
        if (records == null) {
            records =
                    CaseStores.openAll(
                            CasesConfig.file(folder.resolve("cases")), () -> MadeUpFleet.NOW);
        }
        return records;
    }

    @Override
    CaseStore cases() {
        return records().cases();
    }

    @Override
    ChangeStore changes() {
        return records().changes();
    }

    @AfterEach
    void theAuditIsWhole() {
        assertThat(records().audit().verify().isWhole()).isTrue();
        records().close();
    }
}
