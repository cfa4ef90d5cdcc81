package millwright.rules.indicator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time as whole microseconds since the epoch, so that sums and comparisons are exact. */
public final class Micros {
    public static final long A_SECOND = 1_000_000L;

    private Micros() {}

    public static long of(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }

    /** What is finer than a microsecond is left out. */
    public static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), A_SECOND), instant.getNano() / 1_000L);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, A_SECOND), Math.floorMod(micros, A_SECOND) * 1_000L);
    }
}
