package millwright.collector.history;

import java.time.Instant;

/** Microseconds since the epoch, as stored. */
final class StoredTime {
    static final long HOUR = 3_600_000_000L;

    /** 9999-12-31T23:59:59.999999Z: what the store can hold. */
    static final long MAX = 253_402_300_799_999_999L;

    private StoredTime() {}

    /**
     * The first stored time that is not before the instant, so that half-open intervals stay exact;
     * clamped to what the store can hold.
     */
    static long ceil(Instant instant) {
        if (instant.getEpochSecond() < 0) {
            return 0;
        }
        if (instant.getEpochSecond() > MAX / 1_000_000) {
            return MAX + 1;
        }
        return instant.getEpochSecond() * 1_000_000 + (instant.getNano() + 999) / 1000;
    }

    static long hour(long micros) {
        return Math.floorDiv(micros, HOUR) * HOUR;
    }

    static boolean isStorable(long micros, double value) {
        return micros >= 0 && micros <= MAX && Double.isFinite(value);
    }
}
