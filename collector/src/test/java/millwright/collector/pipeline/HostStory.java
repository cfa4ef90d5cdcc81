package millwright.collector.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Four hours in the life of one host, minute by minute, and what a collector makes of them: CPU,
 * disk and the error rate of a service, with gaps, repeats, corrections and restarts of the
 * service.
 */
final class HostStory {
    static final int MINUTES = 240;
    static final int NEVER = Integer.MAX_VALUE;
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Duration WARM_UP = Pipeline.warmUp(ENGINE.longestWindow());
    private static final int TURN_SECONDS = 20;

    /** What a host sends in a minute, when, and when it comes; both in seconds from ten. */
    record Delivery(int sent, int stamped, int arrives, List<Reading> readings) {
        Delivery stamped(int second) {
            return new Delivery(sent, second, arrives, readings);
        }

        Delivery with(List<Reading> others) {
            return new Delivery(sent, stamped, arrives, others);
        }
    }

    record Reading(int series, double value) {}

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final int cpu = id("cpu", "usage_active", "cpu", "cpu-total");
    private final int disk = id("disk", "used_percent", "path", "/var");
    private final int requests = id("http_requests", "requests", "service", "shop");
    private final int errors = id("http_requests", "errors", "service", "shop");
    private final List<Integer> intervals =
            List.of(
                    id("millwright_sampler", "interval_seconds", "sampler", "cpu"),
                    id("millwright_sampler", "interval_seconds", "sampler", "disk"),
                    id("millwright_sampler", "interval_seconds", "sampler", "http_requests"));

    private int id(String measurement, String field, String tag, String value) {
        Map<String, String> tags = Map.of("host", "web-1", tag, value);
        return catalog.id(new SeriesKey(measurement, new TreeMap<>(tags), field));
    }

    /**
     * @param isDelayed whether some of what it sends comes late
     */
    HostStory(Random random, boolean isDelayed) {
        double[] loads = {40, 70, 78, 82, 93, 99};
        double[] used = {50, 79, 81, 85, 92, 96};
        double[] shares = {0, 0.005, 0.02, 0.1};
        int[] traffics = {0, 10, 200, 200, 200};
        double allRequests = 0;
        double allErrors = 0;
        int heldUntil = 0;
        double load = 40;
        double full = 50;
        double share = 0;
        int traffic = 200;
        for (int minute = 0; minute < MINUTES; minute++) {
            load = random.nextInt(20) == 0 ? pick(random, loads) : load;
            full = random.nextInt(30) == 0 ? pick(random, used) : full;
            share = random.nextInt(20) == 0 ? pick(random, shares) : share;
            traffic = random.nextInt(30) == 0 ? traffics[random.nextInt(5)] : traffic;
            if (random.nextInt(60) == 0) {
                allRequests = 0;
                allErrors = 0;
            }
            allRequests += traffic;
            allErrors += Math.round(share * traffic);
            if (random.nextInt(60) == 0) {
                minute += random.nextInt(20); // it is off, or what it sends is lost
            }
            if (isDelayed && random.nextInt(80) == 0) {
                heldUntil = 60 * (minute + random.nextInt(20)); // it sends, and nobody hears
            }
            List<Reading> readings = new ArrayList<>();
            intervals.forEach(series -> readings.add(new Reading(series, 60)));
            add(readings, random, cpu, random.nextInt(20) == 0 ? 30 : load);
            add(readings, random, disk, full);
            add(readings, random, requests, allRequests);
            add(readings, random, errors, allErrors);
            int sent = 60 * minute;
            int delay = isDelayed && random.nextInt(15) == 0 ? random.nextInt(200) : 0;
            int arrives = Math.max(heldUntil, sent + delay) + random.nextInt(5);
            deliveries.add(new Delivery(sent, sent, arrives, readings));
            if (random.nextInt(30) == 0) {
                deliveries.add(new Delivery(sent, sent, arrives + random.nextInt(100), readings));
            }
        }
        deliveries.sort(Comparator.comparingInt(Delivery::arrives));
    }

    private static double pick(Random random, double[] values) {
        return values[random.nextInt(values.length)];
    }

    private static void add(List<Reading> readings, Random random, int series, double value) {
        if (random.nextInt(25) > 0) {
            readings.add(new Reading(series, value));
        }
    }

    private IndicatorBoard board(int second) {
        return new IndicatorBoard(
                catalog,
                IndicatorMapping.shipped(),
                ENGINE::levels,
                DetectionPolicy.standard(),
                at(second));
    }

    /** As {@link Pipeline#warmUp} does. */
    private IndicatorBoard restarted(int second, int delivered, CaseStore cases) {
        IndicatorBoard board = board(second);
        board.rememberFrom(at(second).minus(WARM_UP));
        deliveries.stream()
                .limit(delivered)
                .filter(held -> !at(held.stamped()).isBefore(at(second).minus(WARM_UP)))
                .sorted(Comparator.comparingInt(Delivery::stamped))
                .forEach(
                        held ->
                                held.readings()
                                        .forEach(
                                                reading ->
                                                        board.remember(
                                                                reading.series(),
                                                                Micros.of(at(held.stamped())),
                                                                reading.value())));
        board.restore(cases.open());
        return board;
    }

    /**
     * The same life with another clock: what it has sent from one second to another is stamped
     * anew.
     */
    HostStory stamped(int from, int to, UnaryOperator<Delivery> stamp) {
        return new HostStory(
                deliveries.stream()
                        .map(d -> from <= d.sent() && d.sent() < to ? stamp.apply(d) : d)
                        .toList());
    }

    /**
     * What was decided, and what is open in the end. Without silence, which is counted anew from a
     * restart on.
     *
     * @param killedAt the second at which the collector is killed and started again
     */
    List<String> decisions(int killedAt) {
        List<String> told = new ArrayList<>();
        try (CaseStore cases = CaseStores.inMemory()) {
            IndicatorBoard board = board(0);
            DecisionCycle cycle =
                    new DecisionCycle(board, ENGINE, cases, MaintenancePolicy.shipped());
            int next = 0;
            for (int second = 0; second <= 60 * MINUTES + 4_000; second++) {
                while (next < deliveries.size() && deliveries.get(next).arrives() == second) {
                    accept(board, deliveries.get(next++));
                }
                if (second == killedAt) {
                    board = restarted(second, next, cases);
                    cycle = new DecisionCycle(board, ENGINE, cases, MaintenancePolicy.shipped());
                }
                if (second % TURN_SECONDS == TURN_SECONDS - 1) {
                    cycle.turn(at(second)).stream()
                            .filter(e -> !isSilence(e.key()))
                            .forEach(event -> told.add(line(event)));
                }
            }
            told.addAll(cases.open().stream().map(HostStory::line).sorted().toList());
        }
        return told;
    }

    private static void accept(IndicatorBoard board, Delivery delivery) {
        SampleBatch batch = new SampleBatch(delivery.readings().size());
        for (Reading reading : delivery.readings()) {
            batch.add(reading.series(), Micros.of(at(delivery.stamped())), reading.value());
        }
        board.accept(batch, at(delivery.arrives()));
    }

    static String line(CaseEvent event) {
        return "%s %s %s %s".formatted(event.at(), event.type(), event.priority(), event.key());
    }

    private static String line(OpenCase open) {
        // Silence begins at a host's own time, which a wrong clock moves.
        Instant since = isSilence(open.key()) ? Instant.EPOCH : open.episode();
        return "%s open since %s %s".formatted(open.key(), since, open.priority());
    }

    private static boolean isSilence(IndicatorKey key) {
        return key.indicator().equals(IndicatorBoard.AGENT_SILENT);
    }

    static Instant at(int second) {
        return TEN.plusSeconds(second);
    }

    private HostStory(List<Delivery> deliveries) {
        this.deliveries.addAll(deliveries);
    }

    /** What shows only that the host lives. */
    Delivery onlyLife(Delivery delivery) {
        return delivery.with(
                delivery.readings().stream().filter(r -> intervals.contains(r.series())).toList());
    }
}
