package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How fast one process grows: the Theil–Sen slope (the median of the slopes between all pairs; Sen
 * 1968) over points of the last hour, three minutes apart. Garbage that comes and goes does not
 * bend it. A process has no growth before a quarter of an hour has been seen.
 */
final class MemoryGrowth {
    static final Duration BETWEEN_POINTS = Duration.ofMinutes(3);
    private static final long SECONDS_MIN = Duration.ofMinutes(15).toSeconds();
    private static final int POINTS = 21; // an hour has twenty steps

    private final Instant started;
    private final long[] seconds = new long[POINTS];
    private final long[] bytes = new long[POINTS];
    private int count;
    private OptionalLong perHour = OptionalLong.empty();

    /**
     * @param started of the process; tells it from a later one with the same pid
     */
    MemoryGrowth(Instant started) {
        this.started = started;
    }

    boolean isOf(ProcessReading process) {
        return started.equals(process.started());
    }

    /** A point that is not later than the one before is left out. */
    void add(Instant at, long residentBytes) {
        long now = at.getEpochSecond();
        if (count > 0 && now <= seconds[count - 1]) {
            return;
        }
        if (count == POINTS) {
            System.arraycopy(seconds, 1, seconds, 0, POINTS - 1);
            System.arraycopy(bytes, 1, bytes, 0, POINTS - 1);
            count--;
        }
        seconds[count] = now;
        bytes[count] = residentBytes;
        count++;
        perHour = slope();
    }

    /** Bytes, below zero where it shrinks. */
    OptionalLong perHour() {
        return perHour;
    }

    private OptionalLong slope() {
        if (seconds[count - 1] - seconds[0] < SECONDS_MIN) {
            return OptionalLong.empty();
        }
        double[] slopes = new double[count * (count - 1) / 2];
        int n = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                slopes[n++] = (double) (bytes[j] - bytes[i]) / (seconds[j] - seconds[i]);
            }
        }
        Arrays.sort(slopes);
        double median = (slopes[(n - 1) / 2] + slopes[n / 2]) / 2;
        return OptionalLong.of(Math.round(median * 3600));
    }
}
