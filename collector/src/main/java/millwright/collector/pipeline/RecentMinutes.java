package millwright.collector.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.collector.history.Sample;

/**
 * The last hour of an indicator, the last value of each minute: what a sparkline shows. Small,
 * because there is one for each indicator of each host.
 */
final class RecentMinutes {
    static final int LENGTH = 60;
    private static final long MICROS_A_MINUTE = 60_000_000L;

    private final float[] values = new float[LENGTH];
    private final int[] minutes = new int[LENGTH];

    /** A value older than what its place in the ring holds is left out. */
    void add(long micros, double value) {
        int minute = (int) Math.floorDiv(micros, MICROS_A_MINUTE);
        int slot = Math.floorMod(minute, LENGTH);
        if (minute >= minutes[slot]) {
            minutes[slot] = minute;
            values[slot] = (float) value;
        }
    }

    /** Oldest first, of the hour that ends with the newest value. */
    List<Sample> list() {
        int newest = 0;
        for (int minute : minutes) {
            newest = Math.max(newest, minute);
        }
        List<Sample> samples = new ArrayList<>();
        for (int minute = newest - LENGTH + 1; minute <= newest; minute++) {
            int slot = Math.floorMod(minute, LENGTH);
            if (minute > 0 && minutes[slot] == minute) {
                samples.add(new Sample(Instant.ofEpochSecond(minute * 60L), values[slot]));
            }
        }
        return List.copyOf(samples);
    }
}
