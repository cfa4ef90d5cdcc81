package millwright.collector.cases;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What retention has removed, as its audit entry declares it.
 *
 * @param through number of the last audit entry that is gone; 0 for none yet
 * @param anchor hash of that entry, which the oldest one there is must seal
 * @param entries audit entries that were removed together with this
 * @param tickets closed or resolved tickets, with all that belonged to them
 * @param events of these tickets, or of no ticket
 * @param bases what decisions were made from
 * @param calendar what people had said of the calendar
 */
record Removal(
        long through,
        String anchor,
        long entries,
        long tickets,
        long events,
        long bases,
        long calendar) {
    static final String TYPE = "retention";
    static final Removal NONE = new Removal(0, AuditEntry.BEGINNING, 0, 0, 0, 0, 0);

    /** The newest one; each says up to where all of them have come. */
    static Optional<Removal> newest(Handle handle) {
        return handle.createQuery(AuditStatements.ANCHORS)
                .bind("type", TYPE)
                .map((row, context) -> row.getString("detail"))
                .findOne()
                .map(detail -> CaseJson.parse(detail, Removal.class));
    }

    boolean isEmpty() {
        return entries == 0 && tickets == 0 && events == 0 && bases == 0 && calendar == 0;
    }
}
