package millwright.agent.budget;

import java.time.Duration;
import java.util.Optional;

/** How much of a sampler's work is done. */
public enum Pace {
    FULL(1),
    HALF(2),
    QUARTER(4),
    /** Nothing is read; its place in the schedule is kept at a quarter. */
    OFF(4);

    private final int stretch;

    Pace(int stretch) {
        this.stretch = stretch;
    }

    /** The next gentler one; empty where there is none. */
    Optional<Pace> slower() {
        return switch (this) {
            case FULL -> Optional.of(HALF);
            case HALF -> Optional.of(QUARTER);
            case QUARTER -> Optional.of(OFF);
            case OFF -> Optional.empty();
        };
    }

    public Duration of(Duration interval) {
        return interval.multipliedBy(stretch);
    }
}
