package millwright.rules.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * A series as if it had never jumped: what was before a jump is moved to where it would lie now,
 * and long pulses are left out. Growth before a clean-up says as much of growth as that after it.
 */
record Level(Series series) {
    /** Shorter ones are seen by the season, or are outliers. */
    private static final double LONG_HOURS = 12;

    private static final int KEPT_MIN = 10;

    static Level of(Series series, List<Jumps.Jump> steps, List<Jumps.Pulse> pulses) {
        double[] values = mended(series, steps);
        boolean[] off = off(series, pulses);
        double[] hours = new double[values.length];
        double[] calm = new double[values.length];
        int kept = 0;
        for (int i = 0; i < values.length; i++) {
            if (!off[i]) {
                hours[kept] = series.hours[i];
                calm[kept++] = values[i];
            }
        }
        return new Level(
                kept < KEPT_MIN
                        ? series.with(values)
                        : series.only(Arrays.copyOf(hours, kept), Arrays.copyOf(calm, kept)));
    }

    private static double[] mended(Series series, List<Jumps.Jump> steps) {
        double[] values = series.values.clone();
        double moved = 0;
        int next = steps.size() - 1;
        for (int i = values.length - 1; i >= 0; i--) {
            values[i] += moved;
            while (next >= 0 && steps.get(next).index() == i) {
                moved += steps.get(next).size();
                next--;
            }
        }
        return values;
    }

    private static boolean[] off(Series series, List<Jumps.Pulse> pulses) {
        boolean[] off = new boolean[series.size()];
        for (Jumps.Pulse pulse : pulses) {
            boolean open = pulse.to() == series.size();
            double end = open ? 0 : series.hours[pulse.to()];
            if (open || end - series.hours[pulse.from()] >= LONG_HOURS) {
                Arrays.fill(off, pulse.from(), pulse.to(), true);
            }
        }
        return off;
    }
}
