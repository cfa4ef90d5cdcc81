package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is to be expected of a series, or why nothing can be said of it. */
public sealed interface Forecast {
    /** From when on it looks ahead. */
    Instant at();

    /** How far it looks ahead. */
    Duration horizon();

    Quality quality();

    /** What it says, or, where it may not be acted on, what it would have said. */
    Optional<Expected> said();

    /** Of the crossings that are reckoned with, the one that may come first. */
    default Optional<Crossing> nearest() {
        return Optional.empty();
    }

    /**
     * @param crossings one for each limit that was asked for, in that order
     * @param model names of the models it is made of, such as {@code robust-line + weekly}
     * @param segment the part of the history that its trend is from
     */
    record Expected(
            Instant at,
            Duration horizon,
            Path path,
            List<Crossing> crossings,
            String model,
            Segment segment,
            Quality quality)
            implements Forecast {
        public Expected {
            crossings = List.copyOf(crossings);
        }

        @Override
        public Optional<Expected> said() {
            return Optional.of(this);
        }

        @Override
        public Optional<Crossing> nearest() {
            return crossings.stream()
                    .filter(Crossing::expected)
                    .min(Comparator.comparing(crossing -> crossing.early().orElseThrow()));
        }
    }

    /**
     * No verdict that somebody should act on.
     *
     * @param reason of the gate's conditions the first that is not met
     * @param sentence the same with its figures, for people
     * @param tentative what would have been said: to be shown, not to be ticketed
     */
    record Unforecastable(
            Instant at,
            Duration horizon,
            Reason reason,
            String sentence,
            Quality quality,
            Optional<Expected> tentative)
            implements Forecast {
        @Override
        public Optional<Expected> said() {
            return tentative;
        }
    }

    /** Why there is no verdict. */
    enum Reason {
        /** There is not enough history, or the current segment has just begun. */
        TOO_SHORT,
        /** Too much of the history is missing. */
        TOO_MANY_GAPS,
        /** Its last value is too old. */
        STALE,
        /** The interval of the crossing is too wide to plan by. */
        TOO_UNCERTAIN,
        /** Not the same verdict in enough runs yet. */
        NOT_REPEATED
    }
}
