package millwright.collector.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.rules.decision.Target;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.ClockSegment;
import org.jdbi.v3.core.Handle;

/** In a database, within the transaction of a handle. */
final class SqlHandlingRecords implements HandlingRecords {
    private static final String TICKET = "ticket";

    private final Handle handle;
    private final LongSupplier nextRequest;

    /**
     * @param nextRequest reserves the number of another request
     */
    SqlHandlingRecords(Handle handle, LongSupplier nextRequest) {
        this.handle = handle;
        this.nextRequest = nextRequest;
    }

    /** One row of a clock. */
    record Segment(Target target, int round, ClockSegment segment) {
        static Segment of(ResultSet row) throws SQLException {
            return new Segment(
                    Target.valueOf(row.getString("clock").toUpperCase(Locale.ROOT)),
                    row.getInt("round"),
                    new ClockSegment(
                            ClockSegment.Kind.valueOf(row.getString("kind")),
                            Rows.instant(row, "from_at").orElseThrow(),
                            Rows.instant(row, "to_at"),
                            row.getString("reason"),
                            row.getString("actor")));
        }

        /**
         * @param segments of one ticket, in order
         */
        static List<TicketClock> clocks(List<Segment> segments) {
            Map<String, List<Segment>> byClock = new LinkedHashMap<>();
            segments.forEach(
                    one ->
                            byClock.computeIfAbsent(
                                            one.round() + " " + one.target(),
                                            x -> new ArrayList<>())
                                    .add(one));
            return byClock.values().stream()
                    .map(
                            all ->
                                    new TicketClock(
                                            all.get(0).target(),
                                            all.get(0).round(),
                                            all.stream().map(Segment::segment).toList()))
                    .sorted(MemoryHandlingRecords.ORDER)
                    .toList();
        }
    }

    Handling handling(String ticket, int version) {
        return new Handling(version, clocks(ticket), links(ticket), requests(ticket));
    }

    @Override
    public List<TicketClock> clocks(String ticket) {
        return Segment.clocks(
                handle.createQuery(HandlingStatements.CLOCKS)
                        .bind(TICKET, ticket)
                        .map((row, context) -> Segment.of(row))
                        .list());
    }

    @Override
    public void put(String ticket, TicketClock clock) {
        handle.createUpdate(HandlingStatements.REMOVE_CLOCK)
                .bind(TICKET, ticket)
                .bind("clock", clock.target().word())
                .bind("round", clock.round())
                .execute();
        for (int i = 0; i < clock.segments().size(); i++) {
            ClockSegment segment = clock.segments().get(i);
            handle.createUpdate(HandlingStatements.INSERT_SEGMENT)
                    .bind(TICKET, ticket)
                    .bind("clock", clock.target().word())
                    .bind("round", clock.round())
                    .bind("position", i)
                    .bind("kind", segment.kind().name())
                    .bind("from_at", Rows.time(segment.from()))
                    .bind("to_at", segment.to().map(Rows::time).orElse(null))
                    .bind("reason", cut(segment.reason(), 1000))
                    .bind("actor", cut(segment.by(), 200))
                    .execute();
        }
    }

    @Override
    public List<Mark> marks(String ticket) {
        return handle.createQuery(HandlingStatements.MARKS)
                .bind(TICKET, ticket)
                .map(
                        (row, context) ->
                                new Mark(
                                        Target.valueOf(
                                                row.getString("clock").toUpperCase(Locale.ROOT)),
                                        row.getInt("round"),
                                        Priority.valueOf(row.getString("priority")),
                                        row.getInt("mark")))
                .list();
    }

    @Override
    public void add(String ticket, Mark mark, Instant at) {
        handle.createUpdate(HandlingStatements.INSERT_MARK)
                .bind(TICKET, ticket)
                .bind("clock", mark.target().word())
                .bind("round", mark.round())
                .bind("priority", mark.priority().name())
                .bind("mark", mark.mark())
                .bind("at", Rows.time(at))
                .execute();
    }

    @Override
    public void plan(String ticket, Optional<Instant> next) {
        handle.createUpdate(HandlingStatements.PLAN)
                .bind(TICKET, ticket)
                .bind("next", next.map(Rows::time).orElse(null))
                .execute();
    }

    @Override
    public List<Handling.Link> links(String ticket) {
        return handle.createQuery(HandlingStatements.LINKS)
                .bind(TICKET, ticket)
                .map(
                        (row, context) ->
                                new Handling.Link(
                                        LinkKind.valueOf(row.getString("kind")),
                                        row.getString("target"),
                                        Rows.instant(row, "at").orElseThrow(),
                                        row.getString("actor")))
                .list();
    }

    @Override
    public void add(String ticket, Handling.Link link) {
        handle.createUpdate(HandlingStatements.INSERT_LINK)
                .bind(TICKET, ticket)
                .bind("kind", link.kind().name())
                .bind("target", link.target())
                .bind("at", Rows.time(link.at()))
                .bind("actor", link.actor())
                .execute();
    }

    @Override
    public void removeLink(String ticket, LinkKind kind, String target) {
        handle.createUpdate(HandlingStatements.REMOVE_LINK)
                .bind(TICKET, ticket)
                .bind("kind", kind.name())
                .bind("target", target)
                .execute();
    }

    @Override
    public List<EmergencyRequest> requests(String ticket) {
        return handle.createQuery(HandlingStatements.REQUESTS)
                .bind(TICKET, ticket)
                .map((row, context) -> request(row))
                .list();
    }

    static EmergencyRequest request(ResultSet row) throws SQLException {
        return new EmergencyRequest(
                row.getString("id"),
                row.getString(TICKET),
                Priority.valueOf(row.getString("priority")),
                row.getString("authority"),
                Optional.ofNullable(row.getString("deputy")),
                Rows.instant(row, "requested_at").orElseThrow(),
                Duration.ofMinutes(row.getInt("longest_minutes")),
                Duration.ofMinutes(row.getInt("notice_minutes")),
                EmergencyRequest.Status.valueOf(row.getString("status")),
                Rows.instant(row, "decided_at"),
                Optional.ofNullable(row.getString("decided_by")),
                row.getString("reason"),
                Optional.ofNullable(row.getString("requested_by")),
                // What was asked for before there were windows has not come further.
                Optional.ofNullable(row.getString("course"))
                        .map(text -> CaseJson.parse(text, EmergencyCourse.class))
                        .orElse(EmergencyCourse.NONE));
    }

    @Override
    public String nextRequest() {
        return EmergencyId.of(nextRequest.getAsLong());
    }

    @Override
    public void insert(EmergencyRequest request) {
        handle.createUpdate(HandlingStatements.INSERT_REQUEST)
                .bind("id", request.id())
                .bind("number", EmergencyId.number(request.id()))
                .bind(TICKET, request.ticket())
                .bind("priority", request.priority().name())
                .bind("authority", request.authority())
                .bind("deputy", request.deputy().orElse(null))
                .bind("requested_at", Rows.time(request.requestedAt()))
                .bind("longest", request.longest().toMinutes())
                .bind("notice", request.notice().toMinutes())
                .bind("status", request.status().name())
                .bind("decided_at", request.decidedAt().map(Rows::time).orElse(null))
                .bind("decided_by", request.decidedBy().orElse(null))
                .bind("reason", cut(request.reason(), 4000))
                .bind("requested_by", request.requestedBy().orElse(null))
                .bind("course", CaseJson.write(request.course()))
                .execute();
    }

    @Override
    public void update(EmergencyRequest request) {
        handle.createUpdate(HandlingStatements.UPDATE_REQUEST)
                .bind("id", request.id())
                .bind("status", request.status().name())
                .bind("decided_at", request.decidedAt().map(Rows::time).orElse(null))
                .bind("decided_by", request.decidedBy().orElse(null))
                .bind("reason", cut(request.reason(), 4000))
                .bind("course", CaseJson.write(request.course()))
                .bindByType(
                        "started_at",
                        request.course()
                                .work()
                                .map(work -> Rows.time(work.startedAt()))
                                .orElse(null),
                        OffsetDateTime.class)
                .bind("exemption", request.exemption().orElse(null))
                .execute();
    }

    @Override
    public List<Ticket.Event> events(String ticket) {
        return handle.createQuery(Statements.EVENTS)
                .bind(TICKET, ticket)
                .map((row, context) -> Rows.event(row))
                .list();
    }

    @Override
    public Optional<Instant> newest(String ticket, List<TicketRecords.Kind> kinds) {
        return handle.createQuery(HandlingStatements.NEWEST_EVENT)
                .bind(TICKET, ticket)
                .bindList("types", kinds.stream().map(TicketRecords.Kind::type).toList())
                .map((row, context) -> Rows.instant(row, "at").orElseThrow())
                .findOne();
    }

    private static String cut(String text, int lengthMax) {
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax - 1) + "…";
    }
}
