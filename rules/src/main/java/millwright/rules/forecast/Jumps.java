package millwright.rules.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a series jumps from one value to the next by far more than it usually moves, and does not
 * jump back soon: a clean-up, a restore, an expansion, a restart.
 */
final class Jumps {
    /** How many times the usual movement a jump has to be. */
    private static final double TIMES = 8;

    /** What jumps back within so many hours was a pulse, such as a dump or the end of a month. */
    private static final double PULSE_HOURS = 144;

    /**
     * @param index of the first value after it
     * @param size after less before
     */
    record Jump(int index, double size) {}

    /** Values from one index to another, exclusive, that lie off by a pulse. */
    record Pulse(int from, int to, double size) {}

    final List<Jump> steps;
    final List<Pulse> pulses;

    private Jumps(List<Jump> steps, List<Pulse> pulses) {
        this.steps = List.copyOf(steps);
        this.pulses = List.copyOf(pulses);
    }

    static Jumps of(Series series) {
        List<Jump> found = candidates(series);
        List<Pulse> pulses = new ArrayList<>();
        List<Jump> steps = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Jump jump = found.get(i);
            int back = wayBack(series, found, i);
            if (back > 0) {
                pulses.add(new Pulse(jump.index(), found.get(back).index(), jump.size()));
                // What happened inside a pulse was part of it.
                i = back;
            } else {
                steps.add(jump);
            }
        }
        while (!steps.isEmpty() && isOpen(series, steps, pulses)) {
            Jump last = steps.remove(steps.size() - 1);
            pulses.add(new Pulse(last.index(), series.size(), last.size()));
        }
        return new Jumps(steps, pulses);
    }

    /** The newest jump has not jumped back yet, as others like it have done before. */
    private static boolean isOpen(Series series, List<Jump> steps, List<Pulse> pulses) {
        Jump last = steps.get(steps.size() - 1);
        double longest = 0;
        int alike = 0;
        for (Pulse pulse : pulses) {
            if (pulse.size() * last.size() > 0
                    && Math.abs(pulse.size()) > 0.4 * Math.abs(last.size())
                    && pulse.to() < series.size()) {
                alike++;
                longest = Math.max(longest, series.hours[pulse.to()] - series.hours[pulse.from()]);
            }
        }
        long stayed = steps.stream().filter(s -> s.size() * last.size() > 0).count() - 1;
        return alike >= 2 && alike > 2 * stayed && -series.hours[last.index()] < 1.5 * longest;
    }

    /**
     * The jumps that moved the level for good: the day after is off the day before by most of the
     * jump, and by far more than the values of a day are apart. In a series that is wild all over,
     * jumps say nothing.
     */
    List<Jump> settled(Series series) {
        return steps.stream().filter(step -> isSettled(series, step.index(), step.size())).toList();
    }

    /** The jump at a value, however small, where one is known to be. */
    Jump at(Series series, int index) {
        double[] sides = sides(series, index);
        return new Jump(index, sides[2] - sides[0]);
    }

    private static boolean isSettled(Series series, int index, double size) {
        double[] sides = sides(series, index);
        double apart = sides[2] - sides[0];
        double spread = Math.max(sides[1], sides[3]);
        return apart * size > 0
                && Math.abs(apart) > 0.4 * Math.abs(size)
                && Math.abs(apart) > 2 * spread;
    }

    /** Of the day before and of the day after: what its line says of the jump, and its spread. */
    private static double[] sides(Series series, int index) {
        double at = series.hours[index];
        int from = index;
        while (from > 0 && at - series.hours[from - 1] <= 24) {
            from--;
        }
        int to = index;
        while (to < series.size() && series.hours[to] - at < 24) {
            to++;
        }
        double[] before = line(series, from, index, at);
        double[] after = line(series, index, to, at);
        return new double[] {before[0], before[1], after[0], after[1]};
    }

    /** What a line says of an instant, and how far the values are off it. */
    private static double[] line(Series series, int from, int to, double at) {
        double[] y = Arrays.copyOfRange(series.values, from, to);
        if (y.length < 5) {
            return new double[] {Robust.median(y), 0};
        }
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = series.hours[from + i] - at;
        }
        Regression fit = Regression.robust(new double[][] {Trends.ones(x.length), x}, y);
        return new double[] {fit.coefficients[0], fit.scale};
    }

    private static int wayBack(Series series, List<Jump> found, int i) {
        Jump jump = found.get(i);
        double since = series.hours[jump.index()];
        for (int j = i + 1; j < found.size(); j++) {
            Jump other = found.get(j);
            if (series.hours[other.index()] - since > PULSE_HOURS) {
                return 0;
            }
            if (Math.abs(other.size() + jump.size()) < 0.3 * Math.abs(jump.size())) {
                return j;
            }
        }
        return 0;
    }

    private static List<Jump> candidates(Series series) {
        double[] y = series.values;
        int n = y.length;
        List<Jump> found = new ArrayList<>();
        if (n < 8) {
            return found;
        }
        double limit = TIMES * movement(y);
        double[] jump = new double[n];
        for (int i = 2; i < n - 1; i++) {
            jump[i] = middle(y, i, Math.min(n, i + 3)) - middle(y, Math.max(0, i - 3), i);
        }
        for (int i = 2; i < n - 1; i++) {
            if (Math.abs(jump[i]) > limit && isSharpest(jump, y, i)) {
                found.add(new Jump(i, jump[i]));
            }
        }
        return found;
    }

    /** Of neighbours that all see the same jump, the one where the single values jump. */
    private static boolean isSharpest(double[] jump, double[] y, int i) {
        double own = Math.abs(y[i] - y[i - 1]);
        if (own < 0.5 * Math.abs(jump[i]) || (y[i] - y[i - 1]) * jump[i] < 0) {
            return false;
        }
        for (int j = Math.max(2, i - 2); j <= Math.min(jump.length - 1, i + 2); j++) {
            double other = Math.abs(y[j] - y[j - 1]);
            if (j != i
                    && (y[j] - y[j - 1]) * jump[i] > 0
                    && (other > own || (other == own && j < i))) {
                return false;
            }
        }
        return true;
    }

    private static double middle(double[] y, int from, int to) {
        if (to - from == 3) {
            double a = y[from];
            double b = y[from + 1];
            double c = y[from + 2];
            return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
        }
        return Robust.median(y, from, to);
    }

    /** How much the series moves from one value to the next, rounding included. */
    static double movement(double[] y) {
        double[] moves = new double[Math.max(0, y.length - 1)];
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < moves.length; i++) {
            moves[i] = Math.abs(y[i + 1] - y[i]);
            if (moves[i] > 0) {
                smallest = Math.min(smallest, moves[i]);
            }
        }
        Arrays.sort(moves);
        double median = moves.length == 0 ? 0 : Robust.ofSorted(moves, 0.5);
        double upper = moves.length == 0 ? 0 : Robust.ofSorted(moves, 0.75) / 2;
        double usual = Math.max(median, upper);
        if (usual > 0) {
            return usual;
        }
        return Double.isFinite(smallest) ? smallest / 4 : 0;
    }
}
