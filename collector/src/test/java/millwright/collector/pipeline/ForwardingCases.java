package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.ActiveClock;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.ClockView;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.EmergencyStore;
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

/** Another store's cases, to be told apart in what a test is about. */
class ForwardingCases implements CaseStore {
    private final CaseStore cases;

    ForwardingCases(CaseStore cases) {
        this.cases = requireNonNull(cases, "cases");
    }

    @Override
    public List<OpenCase> open() {
        return cases.open();
    }

    @Override
    public List<ResolvedCase> resolvedSince(Instant from) {
        return cases.resolvedSince(from);
    }

    @Override
    public Map<IndicatorKey, Set<Instant>> episodesSince(
            Collection<IndicatorKey> keys, Instant from) {
        return cases.episodesSince(keys, from);
    }

    @Override
    public List<CaseEvent> apply(List<Decision> decisions) {
        return cases.apply(decisions);
    }

    @Override
    public List<CaseEvent> act(
            String ticket, TicketAct act, String actor, Instant at, Optional<Integer> version) {
        return cases.act(ticket, act, actor, at, version);
    }

    @Override
    public CaseFacts due(Instant at) {
        return cases.due(at);
    }

    @Override
    public Optional<Instant> nextDue() {
        return cases.nextDue();
    }

    @Override
    public List<ClockView> readClocks(Ticket ticket, Priority priority, Instant at) {
        return cases.readClocks(ticket, priority, at);
    }

    @Override
    public List<ActiveClock> activeClocks(Instant at, int limit) {
        return cases.activeClocks(at, limit);
    }

    @Override
    public List<EmergencyRequest> listEmergencyRequests(
            Optional<EmergencyRequest.Status> status, int limit, int offset) {
        return cases.listEmergencyRequests(status, limit, offset);
    }

    @Override
    public long countEmergencyRequests(Optional<EmergencyRequest.Status> status) {
        return cases.countEmergencyRequests(status);
    }

    @Override
    public Tasks tasks() {
        return cases.tasks();
    }

    @Override
    public EmergencyStore emergencies() {
        return cases.emergencies();
    }

    @Override
    public Optional<Ticket> findTicket(String id) {
        return cases.findTicket(id);
    }

    @Override
    public List<Ticket> listTickets(TicketFilter filter) {
        return cases.listTickets(filter);
    }

    @Override
    public long countTickets(TicketFilter filter) {
        return cases.countTickets(filter);
    }

    @Override
    public void close() {
        cases.close();
    }
}
