package millwright.collector.api;

import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.change.ChangeStore;
import millwright.rules.policy.MaintenancePolicy;

class RequestOfWindowTest extends RequestOfWindowContract {
    private final ChangeStore changes = ChangeStore.inMemory();
    private final CaseStore cases = CaseStores.inMemory(MaintenancePolicy::shipped, changes);

    @Override
    CaseStore cases() {
        return cases;
    }

    @Override
    ChangeStore changes() {
        return changes;
    }
}
