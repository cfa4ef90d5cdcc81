package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.collector.change.ChangeStore;
import millwright.rules.policy.MaintenancePolicy;

/** Cases and requests for change that belong together. */
record BothStores(CaseStore cases, ChangeStore changes, Runnable end) implements AutoCloseable {
    static BothStores inMemory() {
        ChangeStore changes = ChangeStore.inMemory();
        return new BothStores(
                CaseStores.inMemory(MaintenancePolicy::shipped, changes), changes, () -> {});
    }

    /** In a database both are one transaction, whose entries must not break the audit's chain. */
    static BothStores h2(Path folder) {
        CaseStores.Records records =
                CaseStores.openAll(
                        CasesConfig.file(folder.resolve("cases")), () -> MadeUpFleet.NOW);
        return new BothStores(
                records.cases(),
                records.changes(),
                () -> {
                    try (records) {
                        assertThat(records.audit().verify().isWhole()).isTrue();
                    }
                });
    }

    @Override
    public void close() {
        end.run();
    }
}
