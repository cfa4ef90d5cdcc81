package millwright.collector.change;

class MemoryChangesTest extends ChangesContract {
    private final ChangeStore store = ChangeStore.inMemory();

    @Override
    protected ChangeStore store() {
        return store;
    }
}
