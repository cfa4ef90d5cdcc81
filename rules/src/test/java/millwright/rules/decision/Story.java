package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Detectors;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.SustainedDetector;

/**
 * Samples in, decisions out: a detector, the engine and a list of tickets, wired as the collector
 * wires them. Series are in promtool's notation ({@code 95x20} is 95 and 20 more of it, {@code _} a
 * missing sample, {@code _x3} four of them), decisions in replay's, with the time since midnight.
 */
final class Story {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());

    private final IndicatorKey key;
    private final Duration every;
    private final List<Double> values = new ArrayList<>();
    private final TicketList tickets = new TicketList();

    private Story(IndicatorKey key, Duration every) {
        this.key = key;
        this.every = every;
    }

    static Duration every(Duration interval) {
        return interval;
    }

    /**
     * @param key host, indicator and perhaps resource
     * @param series one value for each interval from midnight on
     */
    static Story given(String key, Duration every, String series) {
        String[] parts = key.split(" ", 3);
        Story story =
                new Story(
                        new IndicatorKey(parts[0], parts[1], parts.length > 2 ? parts[2] : ""),
                        every);
        for (String item : series.strip().split("\\s+")) {
            String[] repeat = item.split("x", 2);
            int times = repeat.length > 1 ? 1 + Integer.parseInt(repeat[1]) : 1;
            Double value = repeat[0].equals("_") ? null : Double.valueOf(repeat[0]);
            story.values.addAll(Collections.nCopies(times, value));
        }
        return story;
    }

    void decidesNothing() {
        decides();
    }

    void decides(String... expected) {
        List<Level> levels = ENGINE.levels(key);
        SustainedDetector detector = Detectors.sustained(levels, DetectionPolicy.standard());
        detector.nominal(every);
        boolean wasBreached = false;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                continue;
            }
            Instant at = MIDNIGHT.plus(every.multipliedBy(i));
            detector.observe(at.getEpochSecond() * 1_000_000, values.get(i));
            Judgement judgement = detector.judge();
            List<Breach> breaches = new ArrayList<>(detector.drainLate(key));
            List<Recovery> recoveries = new ArrayList<>();
            if (detector.isBreached()) {
                breaches.add(Breach.of(key, judgement, List.of()));
            } else if (wasBreached) {
                recoveries.add(Recovery.of(key, judgement, levels.get(0)));
            }
            wasBreached = detector.isBreached();
            tickets.decide(ENGINE, at, breaches, recoveries);
        }
        assertThat(tickets.told())
                .containsExactly(
                        java.util.Arrays.stream(expected)
                                .map(line -> line.strip().replaceAll("\\s+", " "))
                                .toArray(String[]::new));
    }

    /** The collector's tickets, in memory. */
    private static final class TicketList {
        private final Map<IndicatorKey, OpenCase> open = new HashMap<>();
        private final Map<IndicatorKey, ResolvedCase> resolved = new HashMap<>();
        private final List<String> told = new ArrayList<>();
        private int opened;

        void decide(
                DecisionEngine engine,
                Instant at,
                List<Breach> breaches,
                List<Recovery> recoveries) {
            List<Decision> decisions = engine.decide(facts(breaches, recoveries), at);
            decisions.forEach(decision -> apply(decision, at));
            assertThat(engine.decide(facts(withoutLate(breaches), List.of()), at))
                    .as("the same facts again decide nothing")
                    .isEmpty();
        }

        private static List<Breach> withoutLate(List<Breach> breaches) {
            return breaches.stream().filter(b -> !b.late()).toList();
        }

        private Facts facts(List<Breach> breaches, List<Recovery> recoveries) {
            List<OpenCase> cases = new ArrayList<>(open.values());
            Collections.shuffle(cases, new Random(told.size()));
            return new Facts(
                    breaches, recoveries, List.of(), cases, List.copyOf(resolved.values()));
        }

        private void apply(Decision decision, Instant at) {
            if (decision instanceof Decision.OpenTicket d) {
                put("t" + ++opened, d.key(), d.priority(), d.cause().since());
                tell(at, "ticket-opened", d.priority(), d.key());
            } else if (decision instanceof Decision.RaiseTicket d) {
                put(d.ticket(), d.key(), d.to(), d.cause().since());
                tell(at, "ticket-raised", d.to(), d.key());
            } else if (decision instanceof Decision.AddOccurrence d) {
                Priority priority = open.get(d.key()).priority();
                put(d.ticket(), d.key(), priority, d.cause().since());
                tell(at, "ticket-occurrence", priority, d.key());
            } else if (decision instanceof Decision.ReopenTicket d) {
                put(d.ticket(), d.key(), d.priority(), d.cause().since());
                tell(at, "ticket-reopened", d.priority(), d.key());
            } else if (decision instanceof Decision.ResolveTicket d) {
                Priority priority = open.remove(d.key()).priority();
                resolved.put(d.key(), new ResolvedCase(d.ticket(), d.key(), at));
                tell(at, "ticket-resolved", priority, d.key());
            } else if (decision instanceof Decision.RecordLateBreach d) {
                tell(at, "late-breach-recorded", d.breach().priority(), d.key());
            }
        }

        private void put(String id, IndicatorKey key, Priority priority, Instant episode) {
            open.put(key, new OpenCase(id, key, priority, episode));
            resolved.remove(key);
        }

        private void tell(Instant at, String type, Priority priority, IndicatorKey key) {
            long minutes = Duration.between(MIDNIGHT, at).toMinutes();
            told.add(
                    "%02d:%02d %s %s %s"
                            .formatted(minutes / 60, minutes % 60, type, priority, key));
        }

        List<String> told() {
            return told;
        }
    }
}
