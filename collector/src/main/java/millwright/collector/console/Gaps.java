package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Where a line must break: no line is drawn over time that nobody observed. */
final class Gaps {
    private static final Duration LEAST = Duration.ofMinutes(5);

    private Gaps() {}

    /** The longest step that is no gap: three usual steps, and never below five minutes. */
    static Duration longestStep(List<Instant> times) {
        if (times.size() < 3) {
            return LEAST;
        }
        long[] steps = new long[times.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Duration.between(times.get(i), times.get(i + 1)).toMillis();
        }
        Arrays.sort(steps);
        Duration usual = Duration.ofMillis(steps[steps.length / 2]).multipliedBy(3);
        return usual.compareTo(LEAST) > 0 ? usual : LEAST;
    }
}
