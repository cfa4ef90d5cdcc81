package millwright.collector.cases;

class MemoryCaseStoreTest extends CaseStoreContract {
    @Override
    CaseStore open() {
        return CaseStores.inMemory();
    }
}
