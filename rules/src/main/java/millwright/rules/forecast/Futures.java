package millwright.rules.forecast;

import java.util.Arrays;
import java.util.List;
import millwright.rules.indicator.Direction;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** When drawn futures pass the limits, and what they are worth in between. */
final class Futures {
    static final int PATHS = 120;
    private static final int SEED = 20130;

    /** A limit is passed when it stays so for two hours. */
    private static final double STAYS_HOURS = 2;

    /** Beyond the horizon, for the late end of the interval. */
    private static final double FURTHER = 2.5;

    /** Far more than a path is off by rounding, and far less than is measured; of the limit. */
    private static final double ROUNDING = 1e-9;

    /** By limit and path: hours after the last value; infinite where not. Sorted. */
    final double[][] crossings;

    /** By point and path, sorted; values at {@code every}, {@code 2 every}, … steps. */
    final double[][] values;

    final int every;

    private Futures(double[][] crossings, double[][] values, int every) {
        this.crossings = crossings;
        this.values = values;
        this.every = every;
    }

    /**
     * @param from hours after the last value at which the forecast begins
     * @param horizon hours from there
     * @param points how many of the values are kept, 0 for none
     */
    static Futures draw(
            Paths paths,
            double step,
            double from,
            double horizon,
            List<Limit> limits,
            Range range,
            int points) {
        int steps = (int) Math.ceil((from + FURTHER * horizon) / step);
        int within = (int) Math.ceil((from + horizon) / step);
        int every = points == 0 ? 1 : Math.max(1, (within + points - 1) / points);
        double[][] crossings = new double[limits.size()][PATHS];
        double[][] kept = new double[points == 0 ? 0 : within / every][PATHS];
        double[] path = new double[steps];
        int stays = (int) Math.floor(STAYS_HOURS / step + 1e-9) + 1;
        RandomGenerator random = new Well19937c(SEED);
        Paths.Draw drawing = paths.drawing(PATHS, steps);
        for (int p = 0; p < PATHS; p++) {
            drawing.draw(p, random, path);
            for (int i = 0; i < path.length; i++) {
                path[i] = range.clamp(path[i]);
            }
            for (int l = 0; l < crossings.length; l++) {
                crossings[l][p] = crossing(path, step, from, limits.get(l), range, stays);
            }
            for (int i = 0; i < kept.length; i++) {
                kept[i][p] = path[(i + 1) * every - 1];
            }
        }
        for (double[] crossing : crossings) {
            Arrays.sort(crossing);
        }
        for (double[] at : kept) {
            Arrays.sort(at);
        }
        return new Futures(crossings, kept, every);
    }

    private static double crossing(
            double[] path, double step, double from, Limit limit, Range range, int stays) {
        int first = (int) Math.floor(from / step + 1e-9);
        double passed = passed(limit, range);
        int run = 0;
        for (int i = first; i < path.length; i++) {
            run = limit.direction().isPast(path[i], passed) ? run + 1 : 0;
            if (run == stays) {
                return (i - stays + 2) * step;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * What a path is past when it is past a limit: a little beyond it, so that a level that lies at
     * the limit does not pass it by a rounding error. A limit at the end of the range is reached,
     * never passed, and so a little before it is enough.
     */
    private static double passed(Limit limit, Range range) {
        boolean above = limit.direction() == Direction.ABOVE;
        double end = above ? range.ceiling() : range.floor();
        double rounding = ROUNDING * Math.abs(limit.value()) + Double.MIN_NORMAL;
        return limit.value() + (above == (limit.value() == end) ? -rounding : rounding);
    }
}
