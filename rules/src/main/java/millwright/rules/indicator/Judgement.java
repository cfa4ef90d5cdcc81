package millwright.rules.indicator;

import java.time.Instant;
import java.util.Optional;

/**
 * What a series amounts to at the time of its latest sample.
 *
 * @param level the worst level that is breached, or pending; empty where there is none. A breach
 *     that is on keeps its level while the state is STALE or INSUFFICIENT_TRAFFIC
 * @param since when the current breach began (start of the evidence); where none is on, when the
 *     current state began: for OK after a breach, from when on every sample was rearmed
 * @param at time of the latest sample that was judged
 * @param value the latest value, in the indicator's unit
 * @param coverage observed time over the sustain time of the level (of level 1 where none is on), 0
 *     to 1
 * @param fraction breached time over observed time, 0 to 1
 */
public record Judgement(
        State state,
        Optional<Level> level,
        Instant since,
        Instant at,
        double value,
        double coverage,
        double fraction) {}
