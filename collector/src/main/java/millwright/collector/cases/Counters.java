package millwright.collector.cases;

import org.jdbi.v3.core.Handle;

/** Numbers without gaps, taken in the transaction that uses them. */
final class Counters {
    private Counters() {}

    /**
     * Takes the next numbers. Who takes some of {@code record} has the audit to itself until its
     * transaction ends.
     *
     * @return the last of them
     */
    static long reserve(Handle handle, String counter, int count) {
        handle.createUpdate(Statements.RESERVE)
                .bind("name", counter)
                .bind("count", count)
                .execute();
        return handle.createQuery(Statements.COUNTER).bind("name", counter).mapTo(Long.class).one();
    }
}
