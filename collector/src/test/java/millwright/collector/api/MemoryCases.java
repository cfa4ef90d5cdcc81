package millwright.collector.api;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import millwright.collector.cases.ActiveClock;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.ClockView;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.Tasks;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketAct;
import millwright.collector.cases.TicketFilter;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** Tickets that a test has written; decides and stores nothing. */
public final class MemoryCases implements CaseStore {
    private final List<Ticket> tickets;

    public MemoryCases(List<Ticket> tickets) {
        this.tickets = new CopyOnWriteArrayList<>(tickets);
    }

    public void add(Ticket ticket) {
        tickets.add(ticket);
    }

    @Override
    public List<OpenCase> open() {
        return tickets.stream()
                .filter(Ticket::isActive)
                .map(t -> new OpenCase(t.id(), t.key(), t.priority(), t.episode()))
                .toList();
    }

    @Override
    public List<ResolvedCase> resolvedSince(Instant from) {
        throw new UnsupportedOperationException("pages do not ask for it");
    }

    @Override
    public Map<IndicatorKey, Set<Instant>> episodesSince(
            Collection<IndicatorKey> keys, Instant from) {
        throw new UnsupportedOperationException("pages do not ask for it");
    }

    @Override
    public List<CaseEvent> apply(List<Decision> decisions) {
        throw new UnsupportedOperationException("pages change nothing");
    }

    @Override
    public List<CaseEvent> act(
            String ticket, TicketAct act, String actor, Instant at, Optional<Integer> version) {
        throw new UnsupportedOperationException("pages change nothing");
    }

    @Override
    public CaseFacts due(Instant now) {
        throw new UnsupportedOperationException("pages decide nothing");
    }

    @Override
    public Optional<Instant> nextDue() {
        throw new UnsupportedOperationException("pages decide nothing");
    }

    @Override
    public List<ClockView> readClocks(Ticket ticket, Priority priority, Instant now) {
        return CaseStores.inMemory().readClocks(ticket, priority, now);
    }

    @Override
    public List<ActiveClock> activeClocks(Instant now, int limit) {
        return List.of();
    }

    @Override
    public List<EmergencyRequest> listEmergencyRequests(
            Optional<EmergencyRequest.Status> status, int limit, int offset) {
        return List.of();
    }

    @Override
    public long countEmergencyRequests(Optional<EmergencyRequest.Status> status) {
        return 0;
    }

    @Override
    public Tasks tasks() {
        return CaseStores.inMemory().tasks();
    }

    @Override
    public Optional<Ticket> findTicket(String id) {
        return tickets.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    @Override
    public List<Ticket> listTickets(TicketFilter filter) {
        return matching(filter)
                .sorted(Comparator.comparing(Ticket::openedAt).reversed())
                .skip(filter.offset())
                .limit(filter.limit())
                .toList();
    }

    @Override
    public long countTickets(TicketFilter filter) {
        return matching(filter).count();
    }

    private Stream<Ticket> matching(TicketFilter filter) {
        return tickets.stream()
                .filter(t -> filter.host().map(t.key().host()::equals).orElse(true))
                .filter(t -> filter.indicator().map(t.key().indicator()::equals).orElse(true))
                .filter(t -> filter.priority().map(p -> p == t.priority()).orElse(true))
                .filter(t -> filter.statuses().isEmpty() || filter.statuses().contains(t.status()));
    }

    @Override
    public void close() {}
}
