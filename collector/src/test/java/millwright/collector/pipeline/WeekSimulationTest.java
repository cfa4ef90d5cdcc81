package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import millwright.collector.cases.CaseEvent;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A week of 200 hosts with 250 incidents through the whole chain by the shipped rules: each is
 * ticketed once, at its priority, within one interval of when its rule allows, and resolved when it
 * is over; and nobody is called for anything else. Beside them ten hosts of one service become slow
 * within five minutes, which is one ticket.
 */
class WeekSimulationTest {
    private static final long SEED = 20_260_301;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int INCIDENTS = 250;
    private static final int OF_ONE_CAUSE = 10;

    /** What people are told of single tickets; what follows from those has tests of its own. */
    private static final Set<String> TOLD =
            Set.of(
                    "ticket-opened",
                    "ticket-raised",
                    "ticket-occurrence",
                    "ticket-reopened",
                    "ticket-resolved",
                    "member-joined",
                    "member-recovered",
                    "late-breach-recorded");

    private final Map<IndicatorKey, List<CaseEvent>> told = new HashMap<>();

    static LongStream seeds() {
        Long another = Long.getLong("millwright.seed");
        return another == null ? LongStream.of(SEED) : LongStream.of(SEED, another);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyIncidentIsTicketedOnceInTimeAndNothingElseIs(long seed) throws IOException {
        SimulatedFleet fleet = new SimulatedFleet(seed, OF_ONE_CAUSE);
        DecisionEngine engine = DecisionEngine.compile(RuleSet.shipped());
        new Playback(fleet.catalog(), engine, IndicatorMapping.shipped())
                .run(fleet::visit, this::hear);

        assertThat(fleet.hostCount()).isEqualTo(200);
        assertThat(fleet.incidents()).hasSize(INCIDENTS + OF_ONE_CAUSE);
        assertThat(problems(fleet))
                .as(
                        "seed %d; again: mvn -pl collector -am test -Dtest=WeekSimulationTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dmillwright.seed=%d",
                        seed, seed)
                .isEmpty();
        assertIsOneTicket(fleet.incidents().subList(INCIDENTS, INCIDENTS + OF_ONE_CAUSE));
    }

    /** The first opens it, the others join in time, each recovers, and the last one ends it. */
    private void assertIsOneTicket(List<Incident> incidents) {
        List<CaseEvent> events = new ArrayList<>();
        for (Incident incident : incidents) {
            List<CaseEvent> ofHost = told.getOrDefault(incident.key(), List.of());
            assertThat(ofHost).as("%s", incident.key()).hasSize(2);
            assertThat(ofHost.get(0).at())
                    .as("%s", ofHost)
                    .isBetween(
                            SimulatedFleet.at(incident.calls().get(0).minute()),
                            SimulatedFleet.at(incident.calls().get(0).minute()).plus(INTERVAL));
            events.addAll(ofHost);
        }
        assertThat(events.stream().map(CaseEvent::ticket).distinct()).hasSize(1);
        assertThat(
                        events.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                CaseEvent::type, Collectors.counting())))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ticket-opened",
                                1L,
                                "member-joined",
                                OF_ONE_CAUSE - 1L,
                                "member-recovered",
                                OF_ONE_CAUSE - 1L,
                                "ticket-resolved",
                                1L));
        Instant end =
                events.stream().map(CaseEvent::at).max(Comparator.naturalOrder()).orElseThrow();
        assertThat(events)
                .filteredOn(event -> event.type().equals("ticket-resolved"))
                .extracting(CaseEvent::at)
                .containsExactly(end);
    }

    private void hear(CaseEvent event) {
        if (TOLD.contains(event.type())) {
            told.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event);
        }
    }

    private List<String> problems(SimulatedFleet fleet) {
        List<String> problems = new ArrayList<>();
        Set<IndicatorKey> troubled = fleet.troubled();
        told.forEach(
                (key, events) -> {
                    if (!troubled.contains(key)) {
                        problems.add("no incident, but " + lines(events));
                    }
                });
        for (Incident incident : fleet.incidents().subList(0, INCIDENTS)) {
            List<CaseEvent> events = told.getOrDefault(incident.key(), List.of());
            if (!isRight(incident.calls(), events)) {
                problems.add(
                        "%s from %s on: expected %s, heard %s"
                                .formatted(
                                        incident.key(),
                                        SimulatedFleet.at(incident.start()),
                                        incident.calls().stream()
                                                .map(WeekSimulationTest::line)
                                                .toList(),
                                        lines(events)));
            }
        }
        return problems;
    }

    private static boolean isRight(List<Incident.Call> calls, List<CaseEvent> events) {
        if (calls.size() != events.size()) {
            return false;
        }
        for (int n = 0; n < calls.size(); n++) {
            Incident.Call call = calls.get(n);
            CaseEvent event = events.get(n);
            Instant from = SimulatedFleet.at(call.minute());
            boolean isInTime =
                    !event.at().isBefore(from) && !event.at().isAfter(from.plus(INTERVAL));
            if (!isInTime
                    || !event.type().equals(call.type())
                    || event.priority() != call.priority()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> lines(List<CaseEvent> events) {
        return events.stream()
                .map(e -> "%s %s %s %s".formatted(e.at(), e.type(), e.priority(), e.key()))
                .toList();
    }

    private static String line(Incident.Call call) {
        return "%s %s %s".formatted(SimulatedFleet.at(call.minute()), call.type(), call.priority());
    }
}
