package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.indicator.Micros;

/**
 * Series that got samples from before what each reading of the history takes in anyway: an import,
 * or an agent that was cut off for days. Any thread notes them, the job takes them.
 */
final class Backfills {
    private final Duration late;
    private Map<Integer, Noted> fresh = new HashMap<>(); // since the last take; guarded by this
    private final Map<Integer, Noted> before = new HashMap<>(); // guarded by this

    /**
     * @param fromMicros the oldest sample
     * @param last when the newest came
     */
    private record Noted(long fromMicros, Instant last) {
        Noted and(Noted other) {
            return new Noted(
                    Math.min(fromMicros, other.fromMicros),
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /**
     * What is to be read anew.
     *
     * @param from the oldest of it
     */
    record Taken(Set<Integer> series, Instant from) {
        static final Taken NOTHING = new Taken(Set.of(), Instant.MAX);
    }

    /**
     * @param late what is no older than that is no backfill
     */
    Backfills(Duration late) {
        this.late = late;
    }

    /** Costs a comparison for a sample that is none. */
    void note(SampleBatch batch, Instant now) {
        long oldest = Micros.of(now.minus(late));
        for (int i = 0; i < batch.size(); i++) {
            if (batch.micros(i) < oldest) {
                note(batch.series(i), new Noted(batch.micros(i), now));
            }
        }
    }

    private synchronized void note(int series, Noted one) {
        fresh.merge(series, one, Noted::and);
    }

    /** The past of these may be another by now. */
    synchronized void note(Set<Integer> series, Instant now) {
        Noted any = new Noted(Micros.of(Instant.EPOCH), now);
        series.forEach(one -> note(one, any));
    }

    /**
     * Whether something came, all of it by then: an import is over.
     *
     * @param until what came by then is in the roll-ups
     */
    synchronized boolean areOver(Instant until) {
        return !(fresh.isEmpty() && before.isEmpty())
                && Stream.of(fresh, before)
                        .flatMap(all -> all.values().stream())
                        .noneMatch(one -> one.last().isAfter(until));
    }

    /** What came by then; where more has come to a series since, the next time. */
    synchronized Taken take(Instant until) {
        Set<Integer> series = new HashSet<>();
        long oldest = Long.MAX_VALUE;
        Map<Integer, Noted> later = new HashMap<>();
        for (Map<Integer, Noted> all : List.of(before, fresh)) {
            for (Map.Entry<Integer, Noted> entry : all.entrySet()) {
                if (entry.getValue().last().isAfter(until)) {
                    later.merge(entry.getKey(), entry.getValue(), Noted::and);
                } else {
                    series.add(entry.getKey());
                    oldest = Math.min(oldest, entry.getValue().fromMicros());
                }
            }
        }
        before.clear();
        before.putAll(later);
        fresh = new HashMap<>();
        return series.isEmpty() ? Taken.NOTHING : new Taken(series, Micros.instant(oldest));
    }
}
