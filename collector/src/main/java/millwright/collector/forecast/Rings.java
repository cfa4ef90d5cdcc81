package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import millwright.collector.history.History;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;

/**
 * The hourly means of all series that are forecast, in memory: read from the history once, and
 * extended as hours are rolled up. One thread writes; its rings may be read by others.
 */
final class Rings {
    /**
     * What an agent that was cut off sends later is taken in by each reading; what is older than
     * that is a backfill.
     */
    static final Duration LATE = Duration.ofHours(26);

    private static final Duration PORTION = Duration.ofDays(7);
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final SeriesCatalog catalog;
    private final History history;
    private final int hoursMin;
    private final int hoursMax;
    private final int ringsMax;
    private final long bytesMax;

    private HourlyRing[] bySeries = new HourlyRing[1024];
    private final Map<Integer, HourlyRing> rings = new ConcurrentHashMap<>();
    private final List<Integer> unread = new ArrayList<>();
    private int capacity;

    /**
     * Series of a higher number came after the last reading, so the history has no more of them.
     */
    private int knownSeries = Integer.MAX_VALUE;

    private int seriesAtBegin;
    private Optional<Instant> readFrom = Optional.empty();

    Rings(SeriesCatalog catalog, History history, ForecastTuning tuning, Duration horizon) {
        this.catalog = catalog;
        this.history = history;
        hoursMin = ForecastTuning.hoursMin(horizon);
        hoursMax = tuning.hoursMax(horizon);
        bytesMax = tuning.memoryBytesMax();
        ringsMax = (int) Math.min(Integer.MAX_VALUE, bytesMax / (4L * hoursMin));
        capacity = hoursMax;
    }

    /**
     * The series' ring, from now on filled by {@link #read}; empty where the memory does not
     * suffice for one more, or the series has no sample yet.
     */
    Optional<HourlyRing> watch(SeriesKey key) {
        Optional<Integer> series = catalog.find(key);
        if (series.isEmpty()) {
            return Optional.empty();
        }
        HourlyRing known = rings.get(series.get());
        if (known != null) {
            return Optional.of(known);
        }
        if (rings.size() >= ringsMax) {
            return Optional.empty();
        }
        HourlyRing ring = new HourlyRing(capacity);
        rings.put(series.get(), ring);
        place(series.get(), ring);
        unread.add(series.get());
        shrink();
        return Optional.of(ring);
    }

    private void place(int series, HourlyRing ring) {
        if (series >= bySeries.length) {
            bySeries = Arrays.copyOf(bySeries, Math.max(series + 1, series * 2));
        }
        bySeries[series] = ring;
    }

    /** In steps of an eighth, so that a growing fleet does not copy everything at each series. */
    private void shrink() {
        if (4L * capacity * rings.size() > bytesMax) {
            long fits = bytesMax / (4L * rings.size());
            capacity = (int) Math.max(hoursMin, fits - fits / 8);
            rings.values().forEach(ring -> ring.limit(capacity));
        }
    }

    void forget(SeriesKey key) {
        catalog.find(key)
                .ifPresent(
                        series -> {
                            rings.remove(series);
                            bySeries[series] = null;
                            unread.remove(series);
                        });
    }

    /** Whether a reading has begun and is not done. */
    boolean isReading() {
        return readFrom.isPresent();
    }

    /** All that are kept here. */
    Set<Integer> series() {
        return Set.copyOf(rings.keySet());
    }

    /** Whether any of these is kept here. */
    boolean haveAny(Set<Integer> series) {
        return series.stream().anyMatch(rings::containsKey);
    }

    /**
     * Takes in what has been rolled up: all of it where a series is new here that the history may
     * know, else the last day, or what is newer than the backfill. In portions of a week, so that
     * whoever calls can pause between.
     *
     * @param backfilled from when on the past has changed; counts where a reading begins
     * @return whether it is done; if not, to be called again
     */
    boolean read(Instant now, Instant backfilled) {
        if (readFrom.isEmpty()) {
            boolean isAll = unread.stream().anyMatch(series -> series < knownSeries);
            Instant all = now.minus(Duration.ofHours(capacity));
            Instant late = now.minus(LATE);
            Instant changed = backfilled.isBefore(late) ? hourOf(backfilled) : late;
            readFrom = Optional.of(isAll || changed.isBefore(all) ? all : changed);
            seriesAtBegin = catalog.size();
            unread.clear();
        }
        Instant from = readFrom.get();
        Instant to = from.plus(PORTION).isBefore(now) ? from.plus(PORTION) : now;
        history.scanHourly(from, to, this::put);
        boolean isDone = to.equals(now);
        readFrom = isDone ? Optional.empty() : Optional.of(to);
        if (isDone) {
            knownSeries = seriesAtBegin;
        }
        return isDone;
    }

    /** A roll-up has the time at which its hour begins. */
    private static Instant hourOf(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    private void put(int series, long hourMicros, double mean) {
        HourlyRing ring = series < bySeries.length ? bySeries[series] : null;
        if (ring != null) {
            ring.put((int) Math.floorDiv(hourMicros, HOUR_MICROS), mean);
        }
    }

    /** How far it looks back now. */
    int hours() {
        return capacity;
    }

    long bytes() {
        return rings.values().stream().mapToLong(HourlyRing::bytes).sum();
    }
}
