package millwright.collector.rulebook;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Rules would have called somebody: by opening a ticket, or by opening one again.
 *
 * @param again whether the ticket had been there before
 * @param worst the most urgent priority that it came to
 * @param endedAt when the ticket was resolved
 */
record BacktestCall(
        IndicatorKey key,
        String row,
        Instant at,
        boolean again,
        Priority worst,
        Optional<Instant> endedAt) {
    BacktestCall raised(Priority priority) {
        Priority most = priority.isMoreUrgentThan(worst) ? priority : worst;
        return new BacktestCall(key, row, at, again, most, endedAt);
    }

    BacktestCall ended(Instant end) {
        return new BacktestCall(key, row, at, again, worst, Optional.of(end));
    }

    /** Whether both were open at one time. */
    boolean meets(BacktestCall other, Instant end) {
        return at.isBefore(other.endedAt.orElse(end)) && other.at.isBefore(endedAt.orElse(end));
    }
}
