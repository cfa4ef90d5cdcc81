package millwright.collector.api;

class RequestOfWindowTest extends RequestOfWindowContract {
    @Override
    BothStores open() {
        return BothStores.inMemory();
    }
}
