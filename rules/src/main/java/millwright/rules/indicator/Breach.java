package millwright.rules.indicator;

import java.time.Instant;
import java.util.List;

/**
 * Fact: an indicator past a threshold for its sustain time. Its {@code since} identifies the
 * episode: a breach of the same key with another {@code since} is a repeat.
 *
 * @param since when the evidence of this episode begins
 * @param at event time of the judgement
 * @param value the latest value, in the indicator's unit
 * @param coverage observed time over sustain time, 0 to 1
 * @param fraction breached time over observed time, 0 to 1
 * @param late whether the episode was over before its samples arrived; such a breach pages nobody
 * @param suspects the processes that used most of what ran short, biggest first; may be empty
 */
public record Breach(
        IndicatorKey key,
        Level level,
        Instant since,
        Instant at,
        double value,
        double coverage,
        double fraction,
        boolean late,
        List<ProcessUse> suspects) {
    public Breach {
        suspects = List.copyOf(suspects);
    }

    /**
     * @param judgement one that names the level that is breached
     */
    public static Breach of(IndicatorKey key, Judgement judgement, List<ProcessUse> suspects) {
        return new Breach(
                key,
                judgement.level().orElseThrow(),
                judgement.since(),
                judgement.at(),
                judgement.value(),
                judgement.coverage(),
                judgement.fraction(),
                false,
                suspects);
    }

    /** The same as a late one: it has ended before anybody acted on it. */
    public Breach over() {
        return new Breach(key, level, since, at, value, coverage, fraction, true, suspects);
    }

    public Priority priority() {
        return level.priority();
    }
}
