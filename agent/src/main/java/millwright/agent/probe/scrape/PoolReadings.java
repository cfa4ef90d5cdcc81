package millwright.agent.probe.scrape;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/** The pools of one application, under one set of names, as {@code connection_pool}. */
final class PoolReadings {
    static final int POOLS_MAX = 100;

    /** How often somebody got a connection, and how long all of them together waited for it. */
    private record Waits(double count, double seconds) {}

    private final PoolNames names;
    private final Set<String> wanted;

    /** Figures of the scrape that is on, by pool and then by metric. */
    private final Map<String, Map<String, Double>> figures = new TreeMap<>();

    private Map<String, Waits> previous = new HashMap<>();

    PoolReadings(PoolNames names) {
        this.names = names;
        this.wanted = names.all();
    }

    boolean wants(String name) {
        return wanted.contains(name);
    }

    void begin() {
        figures.clear();
    }

    /** Series of one pool that differ in other labels are added up. */
    void take(Metric metric) {
        if (!wanted.contains(metric.name()) || !metric.isReasonable()) {
            return;
        }
        String pool = TagValues.of(metric.label(names.label(), "default"));
        if (figures.containsKey(pool) || figures.size() < POOLS_MAX) {
            figures.computeIfAbsent(pool, key -> new HashMap<>())
                    .merge(metric.name(), metric.value(), Double::sum);
        } else {
            throw new TooManyException(
                    "more than %d values of the label %s, by which pools are told apart"
                            .formatted(POOLS_MAX, names.label()));
        }
    }

    void tell(Instant at, String target, SampleBatch batch) {
        Map<String, Waits> current = new HashMap<>();
        figures.forEach(
                (pool, figure) -> {
                    if (figure.containsKey(names.active())) {
                        SampleLine line =
                                batch.add("connection_pool", at)
                                        .tag("target", target)
                                        .tag("pool", pool);
                        tell(figure, line);
                        waits(figure).ifPresent(waits -> current.put(pool, waits));
                        meanWait(pool, current).ifPresent(it -> line.field("wait_seconds", it));
                    }
                });
        previous = current;
    }

    private void tell(Map<String, Double> figure, SampleLine line) {
        count(figure, names.active(), "active", line);
        count(figure, names.idle(), "idle", line);
        count(figure, names.pending(), "pending", line);
        count(figure, names.max(), "max", line);
        count(figure, names.timeouts(), "timeouts", line);
        double max = figure.getOrDefault(names.max(), 0.0);
        if (max >= 1) {
            line.field("used_percent", 100 * figure.get(names.active()) / max);
        }
    }

    private static void count(
            Map<String, Double> figure, String metric, String field, SampleLine line) {
        Optional.ofNullable(figure.get(metric))
                .ifPresent(value -> line.field(field, Math.round(value)));
    }

    private Optional<Waits> waits(Map<String, Double> figure) {
        Double count = figure.get(names.waitCount());
        Double sum = figure.get(names.waitSum());
        return count == null || sum == null
                ? Optional.empty()
                : Optional.of(new Waits(count, sum * names.waitSeconds()));
    }

    /** Since the scrape before this one; empty where nobody got a connection since. */
    private OptionalDouble meanWait(String pool, Map<String, Waits> current) {
        Waits now = current.get(pool);
        Waits before = previous.get(pool);
        if (now == null || before == null) {
            return OptionalDouble.empty();
        }
        boolean isReset = now.count < before.count || now.seconds < before.seconds;
        double count = isReset ? now.count : now.count - before.count;
        double seconds = isReset ? now.seconds : now.seconds - before.seconds;
        return count >= 1 ? OptionalDouble.of(seconds / count) : OptionalDouble.empty();
    }
}
