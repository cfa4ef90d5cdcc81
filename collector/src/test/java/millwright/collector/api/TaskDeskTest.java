package millwright.collector.api;

class TaskDeskTest extends TaskDeskContract {
    @Override
    BothStores open() {
        return BothStores.inMemory();
    }
}
