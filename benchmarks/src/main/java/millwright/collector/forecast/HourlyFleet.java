package millwright.collector.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.collector.history.History;
import millwright.collector.history.HourlyRollUp;
import millwright.collector.history.Sample;
import millwright.collector.history.Text;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Range;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;

/**
 * Any number of series of four shapes, made as they are read: a disk that fills, a working day, a
 * disk that is cleaned each week, and a line with noise. The same at each run.
 */
final class HourlyFleet implements History, Candidates {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final List<Limit> LIMITS =
            List.of(
                    Limit.level(1, Direction.ABOVE, 80),
                    Limit.level(2, Direction.ABOVE, 90),
                    Limit.level(3, Direction.ABOVE, 95),
                    Limit.hard(Direction.ABOVE, 100));

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final List<Candidate> candidates = new ArrayList<>();
    private final long firstHour;

    /**
     * @param first of the hours that there are
     */
    HourlyFleet(int series, Instant first) {
        firstHour = Math.floorDiv(first.getEpochSecond(), 3600);
        for (int i = 0; i < series; i++) {
            String host = "host-%06d".formatted(i);
            SeriesKey key = new SeriesKey("mem", new TreeMap<>(Map.of("host", host)), "value");
            catalog.id(key);
            candidates.add(
                    new Candidate(
                            new IndicatorKey(host, "memory_usage", ""),
                            "percent",
                            key,
                            false,
                            LIMITS,
                            Range.PERCENT));
        }
    }

    SeriesCatalog catalog() {
        return catalog;
    }

    /** In percent. */
    static double value(int series, long hour, long sinceFirst) {
        double noise = noise(series * 1_000_003L + hour);
        double day = Math.sin(2 * Math.PI * (hour % 24) / 24);
        return switch (series % 4) {
            case 0 -> Math.min(100, 30 + sinceFirst * (0.02 + series % 7 * 0.002) + noise);
            case 1 -> 40 + (hour / 24 % 7 < 5 ? 25 : 5) * Math.max(0, day) + 3 * noise;
            case 2 -> 40 + sinceFirst % 168 * 0.2 + noise;
            default -> 55 + 4 * noise;
        };
    }

    /** About −1 to 1. */
    private static double noise(long seed) {
        long mixed = (seed ^ (seed >>> 31)) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        return (mixed >> 11) * 0x1p-52;
    }

    @Override
    public void scanHourly(Instant from, Instant to, SampleVisitor visitor) {
        long begin = Math.max(firstHour, Math.floorDiv(from.getEpochSecond() + 3599, 3600));
        long end = Math.floorDiv(to.getEpochSecond(), 3600);
        for (long hour = begin; hour < end; hour++) {
            for (int series = 0; series < candidates.size(); series++) {
                visitor.visit(series, hour * HOUR_MICROS, value(series, hour, hour - firstHour));
            }
        }
    }

    @Override
    public List<Candidate> list() {
        return candidates;
    }

    @Override
    public List<Sample> recent(IndicatorKey key) {
        return List.of();
    }

    @Override
    public void append(SampleBatch batch) {
        throw new UnsupportedOperationException("made up");
    }

    @Override
    public Optional<Sample> latest(SeriesKey key) {
        return Optional.empty();
    }

    @Override
    public List<Sample> range(SeriesKey key, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public List<Text> texts(SeriesKey key, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public List<HourlyRollUp> hourly(SeriesKey key, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public void scan(Instant from, Instant to, SampleVisitor visitor) {}

    @Override
    public void maintain(Instant now) {}

    @Override
    public long count(Instant from, Instant to) {
        return 0;
    }

    @Override
    public void close() {}
}
