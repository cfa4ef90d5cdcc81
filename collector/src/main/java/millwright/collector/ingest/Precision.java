package millwright.collector.ingest;

import java.util.Arrays;
import java.util.Optional;

/** The unit of the timestamps of a request. */
public enum Precision {
    NANOSECONDS(0),
    MICROSECONDS(1),
    MILLISECONDS(2),
    SECONDS(3);

    private final byte code;

    Precision(int code) {
        this.code = (byte) code;
    }

    /** As the journal writes it; never given to another one. */
    byte code() {
        return code;
    }

    static Optional<Precision> ofCode(int code) {
        return Arrays.stream(values()).filter(precision -> precision.code == code).findFirst();
    }

    /**
     * As InfluxDB 2 ({@code us}) and 1 ({@code u}, {@code n}) write it; empty for anything else.
     */
    public static Optional<Precision> parse(String text) {
        return switch (text) {
            case "ns", "n" -> Optional.of(NANOSECONDS);
            case "us", "u", "µ" -> Optional.of(MICROSECONDS);
            case "ms" -> Optional.of(MILLISECONDS);
            case "s" -> Optional.of(SECONDS);
            default -> Optional.empty();
        };
    }

    /** Microseconds, rounded down; {@code Long.MIN_VALUE} where that overflows. */
    long toMicros(long time) {
        return switch (this) {
            case NANOSECONDS -> Math.floorDiv(time, 1_000L);
            case MICROSECONDS -> time;
            case MILLISECONDS -> scaled(time, 1_000L);
            case SECONDS -> scaled(time, 1_000_000L);
        };
    }

    private static long scaled(long time, long factor) {
        return Math.abs(time) > Long.MAX_VALUE / factor ? Long.MIN_VALUE : time * factor;
    }
}
