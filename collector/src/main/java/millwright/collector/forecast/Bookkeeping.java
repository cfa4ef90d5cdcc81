package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import millwright.rules.indicator.IndicatorKey;

/**
 * What goes into the ledger, and what of it is scored. One thread; the records anybody may read.
 */
final class Bookkeeping {
    /** After a value's hour it is rolled up within minutes; the job reads it once an hour. */
    private static final Duration ROLLED_UP = Duration.ofHours(2);

    private static final Duration SCORING = Duration.ofMinutes(10);
    private static final int SCORED_AT_ONCE = 500;

    private static final int PORTION = 2000;

    /** What a crash may cost: the runs of so long, which are made again an hour later. */
    private static final Duration WRITING = Duration.ofSeconds(10);

    private static final Duration FORGETTING = Duration.ofDays(1);

    /** Forecasts without a prediction: months to look at, then their counts suffice. */
    private static final Duration OTHERS_KEPT = Duration.ofDays(90);

    private final ForecastLedger ledger;
    private final KnownMaintenance maintenance;
    private final int repeats;
    private final Duration predictionsKept;
    private final List<KeptForecast> unwritten = new ArrayList<>();
    private final Map<IndicatorKey, Standing> unwrittenStandings = new HashMap<>();
    private final Map<String, TrackRecord> records = new ConcurrentHashMap<>();

    /** Whether it is not known if the last portion was written: it goes again before any other. */
    private boolean isDoubtful;

    private Instant nextWriting = Instant.MIN;
    private Instant nextScoring = Instant.MIN;
    private Instant nextForgetting = Instant.MIN;

    /**
     * @param repeats how many runs in a row make a verdict
     * @param predictionsKept how long forecasts that predicted a crossing are kept
     */
    Bookkeeping(
            ForecastLedger ledger,
            KnownMaintenance maintenance,
            int repeats,
            Duration predictionsKept) {
        this.repeats = repeats;
        this.ledger = ledger;
        this.maintenance = maintenance;
        this.predictionsKept = predictionsKept;
    }

    /** Notes a forecast that has just been made, for the next {@link #write}. */
    void note(Watch watch, KeptForecast made) {
        Optional<Standing> before = watch.standing();
        boolean isNews = before.isEmpty() || Keeping.isNews(before.get(), made);
        Standing standing =
                isNews
                        ? Standing.of(made, watch.verdicts())
                        : before.orElseThrow().with(watch.verdicts());
        boolean mustLast = isNews || isFresh(watch, before.orElseThrow());
        watch.stands(standing);
        if (isNews) {
            unwritten.add(made);
        }
        if (mustLast) {
            unwrittenStandings.put(watch.key(), standing);
        }
    }

    /** While runs in a row still count towards a verdict, or a prediction stands. */
    private boolean isFresh(Watch watch, Standing before) {
        return watch.verdicts().runs() <= repeats
                || !watch.verdicts().agreed().isEmpty()
                || watch.verdicts().isWithdrawn()
                || before.verdicts().isWithdrawn();
    }

    /**
     * Writes where much has come together, or some time has passed: a transaction for each few
     * would make a database file grow by more than what is in it.
     */
    void writeInPortions(Instant now) {
        if (isDoubtful
                || unwrittenStandings.size() >= PORTION
                || unwritten.size() >= PORTION
                || !now.isBefore(nextWriting)) {
            write();
            nextWriting = now.plus(WRITING);
        }
    }

    /** Durable on return; what could not be written waits. */
    void write() {
        if (!unwritten.isEmpty() || !unwrittenStandings.isEmpty()) {
            isDoubtful = true;
            ledger.keep(List.copyOf(unwritten), List.copyOf(unwrittenStandings.values()));
            unwritten.clear();
            unwrittenStandings.clear();
            isDoubtful = false;
        }
    }

    /**
     * Scores a portion of what is due.
     *
     * @param course of a key; empty where it is measured no more
     * @return how many steps were done
     */
    int score(Instant now, Function<IndicatorKey, Optional<Course>> course) {
        if (now.isBefore(nextScoring)) {
            return 0;
        }
        List<Due> due = ledger.due(now.minus(ROLLED_UP), SCORED_AT_ONCE);
        List<Score> scores =
                due.stream()
                        .map(
                                one -> {
                                    KeptForecast forecast = one.forecast();
                                    return Scorer.score(
                                            one,
                                            course.apply(forecast.key()),
                                            maintenance.of(
                                                    forecast.key(),
                                                    forecast.madeAt(),
                                                    forecast.end()),
                                            now);
                                })
                        .toList();
        int done = scores.isEmpty() ? 0 : ledger.score(scores, now);
        if (due.size() < SCORED_AT_ONCE) {
            nextScoring = now.plus(SCORING);
            readRecords(now);
        }
        return done;
    }

    private void readRecords(Instant now) {
        ledger.records(now.minus(TrackRecord.SPAN))
                .forEach(record -> records.put(record.of(), record));
    }

    void forget(Instant now) {
        if (!now.isBefore(nextForgetting)) {
            ledger.forget(now.minus(predictionsKept), now.minus(OTHERS_KEPT));
            nextForgetting = now.plus(FORGETTING);
        }
    }

    TrackRecord record(String indicator) {
        return records.getOrDefault(indicator, TrackRecord.none(indicator));
    }

    /** By the classes' ids. */
    List<TrackRecord> records() {
        return records.values().stream().sorted((a, b) -> a.of().compareTo(b.of())).toList();
    }
}
