package millwright.rules.indicator;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Fact: positive evidence that an indicator is good again, its rearm value having held for the
 * rearm time. A host that had gone silent recovers by sending again.
 *
 * @param since from when on every sample was rearmed
 * @param at event time of the judgement
 * @param value the latest value
 */
public record Recovery(IndicatorKey key, Instant since, Instant at, double value, double rearm) {
    public Recovery {
        requireNonNull(key, "key");
        requireNonNull(since, "since");
        requireNonNull(at, "at");
    }

    /**
     * @param judgement the first one after a breach
     * @param mildest the level whose rearm value has held
     */
    public static Recovery of(IndicatorKey key, Judgement judgement, Level mildest) {
        return new Recovery(
                key,
                judgement.since(),
                judgement.at(),
                judgement.value(),
                mildest.threshold().rearm());
    }
}
