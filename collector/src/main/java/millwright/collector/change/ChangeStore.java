package millwright.collector.change;

import java.util.function.Function;

/** Keeps requests for change, and what decides on them. Thread-safe. */
public interface ChangeStore {
    /** For replay and tests. */
    static ChangeStore inMemory() {
        return new MemoryChangeStore();
    }

    /**
     * All of it or nothing, one at a time, durable on return. Where it has lost against another
     * writer it is done again from what that one left, so it must change nothing but the records.
     *
     * @throws RuntimeException whatever the work throws; nothing has happened then
     */
    <T> T write(Function<ChangeRecords, T> work);

    <T> T read(Function<ChangeRecords, T> work);
}
