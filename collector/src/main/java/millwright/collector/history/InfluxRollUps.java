package millwright.collector.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import millwright.collector.ingest.SeriesCatalog;
import millwright.rules.indicator.Micros;

/**
 * Rolls up hours once they are complete, and again when late samples touch them; the roll-ups go
 * straight to the server. Our own job on every version: InfluxDB 1's continuous queries never look
 * at an hour again, 2 has tasks instead, and 3 neither.
 */
final class InfluxRollUps {
    /** How long after its end an hour waits for samples that are on their way. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final String STATE = "rolledUntil";

    private final InfluxServer server;
    private final InfluxConfig config;
    private final InfluxQueue queue;
    private final InfluxReads reads;
    // Samples of hours before it are late; raised before those hours are read. All, while it is not
    // known how far the server is.
    private volatile long lateBefore;

    InfluxRollUps(InfluxServer server, InfluxConfig config, InfluxQueue queue, InfluxReads reads) {
        this.server = server;
        this.config = config;
        this.queue = queue;
        this.reads = reads;
        lateBefore = queue.state(STATE).orElse(Long.MAX_VALUE);
    }

    long lateBefore() {
        return lateBefore;
    }

    /**
     * @param rawFromMicros before it samples may have been dropped, so those hours stay as they are
     * @param appending held while the limit moves, so that no append is half before and half after
     */
    void run(Instant now, long rawFromMicros, Object appending) {
        long completeUntil = StoredTime.hour(StoredTime.ceil(now.minus(GRACE)));
        long rolledUntil = rolledUntil();
        Map<Long, Long> again;
        synchronized (appending) {
            lateBefore = Math.max(rolledUntil, completeUntil);
            again = queue.lateHours();
        }
        roll(rolledUntil, completeUntil);
        for (long hour : again.keySet()) {
            if (hour >= rawFromMicros && hour < rolledUntil) {
                roll(hour, hour + StoredTime.HOUR);
            }
        }
        if (completeUntil > rolledUntil) {
            queue.note(STATE, completeUntil);
        }
        queue.forgetLate(again);
    }

    /** Known here, or where this queue is new, what the server has. */
    private long rolledUntil() {
        return queue.state(STATE)
                .orElseGet(
                        () -> {
                            OptionalLong newest = reads.newestHour();
                            return newest.isPresent() ? newest.getAsLong() + StoredTime.HOUR : 0;
                        });
    }

    /** Rolls up the hours of an interval, whatever was rolled up before. */
    void roll(long fromMicros, long untilMicros) {
        if (fromMicros >= untilMicros) {
            return;
        }
        HourAccumulators accumulators = new HourAccumulators();
        long[] hour = {-1};
        reads.scan(
                fromMicros,
                untilMicros,
                (series, micros, value) -> {
                    if (micros >= hour[0] + StoredTime.HOUR || hour[0] < 0) {
                        store(hour[0], accumulators);
                        accumulators.clear();
                        hour[0] = StoredTime.hour(micros);
                    }
                    accumulators.add(series, micros, value);
                });
        store(hour[0], accumulators);
    }

    private void store(long hourMicros, HourAccumulators hour) {
        SeriesCatalog catalog = queue.catalog();
        InfluxLines lines = new InfluxLines();
        int count = 0;
        for (int series = 0; series < hour.end(); series++) {
            if (hour.count(series) > 0) {
                lines.addHour(catalog.key(series), rollUp(hourMicros, hour, series), hourMicros);
                if (++count % config.batchLines() == 0) {
                    write(lines);
                }
            }
        }
        write(lines);
    }

    private static HourlyRollUp rollUp(long hourMicros, HourAccumulators hour, int series) {
        return new HourlyRollUp(
                Micros.instant(hourMicros),
                hour.count(series),
                hour.min(series),
                hour.max(series),
                hour.mean(series),
                hour.last(series));
    }

    private void write(InfluxLines lines) {
        String text = lines.take();
        if (!text.isEmpty()) {
            server.mustWrite(config.rollUpDatabase(), text);
        }
    }
}
