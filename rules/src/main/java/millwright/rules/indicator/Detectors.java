package millwright.rules.indicator;

import java.time.Duration;
import java.util.List;

/** Makes detectors. A list of levels is shared, not copied, if it is immutable. */
public final class Detectors {
    /** The longest sustain or rearm time. */
    public static final Duration WINDOW_MAX = Duration.ofDays(31);

    /** How far back a detector sees where samples come every 10 seconds. */
    public static final Duration WINDOW_KEPT = Duration.ofSeconds(10L * SampleRing.SIZE_MAX);

    private Detectors() {}

    /**
     * @param levels at least one, mildest first
     */
    public static SustainedDetector sustained(List<Level> levels, DetectionPolicy policy) {
        return new SustainedStateMachine(levels, policy);
    }

    /**
     * @param levels at least one, mildest first, each with a sustain time above zero, over which
     *     its ratio is taken
     */
    public static RatioDetector ratio(List<Level> levels, DetectionPolicy policy) {
        return new RatioStateMachine(levels, policy);
    }

    static List<Level> checkLevels(List<Level> levels) {
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a detector needs at least one level");
        }
        int before = 0;
        for (Level level : levels) {
            if (level.number() <= before) {
                throw new IllegalArgumentException(
                        "levels come mildest first, each once: %d after %d"
                                .formatted(level.number(), before));
            }
            before = level.number();
            Threshold threshold = level.threshold();
            if (threshold.sustain().compareTo(WINDOW_MAX) > 0
                    || threshold.rearmTime().compareTo(WINDOW_MAX) > 0) {
                throw new IllegalArgumentException(
                        "%s: sustain %s and rearm time %s must be at most 31 days"
                                .formatted(
                                        level.row(), threshold.sustain(), threshold.rearmTime()));
            }
        }
        return List.copyOf(levels);
    }

    static void checkFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a sample is a finite number, not " + value);
        }
    }
}
