package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import millwright.rules.forecast.ForecastTerms;
import millwright.rules.indicator.Priority;

/**
 * When a forecast may speak, and how urgent it may be on its own.
 *
 * @param horizon how far is looked ahead, from one hour to a year
 * @param firstLevelAtMost the most urgent that a crossing of the first level can be
 * @param unconfidentAtMost the same of a forecast that is not sure of itself
 * @param unprovenAtMost the same of an indicator with less than {@code predictionsMin} scored
 *     predictions
 * @param predictionsMin how many make a record
 * @param hitsPercent which share of the predictions must have been hits for a priority, from 0 to
 *     100 for P1 to P3, not less for a more urgent one; P4 is always allowed
 */
public record ForecastPolicy(
        ForecastTerms terms,
        Duration horizon,
        Priority firstLevelAtMost,
        Priority unconfidentAtMost,
        Priority unprovenAtMost,
        int predictionsMin,
        Map<Priority, Integer> hitsPercent) {
    static final List<Priority> RAISED = List.of(Priority.P1, Priority.P2, Priority.P3);
    private static final Duration HORIZON_MIN = Duration.ofHours(1);
    private static final Duration HORIZON_MAX = Duration.ofDays(366);

    public ForecastPolicy {
        requireNonNull(terms, "terms");
        requireNonNull(firstLevelAtMost, "firstLevelAtMost");
        requireNonNull(unconfidentAtMost, "unconfidentAtMost");
        requireNonNull(unprovenAtMost, "unprovenAtMost");
        Map<Priority, Integer> shares = new EnumMap<>(Priority.class);
        shares.putAll(hitsPercent);
        hitsPercent = Collections.unmodifiableMap(shares);
        if (horizon.compareTo(HORIZON_MIN) < 0 || horizon.compareTo(HORIZON_MAX) > 0) {
            throw new IllegalArgumentException(
                    "the horizon %s is not from one hour to a year. Write one such as 30d."
                            .formatted(Words.of(horizon)));
        }
        int before = 100;
        for (Priority priority : RAISED) {
            int share = requireNonNull(hitsPercent.get(priority), "a share of hits");
            if (share > before) {
                throw new IllegalArgumentException(
                        "%s needs %d %% of hits and a more urgent one only %d %%. Write shares that do not rise from P1 to P3."
                                .formatted(priority, share, before));
            }
            before = share;
        }
    }

    /**
     * The most urgent priority that a forecast may give, and why not a more urgent one.
     *
     * @param reason for people; empty where nothing is held back
     */
    public record Ceiling(Priority priority, String reason) {
        public Ceiling {
            requireNonNull(priority, "priority");
            requireNonNull(reason, "reason");
        }

        private Ceiling and(Ceiling other) {
            return other.priority.isMoreUrgentThan(priority) || other.priority == priority
                    ? this
                    : other;
        }
    }

    /**
     * What the record of a class of forecasts, and the confidence of this one, allow.
     *
     * @param hits of the scored predictions those that came true within their interval
     * @param predictions scored so far, not less than {@code hits}
     */
    public Ceiling ceiling(long hits, long predictions, boolean confident) {
        if (hits < 0 || hits > predictions) {
            throw new IllegalArgumentException("%d hits of %d".formatted(hits, predictions));
        }
        Ceiling record = ofRecord(hits, predictions);
        return confident
                ? record
                : new Ceiling(
                                unconfidentAtMost,
                                "at most %s: this forecast is not sure of itself"
                                        .formatted(unconfidentAtMost))
                        .and(record);
    }

    private Ceiling ofRecord(long hits, long predictions) {
        if (predictions < predictionsMin) {
            return unprovenAtMost == Priority.P1
                    ? new Ceiling(Priority.P1, "")
                    : new Ceiling(
                            unprovenAtMost,
                            "at most %s: %d of its predictions are scored, %d make a record"
                                    .formatted(unprovenAtMost, predictions, predictionsMin));
        }
        Priority allowed =
                RAISED.stream()
                        .filter(priority -> hits * 100 >= hitsPercent.get(priority) * predictions)
                        .findFirst()
                        .orElse(Priority.P4);
        return allowed == Priority.P1
                ? new Ceiling(Priority.P1, "")
                : new Ceiling(
                        allowed,
                        "at most %s: of its last %d predictions %d came true, and a more urgent one needs %d %%"
                                .formatted(allowed, predictions, hits, needed(allowed)));
    }

    /** The share that the next more urgent priority needs. */
    private int needed(Priority allowed) {
        return RAISED.stream()
                .filter(priority -> priority.isMoreUrgentThan(allowed))
                .reduce((more, less) -> less)
                .map(hitsPercent::get)
                .orElseThrow();
    }
}
