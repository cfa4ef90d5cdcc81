package millwright.rules.forecast;

import java.util.Arrays;

/**
 * What repeats by the day or by the week, around the trend. The profile is the middle of what the
 * cycles say at the same phase; it counts only where one half of the cycles foretells the other.
 */
final class Season {
    static final Season NONE = new Season(0, 1, new double[] {0}, 0, "");

    private static final double DAY = 24;
    private static final double WEEK = 168;

    /**
     * The error of one half by the other's profile, over that without a profile, to be believed.
     */
    private static final double WORTH = 0.93;

    final double period;
    private final double step;
    private final double[] profile;
    private final double growth;
    final String label;

    private Season(double period, double step, double[] profile, double growth, String label) {
        this.period = period;
        this.step = step;
        this.profile = profile;
        this.growth = growth;
        this.label = label;
    }

    /** Share of the usual deviation from the trend that the season explains, from 0 to 1. */
    double skill(Series left) {
        double[] without = new double[left.size()];
        for (int i = 0; i < without.length; i++) {
            without[i] = left.values[i] - at(left.hours[i]);
        }
        double before = Robust.meanAbs(left.values);
        return before > 0 ? Math.max(0, 1 - Robust.meanAbs(without) / before) : 0;
    }

    /**
     * @param left what the trend leaves
     */
    static Season of(Series left) {
        if (Math.abs(DAY / left.step - Math.rint(DAY / left.step)) > 1e-6 || left.step > 6) {
            return NONE;
        }
        double plain = Robust.meanAbs(left.values);
        if (!(plain > 0)) {
            return NONE;
        }
        double span = -left.hours[0];
        double daily = span >= 2 * DAY ? crossError(left, DAY) : Double.POSITIVE_INFINITY;
        double weekly = span >= 2 * WEEK ? crossError(left, WEEK) : Double.POSITIVE_INFINITY;
        if (weekly < WORTH * Math.min(plain, daily)) {
            return grown(left, WEEK, "weekly");
        }
        if (daily < WORTH * plain) {
            return grown(left, DAY, "daily");
        }
        return NONE;
    }

    private static double crossError(Series left, double period) {
        double[] even = profile(left, period, 0);
        double[] odd = profile(left, period, 1);
        double sum = 0;
        for (int i = 0; i < left.size(); i++) {
            double[] other = cycle(left.hours[i], period) == 0 ? odd : even;
            sum += Math.abs(left.values[i] - other[phase(left.hours[i], left.step, other.length)]);
        }
        return sum / left.size();
    }

    private static int cycle(double hours, double period) {
        return Math.floorMod((int) Math.floor((hours - 1e-9) / period), 2);
    }

    private static int phase(double hours, double step, int cells) {
        return Math.floorMod((int) Math.round(hours / step), cells);
    }

    /**
     * @param half of the cycles, 0 or 1; -1 for all
     */
    private static double[] profile(Series left, double period, int half) {
        int cells = (int) Math.round(period / left.step);
        int[] count = new int[cells];
        int n = left.size();
        int[] phase = new int[n];
        for (int i = 0; i < n; i++) {
            boolean counts = half < 0 || cycle(left.hours[i], period) == half;
            phase[i] = counts ? phase(left.hours[i], left.step, cells) : -1;
            if (counts) {
                count[phase[i]]++;
            }
        }
        double[][] at = new double[cells][];
        for (int c = 0; c < cells; c++) {
            at[c] = new double[count[c]];
        }
        Arrays.fill(count, 0);
        for (int i = 0; i < n; i++) {
            if (phase[i] >= 0) {
                at[phase[i]][count[phase[i]]++] = left.values[i];
            }
        }
        double[] profile = new double[cells];
        for (int c = 0; c < cells; c++) {
            profile[c] = Robust.median(at[c]);
        }
        return profile;
    }

    /** With the rate at which its swing grows or shrinks, where it does. */
    private static Season grown(Series left, double period, String label) {
        double[] profile = profile(left, period, -1);
        int n = left.size();
        double[] swing = new double[n];
        double[] growing = new double[n];
        for (int i = 0; i < n; i++) {
            swing[i] = profile[phase(left.hours[i], left.step, profile.length)];
            growing[i] = swing[i] * left.hours[i];
        }
        double growth = 0;
        if (-left.hours[0] >= 4 * period || -left.hours[0] >= 3 * WEEK) {
            Regression still = Regression.robust(new double[][] {swing}, left.values);
            Regression moved = Regression.robust(new double[][] {swing, growing}, left.values);
            if (moved.loss < 0.9 * still.loss && moved.coefficients[0] > 0.2) {
                growth = moved.coefficients[1];
                for (int c = 0; c < profile.length; c++) {
                    profile[c] *= moved.coefficients[0];
                }
                growth /= moved.coefficients[0];
            }
        }
        return new Season(period, left.step, profile, growth, label);
    }

    /**
     * How much more a new cycle is off than those that the profile was made of: with {@code c} of
     * them, the middle itself is off by a {@code 1/c}th of the variance, and has taken as much away
     * from what is left.
     */
    double widening(double span) {
        if (period == 0) {
            return 1;
        }
        double cycles = Math.max(2, span / period);
        return Math.sqrt((cycles + 1) / (cycles - 1));
    }

    double at(double hours) {
        double swing = Math.max(0, 1 + growth * hours);
        return profile[phase(hours, step, profile.length)] * swing;
    }
}
