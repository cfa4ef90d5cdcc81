package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import millwright.collector.history.History;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.forecast.PredictedCrossing.Grower;
import millwright.rules.indicator.IndicatorKey;

/**
 * Names the parts of a host that grow most where an indicator runs towards its limit: processes by
 * their memory, databases and their logs by their size, programs by their sessions. Reads the last
 * two days of those hosts only.
 */
final class Growers {
    private static final Duration LOOK_BACK = Duration.ofDays(2);
    private static final int NAMED = 3;
    private static final int HOURS_MIN = 6;
    private static final double MICROS_A_DAY = 86_400e6;

    private static final Map<String, Source> SOURCES =
            Map.of(
                    "procstat_top memory_rss",
                    new Source(
                            "memory_usage", "bytes", key -> "process " + tag(key, "process_name")),
                    "db_database size_bytes",
                    new Source("disk_free", "bytes", key -> "database " + tag(key, "database")),
                    "db_database data_size_bytes",
                    new Source("disk_free", "bytes", key -> "database " + tag(key, "database")),
                    "db_database log_size_bytes",
                    new Source(
                            "disk_free",
                            "bytes",
                            key -> "transaction log of " + tag(key, "database")),
                    "db_sessions sessions",
                    new Source(
                            "database_connections",
                            "sessions",
                            key ->
                                    "program %s on %s"
                                            .formatted(tag(key, "program"), tag(key, "database"))));

    private final SeriesCatalog catalog;
    private final History history;
    private final Map<String, List<Integer>> byHost = new HashMap<>();
    private int seen;

    // By host and indicator; replaced as a whole, so that readers see one reading.
    private volatile Map<IndicatorKey, List<Grower>> fastest = Map.of();

    Growers(SeriesCatalog catalog, History history) {
        this.catalog = catalog;
        this.history = history;
    }

    /**
     * @param indicator that the part eats up
     */
    private record Source(String indicator, String unit, Function<SeriesKey, String> name) {}

    private static String tag(SeriesKey key, String name) {
        return key.tags().getOrDefault(name, "?");
    }

    private static Optional<Source> source(SeriesKey key) {
        return Optional.ofNullable(SOURCES.get(key.measurement() + ' ' + key.field()));
    }

    /**
     * At most three, the fastest first; empty where nothing grows, or nothing is known of parts.
     */
    List<Grower> of(IndicatorKey key) {
        return fastest.getOrDefault(ofHost(key.host(), key.indicator()), List.of());
    }

    private static IndicatorKey ofHost(String host, String indicator) {
        return new IndicatorKey(host, indicator, "");
    }

    /** Reads anew, for those hosts. */
    void read(Instant now, Set<String> hosts) {
        index();
        Map<Integer, Trend> trends = new HashMap<>();
        for (String host : hosts) {
            byHost.getOrDefault(host, List.of()).forEach(id -> trends.put(id, new Trend()));
        }
        if (!trends.isEmpty()) {
            history.scanHourly(
                    now.minus(LOOK_BACK),
                    now,
                    (series, micros, mean) -> {
                        Trend trend = trends.get(series);
                        if (trend != null) {
                            trend.add(micros, mean);
                        }
                    });
        }
        fastest = fastest(trends);
    }

    private void index() {
        int size = catalog.size();
        for (; seen < size; seen++) {
            SeriesKey key = catalog.key(seen);
            if (source(key).isPresent()) {
                byHost.computeIfAbsent(key.host(), absent -> new ArrayList<>()).add(seen);
            }
        }
    }

    private Map<IndicatorKey, List<Grower>> fastest(Map<Integer, Trend> trends) {
        Map<IndicatorKey, List<Grower>> all = new HashMap<>();
        trends.forEach(
                (series, trend) -> {
                    SeriesKey key = catalog.key(series);
                    Source source = source(key).orElseThrow();
                    double perDay = trend.perDay();
                    if (perDay > 0) {
                        all.computeIfAbsent(
                                        ofHost(key.host(), source.indicator()),
                                        absent -> new ArrayList<>())
                                .add(new Grower(source.name().apply(key), perDay, source.unit()));
                    }
                });
        all.replaceAll(
                (key, growers) ->
                        growers.stream()
                                .sorted(
                                        Comparator.comparingDouble(Grower::perDay)
                                                .reversed()
                                                .thenComparing(Grower::name))
                                .limit(NAMED)
                                .toList());
        return Map.copyOf(all);
    }

    /** A straight line through hourly means, by least squares. */
    private static final class Trend {
        private int count;
        private long firstMicros;
        private double sumDays;
        private double sumDaysDays;
        private double sumValues;
        private double sumDaysValues;

        void add(long micros, double value) {
            if (count++ == 0) {
                firstMicros = micros;
            }
            double days = (micros - firstMicros) / MICROS_A_DAY;
            sumDays += days;
            sumDaysDays += days * days;
            sumValues += value;
            sumDaysValues += days * value;
        }

        /** 0 where there are too few hours to tell. */
        double perDay() {
            double spread = count * sumDaysDays - sumDays * sumDays;
            return count < HOURS_MIN || spread <= 0
                    ? 0
                    : (count * sumDaysValues - sumDays * sumValues) / spread;
        }
    }
}
