package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.collector.forecast.TrackRecord;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;

/**
 * Forecasts of the made-up fleet: disks that fill, one that does not, one of which nobody knows.
 */
final class DemoOutlooks implements Outlooks {
    static final IndicatorKey FILLING = new IndicatorKey("web-03", "disk_free", "/var/lib/data");
    static final IndicatorKey SOON = new IndicatorKey("db-01", "disk_free", "/var/lib/data");
    static final IndicatorKey QUIET = new IndicatorKey("web-01", "memory_usage", "");
    static final IndicatorKey DOUBTFUL = new IndicatorKey("app-01", "cpu_utilization", "");
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Limit EMPTY = new Limit("hard limit", Direction.BELOW, 0, true);

    private final Instant at;

    DemoOutlooks(Instant now) {
        at = now.truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    public Optional<Outlook> of(IndicatorKey key) {
        return all().stream().filter(outlook -> outlook.key().equals(key)).findFirst();
    }

    @Override
    public List<Outlook> all() {
        Limit low = new Limit("level 2", Direction.BELOW, 10, false);
        Limit high = new Limit("level 1", Direction.ABOVE, 80, false);
        TrackRecord disks =
                new TrackRecord(
                        "disk_free",
                        9,
                        2,
                        0,
                        1,
                        140,
                        Optional.of(0.91),
                        Optional.of(Duration.ofDays(9)));
        return List.of(
                outlook(
                        FILLING,
                        expected(
                                18.6,
                                -1.1,
                                List.of(
                                        crossing(low, 0.96, 5, 8, Optional.of(12)),
                                        none(EMPTY, 0.03))),
                        disks),
                outlook(
                        SOON,
                        expected(7.4, -2.0, List.of(crossing(EMPTY, 0.9, 2, 4, Optional.of(7)))),
                        disks),
                outlook(
                        QUIET,
                        expected(58, 0.02, List.of(none(high, 0.004))),
                        TrackRecord.none("memory_usage")),
                outlook(
                        DOUBTFUL,
                        new Forecast.Unforecastable(
                                at,
                                HORIZON,
                                Forecast.Reason.TOO_SHORT,
                                "2 days of history, 7 are needed",
                                new Quality(Duration.ofDays(2), 48, 0.97, 1, false),
                                Optional.of(
                                        expected(
                                                40,
                                                1.5,
                                                List.of(
                                                        crossing(
                                                                high,
                                                                0.6,
                                                                15,
                                                                26,
                                                                Optional.empty()))))),
                        TrackRecord.none("cpu_utilization")));
    }

    private Outlook outlook(IndicatorKey key, Forecast forecast, TrackRecord record) {
        return new Outlook(key, "percent", forecast, at.minus(Duration.ofHours(4)), 5, record);
    }

    private Crossing crossing(
            Limit limit, double chance, int early, int median, Optional<Integer> late) {
        return new Crossing(
                limit,
                chance,
                true,
                Optional.of(day(early)),
                Optional.of(day(median)),
                late.map(this::day));
    }

    private Instant day(int days) {
        return at.plus(Duration.ofDays(days));
    }

    private static Crossing none(Limit limit, double chance) {
        return new Crossing(
                limit, chance, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Forecast.Expected expected(double value, double perDay, List<Crossing> crossings) {
        int size = (int) HORIZON.toHours() + 1;
        double[] middle = new double[size];
        double[] low = new double[size];
        double[] high = new double[size];
        for (int i = 0; i < size; i++) {
            middle[i] = Math.max(0, Math.min(100, value + perDay * i / 24));
            low[i] = Math.max(0, middle[i] - 0.8 - 0.012 * i);
            high[i] = Math.min(100, middle[i] + 0.8 + 0.012 * i);
        }
        return new Forecast.Expected(
                at,
                HORIZON,
                new Path(at, Duration.ofHours(1), middle, low, high),
                crossings,
                "robust-line + daily",
                new Segment(at.minus(Duration.ofDays(17)), Segment.Beginning.STEP, 408, perDay),
                new Quality(Duration.ofDays(90), 2150, 0.996, 0.38, true));
    }
}
