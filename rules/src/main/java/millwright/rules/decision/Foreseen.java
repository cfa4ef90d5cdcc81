package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: a limit will be passed, and how urgent that is (DESIGN "Priority of a forecast").
 *
 * @param priority as {@link ForecastPriority} works it out
 * @param why that priority and no more urgent one, for people
 * @param action what the decision table recommends for the first level; may be empty
 * @param runbook link to what to do; may be empty
 */
public record Foreseen(
        PredictedCrossing prediction,
        Priority priority,
        String why,
        String action,
        String runbook) {
    /** The finest step of time that every database keeps. */
    private static final Duration STEP = Duration.ofNanos(1_000);

    public Foreseen {
        requireNonNull(prediction, "prediction");
        requireNonNull(priority, "priority");
        requireNonNull(why, "why");
        requireNonNull(action, "action");
        requireNonNull(runbook, "runbook");
    }

    public IndicatorKey key() {
        return prediction.key();
    }

    /**
     * Identifies the prediction among the episodes of its key: a moment after it began, so that a
     * breach that began with it is another episode.
     */
    public Instant episode() {
        return episode(prediction.since());
    }

    /**
     * The same of a prediction of which that is known.
     *
     * @param since as {@link PredictedCrossing#since}
     */
    public static Instant episode(Instant since) {
        return since.truncatedTo(ChronoUnit.MICROS).plus(STEP);
    }

    /** The earliest that the limit may be passed. */
    public Instant deadline() {
        return prediction.deadline();
    }

    /** As the level of a breach: 1 is the mildest, 4 is P1. */
    public int level() {
        return switch (priority) {
            case P1 -> 4;
            case P2 -> 3;
            case P3 -> 2;
            case P4 -> 1;
        };
    }

    /** Whether nothing that it stands on is older than the end of the key's last ticket. */
    public boolean isAllAfter(Instant resolvedAt) {
        return prediction.confirmedFrom().isAfter(resolvedAt);
    }
}
