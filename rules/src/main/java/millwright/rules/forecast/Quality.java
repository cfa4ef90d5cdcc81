package millwright.rules.forecast;

import java.time.Duration;

/**
 * What the forecast stands on.
 *
 * @param history from the first value to the last
 * @param points how many values
 * @param coverage from 0 to 1, how much of the history there is, by its usual spacing
 * @param relativeError mean absolute error of the chosen model in its back-test, over that of the
 *     naive forecast (the last value, or the last day's); below 1 is better than naive. Empty
 *     series and those without a back-test have 1
 * @param confident whether what it says may raise more than P4
 */
public record Quality(
        Duration history, int points, double coverage, double relativeError, boolean confident) {}
