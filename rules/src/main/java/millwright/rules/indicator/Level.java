package millwright.rules.indicator;

import static java.util.Objects.requireNonNull;

/**
 * One severity step of an indicator, as a row of the decision table gives it.
 *
 * @param number 1 for the mildest step, up to 3
 * @param row the name of the row, which the ticket quotes
 * @param minimumCount the least traffic that a ratio needs before it may speak; 0 where it does not
 *     apply
 * @param action what the table recommends to do; may be empty
 * @param runbook link to what to do; may be empty
 */
public record Level(
        int number,
        Threshold threshold,
        Priority priority,
        String row,
        long minimumCount,
        String action,
        String runbook) {
    public Level {
        requireNonNull(threshold, "threshold");
        requireNonNull(priority, "priority");
        requireNonNull(row, "row");
        requireNonNull(action, "action");
        requireNonNull(runbook, "runbook");
        if (number < 1 || number > 3) {
            throw new IllegalArgumentException("a level is 1, 2 or 3, not " + number);
        }
    }
}
