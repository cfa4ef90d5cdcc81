package millwright.rules.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * A series that grows and is set back again and again: log rotation, a leak that restarts cure.
 * Each future draws how long the ramp that is on goes on, and what ramps follow, from the ramps of
 * the past (a renewal process).
 */
final class Ramps implements Paths {
    /** Spread over middle below which resets come by the clock, or at a level. */
    private static final double REGULAR = 0.15;

    /** As many ramps as these are not enough to tell how long one lasts. */
    private static final int FEW = 4;

    /** A ramp leaves less than this, in shares of the set-back. */
    private static final double STRAIGHT = 0.2;

    /**
     * @param start level at its start
     * @param rate an hour
     * @param hours how long
     * @param end level at its end
     * @param whole whether its start has been seen
     */
    private record Ramp(double start, double rate, double hours, double end, boolean whole) {}

    private final List<Ramp> past;
    private final List<Ramp> whole;
    private final Ramp now;
    private final Noise noise;
    private final double step;
    private final Range range;
    private final WorkingWeek week;
    private final boolean byClock;
    private final boolean atLevel;

    /** How long those of the past lasted, ascending. */
    private final double[] lengths;

    private final double typicalHours;
    private final double typicalEnd;
    private final double spreadEnd;
    private final double typicalRate;
    private final double spreadRate;
    private final double startPerRamp;
    final double since;

    static Optional<Ramps> of(
            Series series, List<Jumps.Jump> steps, Range range, WorkingWeek week) {
        List<Jumps.Jump> resets = setBacks(steps);
        if (resets.size() < 2) {
            return Optional.empty();
        }
        List<Ramp> ramps = new ArrayList<>();
        List<double[]> left = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        double size = Robust.median(resets.stream().mapToDouble(r -> Math.abs(r.size())).toArray());
        int rising = 0;
        for (int i = 0; i <= resets.size(); i++) {
            int from = i == 0 ? 0 : resets.get(i - 1).index();
            int to = i == resets.size() ? series.size() : resets.get(i).index();
            double begin = series.hours[from];
            double end = i == resets.size() ? 0 : series.hours[to];
            double[] x = new double[to - from];
            double[] y = new double[to - from];
            for (int k = 0; k < x.length; k++) {
                x[k] = week.grown(series.hours[from + k]) - week.grown(begin);
                y[k] = series.values[from + k];
            }
            if (x.length < 3) {
                ramps.add(
                        new Ramp(
                                Robust.median(y), Double.NaN, end - begin, y[y.length - 1], i > 0));
                continue;
            }
            Regression fit = Regression.robust(new double[][] {Trends.ones(x.length), x}, y);
            double rate = fit.coefficients[1];
            double reached = fit.coefficients[0] + rate * (week.grown(end) - week.grown(begin));
            ramps.add(new Ramp(fit.coefficients[0], rate, end - begin, reached, i > 0));
            ratios.add(fit.scale / size);
            double[] rest = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                rest[k] = y[k] - fit.coefficients[0] - rate * x[k];
            }
            left.add(rest);
            if (rate * resets.get(0).size() < 0) {
                rising++;
            }
        }
        double untidy = Robust.median(ratios.stream().mapToDouble(Double::doubleValue).toArray());
        if (untidy > STRAIGHT || rising < 0.7 * ratios.size()) {
            return Optional.empty();
        }
        return Optional.of(new Ramps(series, ramps, left, range, week));
    }

    /** The jumps of the side that has more of them, where the other side hardly has any. */
    private static List<Jumps.Jump> setBacks(List<Jumps.Jump> steps) {
        double up = 0;
        double down = 0;
        for (Jumps.Jump step : steps) {
            if (step.size() > 0) {
                up += step.size();
            } else {
                down -= step.size();
            }
        }
        boolean downwards = down > up;
        if (Math.min(up, down) > 0.25 * Math.max(up, down)) {
            return List.of();
        }
        return steps.stream().filter(step -> step.size() < 0 == downwards).toList();
    }

    private Ramps(
            Series series, List<Ramp> ramps, List<double[]> left, Range range, WorkingWeek week) {
        this.week = week;
        this.range = range;
        this.step = series.step;
        this.now = newest(series, ramps.get(ramps.size() - 1), week);
        this.since = -now.hours();
        this.past = List.copyOf(ramps.subList(0, ramps.size() - 1));
        this.whole = past.stream().filter(Ramp::whole).toList();
        this.lengths = past.stream().mapToDouble(Ramp::hours).sorted().toArray();
        this.noise = new Noise(joined(left), Math.max(1, series.steps(6)));
        double[] hours = past.stream().filter(Ramp::whole).mapToDouble(Ramp::hours).toArray();
        double[] ends =
                past.stream()
                        .filter(r -> Double.isFinite(r.rate()))
                        .mapToDouble(Ramp::end)
                        .toArray();
        double[] starts = past.stream().filter(Ramp::whole).mapToDouble(Ramp::start).toArray();
        double[] rates = past.stream().mapToDouble(Ramp::rate).filter(Double::isFinite).toArray();
        typicalHours = Robust.median(hours);
        typicalEnd = Robust.median(ends);
        spreadEnd = spread(ends);
        typicalRate = Robust.median(rates);
        spreadRate = spread(rates);
        double rise = Math.abs(typicalEnd - Robust.median(starts));
        byClock = isRegular(hours, typicalHours);
        atLevel = !byClock && ends.length >= 2 && spreadEnd < REGULAR * rise;
        startPerRamp = byClock ? startPerHour(ramps, rise) * typicalHours : 0;
    }

    /** The ramp that is on, by its rate since its last kink and its newest level. */
    private static Ramp newest(Series series, Ramp whole, WorkingWeek week) {
        Series part = series.tail(series.size() - series.since(-whole.hours()));
        if (part.size() < 16 || !Double.isFinite(whole.rate())) {
            return whole;
        }
        double[] grown = week.grown(part.hours);
        Blocks blocks = Blocks.of(grown, part.values, part.step, 60);
        double rate = Trends.KINKED.of(blocks.hours(), blocks.values()).rate();
        int n = part.size();
        double[] levels = new double[3];
        for (int i = 0; i < 3; i++) {
            levels[i] = part.values[n - 3 + i] - rate * grown[n - 3 + i];
        }
        double level = Robust.median(levels);
        return new Ramp(
                level + rate * week.grown(-whole.hours()),
                rate,
                whole.hours(),
                level,
                whole.whole());
    }

    private static double spread(double[] values) {
        return values.length < 2
                ? Math.abs(Robust.median(values)) / 2
                : Math.max(Robust.scale(values), 0.5 * deviation(values));
    }

    private static double deviation(double[] values) {
        double middle = Robust.median(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - middle) * (value - middle);
        }
        return Math.sqrt(sum / values.length);
    }

    /**
     * Most last as long as the middle one, or a multiple of it where a set-back was missed. One
     * alone counts where it lasted whole days, as what runs by a clock does.
     */
    private static boolean isRegular(double[] hours, double typical) {
        int alike = 0;
        for (double one : hours) {
            double times = Math.max(1, Math.rint(one / typical));
            alike += Math.abs(one / times - typical) <= Math.max(2, 0.05 * typical) ? 1 : 0;
        }
        double days = Math.rint(typical / 24);
        return hours.length >= 2
                ? alike >= 0.7 * hours.length
                : hours.length == 1 && days >= 1 && Math.abs(typical - days * 24) <= 1.5;
    }

    /** How much higher ramps start with time, where that is beyond doubt; in the unit an hour. */
    private static double startPerHour(List<Ramp> ramps, double rise) {
        double[] at = new double[ramps.size()];
        double[] starts = new double[ramps.size()];
        int n = 0;
        double since = 0;
        for (int i = ramps.size() - 1; i >= 0; i--) {
            Ramp ramp = ramps.get(i);
            since -= ramp.hours();
            if (ramp.whole() && Double.isFinite(ramp.rate())) {
                at[n] = since;
                starts[n++] = ramp.start();
            }
        }
        if (n < 2) {
            return 0;
        }
        double[] x = java.util.Arrays.copyOf(at, n);
        double[] y = java.util.Arrays.copyOf(starts, n);
        Regression fit = Regression.robust(new double[][] {Trends.ones(n), x}, y);
        double rate = fit.coefficients[1];
        double span = x[0] - x[n - 1];
        double error = Math.max(fit.scale, 0.015 * rise) * Math.sqrt(12.0 / n) / span;
        return Math.abs(rate) > 3 * error ? rate : 0;
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }

    @Override
    public Draw drawing(int of, int steps) {
        double[] growth = new double[steps];
        double before = 0;
        for (int i = 0; i < steps; i++) {
            double grown = week.grown((i + 1) * step);
            growth[i] = grown - before;
            before = grown;
        }
        return (path, random, values) -> draw(random, growth, values);
    }

    private void draw(RandomGenerator random, double[] growth, double[] values) {
        double rate = rateNow(random);
        double age = now.hours();
        double level = levelNow(rate);
        double left = hoursLeft(random, age, level, rate);
        int ramp = 0;
        for (int i = 0; i < values.length; i++) {
            left -= step;
            level += rate * growth[i];
            if (left <= 0) {
                ramp++;
                Ramp model = past.get(random.nextInt(past.size()));
                rate =
                        Double.isFinite(model.rate()) && !byClock
                                ? model.rate()
                                : typicalRate + 0.5 * spreadRate * random.nextGaussian();
                level = start(random, ramp);
                left = hoursLeft(random, 0, level, rate);
            }
            values[i] = level;
        }
        noise.add(random, values);
    }

    private double start(RandomGenerator random, int ramp) {
        if (startPerRamp != 0 && !whole.isEmpty()) {
            return Double.isFinite(now.rate())
                    ? now.start() + startPerRamp * ramp
                    : whole.get(whole.size() - 1).start() + startPerRamp * (ramp + 1);
        }
        return whole.isEmpty() ? now.start() : whole.get(random.nextInt(whole.size())).start();
    }

    /** The rate of a ramp that has just begun is little known: those of the past say more. */
    private double rateNow(RandomGenerator random) {
        double known = now.hours() / Math.max(step, 0.25 * typicalHours);
        double own = Double.isFinite(now.rate()) ? known * known / (1 + known * known) : 0;
        double other = typicalRate + spreadRate * random.nextGaussian();
        double mine = Double.isFinite(now.rate()) ? now.rate() : typicalRate;
        return own * mine + (1 - own) * other;
    }

    private double levelNow(double rate) {
        double used = Double.isFinite(now.rate()) ? now.rate() : rate;
        return now.start() - used * week.grown(-now.hours());
    }

    private double hoursLeft(RandomGenerator random, double age, double level, double rate) {
        if (byClock) {
            double left = typicalHours + random.nextGaussian() - age;
            return Math.max(step, left);
        }
        double until = Double.POSITIVE_INFINITY;
        double ceiling = rate > 0 ? range.ceiling() : range.floor();
        if (Double.isFinite(ceiling) && rate != 0) {
            until = Math.max(0, (ceiling - level) / rate);
        }
        if (atLevel && rate != 0) {
            double end = typicalEnd + spreadEnd * random.nextGaussian();
            return Math.max(step, Math.min(until, (end - level) / rate));
        }
        int shorter = 0;
        while (shorter < lengths.length && lengths[shorter] <= age) {
            shorter++;
        }
        int longer = lengths.length - shorter;
        // Few have lasted as long: then only that they end at some time is known.
        boolean known = random.nextInt(past.size() + FEW) < longer;
        double drawn =
                known
                        ? lengths[shorter + random.nextInt(longer)] - age
                        : -StrictMath.log(1 - random.nextDouble()) * typicalHours;
        return Math.max(step, Math.min(until, drawn));
    }

    double rate() {
        double known = now.hours() / Math.max(step, 0.25 * typicalHours);
        double own = Double.isFinite(now.rate()) ? known * known / (1 + known * known) : 0;
        return own == 0 ? typicalRate : own * now.rate() + (1 - own) * typicalRate;
    }

    /** Set-backs that nobody can foretell may come first: better silent than wrong. */
    double sure() {
        return byClock || atLevel ? 0.55 : 0.75;
    }

    String label() {
        return byClock ? "ramps by the clock" : atLevel ? "ramps up to a level" : "repeated ramps";
    }
}
