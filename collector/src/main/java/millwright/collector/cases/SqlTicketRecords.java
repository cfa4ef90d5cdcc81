package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.rules.indicator.IndicatorKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Records in a database, within the transaction of a handle. */
final class SqlTicketRecords implements TicketRecords {
    private final Handle handle;
    private final AuditTrail audit;
    private final SqlHandlingRecords handling;
    private final SqlWindowRecords windows;
    private final InstantSource clock;
    private Optional<Basis> unsealed;
    private long recordNumber;

    /**
     * @param recordsMax how many records this transaction may make; gaps in their numbers mean
     *     nothing
     * @param basis what was decided from; kept with the first record, as a turn that comes again
     *     after a crash makes none
     */
    SqlTicketRecords(Handle handle, InstantSource clock, int recordsMax, Optional<Basis> basis) {
        this.handle = handle;
        this.clock = clock;
        this.unsealed = basis;
        audit = new AuditTrail(handle, clock);
        windows = new SqlWindowRecords(handle);
        handling = new SqlHandlingRecords(handle, () -> Counters.reserve(handle, "emergency", 1));
        int numbers = recordsMax + (basis.isPresent() ? 1 : 0);
        recordNumber = Counters.reserve(handle, "record", numbers) - numbers;
    }

    private SqlTicketRecords(Handle handle) {
        this.handle = handle;
        clock = () -> Instant.EPOCH;
        unsealed = Optional.empty();
        audit = new AuditTrail(handle, clock);
        windows = new SqlWindowRecords(handle);
        handling = new SqlHandlingRecords(handle, () -> Counters.reserve(handle, "emergency", 1));
    }

    /** For reading only: keeps nobody waiting, and cannot record anything. */
    static SqlTicketRecords reading(Handle handle) {
        return new SqlTicketRecords(handle);
    }

    @Override
    public SqlWindowRecords windows() {
        return windows;
    }

    @Override
    public SqlHandlingRecords handling() {
        return handling;
    }

    @Override
    public SqlTaskRecords tasks() {
        return new SqlTaskRecords(handle);
    }

    @Override
    public String nextTicket() {
        return TicketId.of(Counters.reserve(handle, "ticket", 1));
    }

    @Override
    public Optional<Ticket> find(String ticket) {
        return handle.createQuery(Statements.TICKET)
                .bind("id", ticket)
                .map((row, context) -> Rows.ticket(row))
                .findOne()
                .map(this::withMembers);
    }

    @Override
    public Optional<Ticket> findOpen(IndicatorKey key) {
        return handle.createQuery(Statements.OPEN_TICKET)
                .bind("subject", Subject.of(key))
                .map((row, context) -> Rows.ticket(row))
                .findOne()
                .map(this::withMembers);
    }

    @Override
    public Optional<Ticket> findNewest(IndicatorKey key) {
        return handle.createQuery(Statements.NEWEST_TICKET)
                .bind("subject", Subject.of(key))
                .map((row, context) -> Rows.ticket(row))
                .findOne()
                .map(this::withMembers);
    }

    private Ticket withMembers(Ticket ticket) {
        return new Change(ticket).members(members(handle, ticket.id())).ticket();
    }

    static List<Ticket.Member> members(Handle handle, String ticket) {
        return handle.createQuery(Statements.MEMBERS)
                .bind("ticket", ticket)
                .map((row, context) -> Rows.member(row))
                .list();
    }

    @Override
    public boolean isOnRecord(IndicatorKey key, Kind kind, Instant episode) {
        return handle.createQuery(Statements.IS_ON_RECORD)
                        .bind("subject", Subject.of(key))
                        .bind("type", kind.type())
                        .bind("episode", Rows.time(episode))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static Set<Instant> episodes(Handle handle, IndicatorKey key, Instant from) {
        return Set.copyOf(
                handle.createQuery(Statements.EPISODES)
                        .bind("subject", Subject.of(key))
                        .bind("from_time", Rows.time(from))
                        .bindList("types", Kind.EPISODES.stream().map(Kind::type).toList())
                        .map((row, context) -> Rows.instant(row, "episode").orElseThrow())
                        .list());
    }

    @Override
    public void insert(Ticket ticket) {
        int rows =
                bind(handle.createUpdate(Statements.INSERT_TICKET), ticket)
                        .bind("number", TicketId.number(ticket.id()))
                        .bind("host", ticket.key().host())
                        .bind("indicator", ticket.key().indicator())
                        .bind("resource", ticket.key().resource())
                        .bind("opened_at", Rows.time(ticket.openedAt()))
                        .bind("rule", ticket.rule())
                        .bind("previous", ticket.links().previous().orElse(null))
                        .execute();
        checkOne(rows, ticket);
        ticket.members().forEach(member -> insert(ticket, member));
    }

    @Override
    public void update(Ticket ticket) {
        checkOne(bind(handle.createUpdate(Statements.UPDATE_TICKET), ticket).execute(), ticket);
        Map<IndicatorKey, Ticket.Member> before =
                members(handle, ticket.id()).stream()
                        .collect(Collectors.toMap(Ticket.Member::key, Function.identity()));
        for (Ticket.Member member : ticket.members()) {
            Ticket.Member known = before.remove(member.key());
            if (known == null) {
                insert(ticket, member);
            } else if (!known.equals(member)) {
                checkOne(
                        bind(handle.createUpdate(Statements.UPDATE_MEMBER), ticket, member)
                                .execute(),
                        ticket);
            }
        }
        for (IndicatorKey gone : before.keySet()) {
            handle.createUpdate(Statements.REMOVE_MEMBER)
                    .bind("ticket", ticket.id())
                    .bind("subject", Subject.of(gone))
                    .execute();
        }
    }

    private void insert(Ticket ticket, Ticket.Member member) {
        bind(handle.createUpdate(Statements.INSERT_MEMBER), ticket, member)
                .bind("host", member.key().host())
                .bind("host_hash", Subject.ofHost(member.key().host()))
                .bind("indicator", member.key().indicator())
                .bind("resource", member.key().resource())
                .execute();
    }

    private static <T extends SqlStatement<T>> T bind(
            T statement, Ticket ticket, Ticket.Member member) {
        String subject = Subject.of(member.key());
        // Not held: something that no other row has, made of what is the row's own.
        String own = ticket.id() + "/" + subject.substring(0, 40);
        Optional<TicketForecast> forecast = member.standing();
        return statement
                .bind("ticket", ticket.id())
                .bind("subject", subject)
                .bind("open_subject", member.isHeld() ? subject : own)
                .bind("joined_at", Rows.time(member.joinedAt()))
                .bindByType("recovered_at", timeOrNull(member.recoveredAt()), OffsetDateTime.class)
                .bind("episode", Rows.time(member.episode()))
                .bind("evidence", CaseJson.write(member.evidence()))
                .bind("settled_level", member.settledLevel())
                .bindByType(
                        "forecast_episode",
                        timeOrNull(forecast.map(TicketForecast::episode)),
                        OffsetDateTime.class)
                .bindByType(
                        "forecast_deadline",
                        timeOrNull(forecast.map(TicketForecast::early)),
                        OffsetDateTime.class);
    }

    @Override
    public void record(Kind kind, Instant episode, CaseEvent event) {
        unsealed.ifPresent(this::seal);
        recordNumber++;
        handle.createUpdate(Statements.INSERT_EVENT)
                .bind("number", recordNumber)
                .bind("ticket", event.ticket().orElse(null))
                .bind("subject", Subject.of(event.key()))
                .bind("type", event.type())
                .bind("episode", Rows.time(episode))
                .bind("at", Rows.time(event.at()))
                .bind("priority", event.priority().name())
                .bind("rule", event.rule())
                .bind("reason", event.reason())
                .bind("actor", event.actor().orElse(null))
                .execute();
        audit.append(
                recordNumber,
                event.at(),
                event.type(),
                event.ticket(),
                event.actor(),
                event.rule(),
                CaseJson.write(event));
    }

    private void seal(Basis basis) {
        unsealed = Optional.empty();
        recordNumber++;
        new SqlBasis(handle, clock, audit).seal(recordNumber, basis);
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Ticket ticket) {
        return statement
                .bind("id", ticket.id())
                .bind("service", ticket.service().orElse(null))
                .bind("priority", ticket.priority().name())
                .bind("status", ticket.status().name())
                .bindByType("resolved_at", timeOrNull(ticket.resolvedAt()), OffsetDateTime.class)
                .bindByType("closed_at", timeOrNull(ticket.closedAt()), OffsetDateTime.class)
                .bindByType(
                        "flapping_since", timeOrNull(ticket.flappingSince()), OffsetDateTime.class)
                .bind("assignee", ticket.assignee().orElse(null))
                .bind("cause", ticket.links().cause().orElse(null))
                .bind("merged_into", ticket.links().mergedInto().orElse(null))
                .bind("episode", Rows.time(ticket.episode()))
                .bind("occurrences", ticket.occurrences())
                .bind("evidence", CaseJson.write(ticket.evidence()))
                .bind("response_due", Rows.time(ticket.responseDue()))
                .bindByType(
                        "resolution_due", timeOrNull(ticket.resolutionDue()), OffsetDateTime.class);
    }

    private static OffsetDateTime timeOrNull(Optional<Instant> instant) {
        return instant.map(Rows::time).orElse(null);
    }

    private static void checkOne(int rows, Ticket ticket) {
        if (rows != 1) {
            throw new IllegalStateException(
                    "writing ticket %s changed %d rows".formatted(ticket.id(), rows));
        }
    }
}
