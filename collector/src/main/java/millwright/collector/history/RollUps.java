package millwright.collector.history;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import millwright.collector.ingest.SampleBatch;

/** Rolls up hours once they are complete, and again when late samples touch them. */
final class RollUps {
    /** How long after its end an hour waits for samples that are on their way. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final QuestDb database;
    private final SampleTable samples;
    private final HourlyTable hourly;
    private final LateHours late;
    // Hours before it are rolled up, or being so; guarded by QuestDb.write.
    private long rolledUntil;

    RollUps(QuestDb database, SampleTable samples, HourlyTable hourly) {
        this.database = database;
        this.samples = samples;
        this.hourly = hourly;
        late = LateHours.open(database);
        long newest = hourly.newestHour();
        rolledUntil = newest < 0 ? 0 : newest + StoredTime.HOUR;
    }

    long rolledUntil() {
        return rolledUntil;
    }

    SortedSet<Long> lateHours() {
        return late.waiting();
    }

    /** Takes note of samples that are about to be stored; only within {@link QuestDb#write}. */
    void noteLate(SampleBatch batch) {
        late.note(batch, rolledUntil);
    }

    /**
     * @param rawFromMicros before it samples may have been dropped, so those hours stay as they are
     */
    void run(Instant now, long rawFromMicros) {
        long completeUntil = StoredTime.hour(StoredTime.ceil(now.minus(GRACE)));
        long[] rollFrom = new long[1];
        SortedSet<Long> again = new TreeSet<>();
        // From here on a sample of these hours counts as late, even before the scan sees it.
        database.write(
                () -> {
                    again.addAll(late.take());
                    rollFrom[0] = rolledUntil;
                    rolledUntil = Math.max(rolledUntil, completeUntil);
                });
        boolean isDone = false;
        try {
            rollNew(rollFrom[0], completeUntil);
            for (long hour : again) {
                if (hour >= rawFromMicros) {
                    rollAgain(hour);
                }
            }
            isDone = true;
        } finally {
            if (!isDone) {
                database.write(
                        () -> {
                            late.putBack(again);
                            rolledUntil = rollFrom[0];
                        });
            }
        }
        if (!again.isEmpty()) {
            database.write(late::done);
        }
    }

    private void rollNew(long fromMicros, long untilMicros) {
        if (fromMicros >= untilMicros) {
            return;
        }
        HourAccumulators accumulators = new HourAccumulators();
        HourAccumulators nothing = new HourAccumulators();
        long[] hour = {-1};
        samples.scan(
                fromMicros,
                untilMicros,
                (series, micros, value) -> {
                    if (micros >= hour[0] + StoredTime.HOUR || hour[0] < 0) {
                        if (hour[0] >= 0) {
                            hourly.store(hour[0], accumulators, nothing);
                            accumulators.clear();
                        }
                        hour[0] = StoredTime.hour(micros);
                    }
                    accumulators.add(series, micros, value);
                });
        if (hour[0] >= 0) {
            hourly.store(hour[0], accumulators, nothing);
        }
    }

    private void rollAgain(long hour) {
        HourAccumulators accumulators = new HourAccumulators();
        samples.scan(hour, hour + StoredTime.HOUR, accumulators::add);
        hourly.store(hour, accumulators, hourly.hour(hour));
    }
}
