package millwright.rules.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a trend changes its rate without a jump. One kink at a time, the best one first, each only
 * if it explains more than chance does: an F-test, with the number of observations that neighbours
 * which lean the same way are really worth.
 */
final class Kinks {
    private static final int AROUND_MIN = 8;
    private static final int PLACES = 24;
    private static final int KINKS_MAX = 4;

    /** Of F with 2 and many degrees, far beyond 0.999: some forty places are tried. */
    private static final double CERTAIN = 14;

    /**
     * How many times less a kink has to leave than a line to need no test: a smooth bend leaves a
     * sixteenth at best. Without noise, what is left is the kink's own misplacement by a part of a
     * block, all neighbors lean the same way, and by the test nothing would ever be certain.
     */
    private static final double PLAIN = 200;

    /** The same by the coarse look, to be worth a closer one. */
    private static final double PROMISING = 10;

    private Kinks() {}

    /**
     * @return index of the first value after the last kink; 0 where there is none
     */
    static int last(double[] hours, double[] values) {
        List<Integer> all = all(hours, values);
        return all.isEmpty() ? 0 : all.get(all.size() - 1);
    }

    static List<Integer> all(double[] hours, double[] values) {
        List<Integer> kinks = new ArrayList<>();
        int from = 0;
        for (int round = 0; round < KINKS_MAX; round++) {
            int kink = best(hours, values, from);
            if (kink == 0) {
                break;
            }
            from = kink;
            kinks.add(kink);
        }
        return kinks;
    }

    /** Lines that meet in these kinks. */
    static Regression fit(double[] hours, double[] values, List<Integer> kinks) {
        double[][] columns = new double[2 + kinks.size()][];
        columns[0] = Trends.ones(hours.length);
        columns[1] = hours;
        for (int i = 0; i < kinks.size(); i++) {
            columns[2 + i] = hinge(hours, kinks.get(i));
        }
        return Regression.robust(columns, values);
    }

    private static int best(double[] hours, double[] values, int from) {
        int n = values.length - from;
        if (n < 3 * AROUND_MIN) {
            return 0;
        }
        double[] x = Arrays.copyOfRange(hours, from, hours.length);
        double[] y = winsorized(Arrays.copyOfRange(values, from, values.length));
        double[] ones = Trends.ones(n);
        double straight = Regression.leastSquares(new double[][] {ones, x}, y).loss;
        int where = place(ones, x, y);
        double[][] columns = {ones, x, hinge(x, where)};
        Regression coarse = Regression.leastSquares(columns, y);
        double least = coarse.loss;
        double worth = n * independence(coarse.left(columns, y));
        if (Regression.f(straight, least, 2, worth - 4) > CERTAIN && worth > 8) {
            return from + where;
        }
        if (least > straight / PROMISING) {
            return 0;
        }
        int sharp = sharpened(ones, x, y, where);
        boolean plain = hinged(ones, x, y, sharp).loss < straight / PLAIN;
        return plain ? from + sharp : 0;
    }

    /** Where the hinge leaves least, by a coarse look: noise hides the exact place anyway. */
    private static int place(double[] ones, double[] x, double[] y) {
        int span = x.length - 2 * AROUND_MIN;
        int where = AROUND_MIN;
        double least = Double.POSITIVE_INFINITY;
        for (int place = 0; place < PLACES; place++) {
            int at = AROUND_MIN + span * place / PLACES;
            double loss = hinged(ones, x, y, at).loss;
            if (loss < least) {
                least = loss;
                where = at;
            }
        }
        return where;
    }

    /** The same, ever closer around a place. */
    private static int sharpened(double[] ones, double[] x, double[] y, int place) {
        int span = x.length - 2 * AROUND_MIN;
        int where = place;
        double least = hinged(ones, x, y, place).loss;
        for (int reach = span / PLACES; reach > 0; reach /= 2) {
            int around = where;
            for (int at : new int[] {around - reach, around + reach}) {
                boolean inside = at >= AROUND_MIN && at < AROUND_MIN + span;
                double loss = inside ? hinged(ones, x, y, at).loss : least;
                if (loss < least) {
                    least = loss;
                    where = at;
                }
            }
        }
        return where;
    }

    private static Regression hinged(double[] ones, double[] x, double[] y, int at) {
        return Regression.leastSquares(new double[][] {ones, x, hinge(x, at)}, y);
    }

    private static double[] hinge(double[] x, int at) {
        double[] hinge = new double[x.length];
        for (int i = at; i < x.length; i++) {
            hinge[i] = x[i] - x[at];
        }
        return hinge;
    }

    /** Wild values, by a first robust line, are pulled in: they make no kink. */
    private static double[] winsorized(double[] y) {
        double[] moves = new double[y.length - 1];
        for (int i = 0; i < moves.length; i++) {
            moves[i] = y[i + 1] - y[i];
        }
        double usual = 6 * Math.max(Robust.scale(moves), 1e-12);
        double[] calm = y.clone();
        for (int i = 1; i + 1 < y.length; i++) {
            double between = (y[i - 1] + y[i + 1]) / 2;
            if (Math.abs(y[i] - between) > usual) {
                calm[i] = between;
            }
        }
        return calm;
    }

    /** From 0 to 1: how much an observation is worth where neighbours are alike (AR(1)). */
    static double independence(double[] left) {
        double own = 0;
        double next = 0;
        for (int i = 0; i < left.length; i++) {
            own += left[i] * left[i];
            if (i > 0) {
                next += left[i] * left[i - 1];
            }
        }
        double rho = own > 0 ? Math.min(0.98, Math.max(0, next / own)) : 0;
        return (1 - rho) / (1 + rho);
    }
}
