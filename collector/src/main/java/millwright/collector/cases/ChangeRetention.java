package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Removes requests for change that have long been over, signed minutes and delegations, after the
 * time of other records (L-013 §10.1: seven years), and says so in the audit.
 */
final class ChangeRetention {
    static final String TYPE = "changes-removed";

    /** Of a batch; what is left is for the next. */
    private static final int RFCS = 200;

    /** What was removed at once, as the audit entry has it. */
    private record Removed(int rfcs, int minutes, int delegations) {
        boolean isEmpty() {
            return rfcs == 0 && minutes == 0 && delegations == 0;
        }
    }

    private ChangeRetention() {}

    /**
     * One batch, within a transaction that writes.
     *
     * @return whether there was anything
     */
    static boolean remove(Handle handle, InstantSource clock, Instant now, Instant old) {
        List<String> rfcs =
                handle.createQuery(ChangeStatements.OLD)
                        .bind("before", Rows.time(old))
                        .bind("limit", RFCS)
                        .mapTo(String.class)
                        .list();
        if (!rfcs.isEmpty()) {
            handle.createUpdate(ChangeStatements.REMOVE_EVENTS).bindList("rfcs", rfcs).execute();
            handle.createUpdate(ChangeStatements.REMOVE).bindList("rfcs", rfcs).execute();
        }
        Removed removed =
                new Removed(
                        rfcs.size(),
                        removed(handle, ChangeStatements.REMOVE_MINUTES, old),
                        removed(handle, ChangeStatements.REMOVE_DELEGATIONS, old));
        if (removed.isEmpty()) {
            return false;
        }
        new AuditTrail(handle, clock)
                .append(
                        Counters.reserve(handle, "record", 1),
                        now,
                        TYPE,
                        Optional.empty(),
                        Optional.empty(),
                        "requests for change and minutes are kept as long as other records",
                        CaseJson.write(removed));
        return true;
    }

    private static int removed(Handle handle, String statement, Instant old) {
        return handle.createUpdate(statement).bind("before", Rows.time(old)).execute();
    }
}
