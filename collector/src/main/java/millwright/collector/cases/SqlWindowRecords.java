package millwright.collector.cases;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.WindowMark;
import org.jdbi.v3.core.Handle;

/** In a database, within the transaction of a handle. */
final class SqlWindowRecords implements WindowRecords {
    private static final String ID = "id";
    private static final String TICKET = "ticket";

    private final Handle handle;

    SqlWindowRecords(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Optional<EmergencyRequest> find(String window) {
        return handle.createQuery(EmergencyStatements.WINDOW)
                .bind(ID, window)
                .map((row, context) -> SqlHandlingRecords.request(row))
                .findOne();
    }

    @Override
    public List<EmergencyWindow.Event> events(String window) {
        return handle.createQuery(EmergencyStatements.EVENTS)
                .bind(ID, window)
                .map(
                        (row, context) ->
                                new EmergencyWindow.Event(
                                        Rows.instant(row, "at").orElseThrow(),
                                        row.getString("type"),
                                        row.getString("note"),
                                        Rows.text(row, "actor")))
                .list();
    }

    @Override
    public void add(EmergencyRequest window, EmergencyWindow.Event event) {
        int before =
                handle.createQuery(EmergencyStatements.COUNT_EVENTS)
                        .bind(ID, window.id())
                        .mapTo(Integer.class)
                        .one();
        handle.createUpdate(EmergencyStatements.INSERT_EVENT)
                .bind(ID, window.id())
                .bind("position", before)
                .bind(TICKET, window.ticket())
                .bind("at", Rows.time(event.at()))
                .bind("type", event.type())
                .bind("note", event.text())
                .bind("actor", event.actor().orElse(null))
                .execute();
    }

    @Override
    public List<Told> told(String window) {
        return handle.createQuery(EmergencyStatements.TOLD)
                .bind(ID, window)
                .map(
                        (row, context) ->
                                new Told(
                                        WindowMark.Kind.valueOf(row.getString("kind")),
                                        Rows.instant(row, "due_at").orElseThrow()))
                .list();
    }

    @Override
    public void add(EmergencyRequest window, Told told) {
        handle.createUpdate(EmergencyStatements.INSERT_TOLD)
                .bind(ID, window.id())
                .bind(TICKET, window.ticket())
                .bind("kind", told.kind().name())
                .bind("due_at", Rows.time(told.due()))
                .execute();
    }

    @Override
    public void plan(String window, Optional<Instant> next) {
        handle.createUpdate(EmergencyStatements.PLAN)
                .bind(ID, window)
                .bindByType("next", next.map(Rows::time).orElse(null), OffsetDateTime.class)
                .execute();
    }

    @Override
    public List<EmergencyRequest> planned(Instant by) {
        return handle.createQuery(EmergencyStatements.PLANNED)
                .bind("now", Rows.time(by))
                .map((row, context) -> SqlHandlingRecords.request(row))
                .list();
    }

    @Override
    public List<EmergencyRequest> working() {
        return handle.createQuery(EmergencyStatements.WORKING)
                .map((row, context) -> SqlHandlingRecords.request(row))
                .list();
    }
}
