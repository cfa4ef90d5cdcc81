package millwright.collector.pipeline;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.ActiveClock;
import millwright.collector.cases.Basis;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.ClockView;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.RuleVersion;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketAct;
import millwright.collector.cases.TicketFilter;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Facts;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** The turns of a replay as they reached the store, to be applied again without the rules. */
record KilledTurns(RuleVersion rules, List<Turn> turns) {
    record Turn(Instant at, Facts facts, CaseFacts caseFacts, List<Decision> decisions) {
        Basis basis(RuleVersion rules) {
            return new Basis(rules, facts, caseFacts, at, decisions);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    private interface Typed {}

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addMixIn(Decision.class, Typed.class)
                    .addMixIn(Decision.Cause.class, Typed.class)
                    .build();

    void write(Path file) throws IOException {
        JSON.writerFor(new TypeReference<KilledTurns>() {}).writeValue(file.toFile(), this);
    }

    static KilledTurns read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), KilledTurns.class);
    }

    /** Keeps cases in memory, and what it was told to apply. */
    static final class Recorder implements CaseStore {
        private final CaseStore cases = CaseStores.inMemory();
        private final List<Turn> turns = new ArrayList<>();
        private RuleVersion rules;

        KilledTurns turns() {
            return new KilledTurns(rules, List.copyOf(turns));
        }

        @Override
        public List<CaseEvent> apply(List<Decision> decisions, Basis basis) {
            rules = basis.rules();
            turns.add(new Turn(basis.at(), basis.facts(), basis.caseFacts(), decisions));
            return cases.apply(decisions);
        }

        @Override
        public List<CaseEvent> apply(List<Decision> decisions) {
            throw new UnsupportedOperationException("a turn has its basis");
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
        public List<CaseEvent> act(
                String ticket, TicketAct act, String actor, Instant at, Optional<Integer> version) {
            throw new UnsupportedOperationException("no person acts in a replay");
        }

        @Override
        public CaseFacts due(Instant now) {
            return cases.due(now);
        }

        @Override
        public Optional<Instant> nextDue() {
            return cases.nextDue();
        }

        @Override
        public List<ClockView> readClocks(Ticket ticket, Priority priority, Instant now) {
            return cases.readClocks(ticket, priority, now);
        }

        @Override
        public List<ActiveClock> activeClocks(Instant now, int limit) {
            return cases.activeClocks(now, limit);
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
}
