package millwright.rules.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds the trend, the seasons and the noise of a series that is not set back regularly. */
final class GrowthFit {
    /** Share of the deviations that a season has to explain so that swings are no jumps. */
    private static final double STRONG = 0.5;

    /** After known work a trend is measured anew as soon as so much of it is there. */
    private static final double ANEW_HOURS = 24;

    private static final int ANEW_POINTS = 12;
    private static final int SEGMENT_MIN = 12;
    private static final double STRETCH_HOURS = 12;
    private static final double SURE = 0.55;

    private final Series series;
    private final ForecastRequest request;
    private final List<Jumps.Jump> steps;
    private final List<Jumps.Pulse> pulses;
    private final OptionalDouble worked;
    private final boolean swinging;

    private GrowthFit(Series whole, Jumps jumps, ForecastRequest request) {
        this.request = request;
        OptionalDouble work = newestWork(whole, request.maintenance());
        int from = work.isPresent() ? whole.size() - whole.since(work.getAsDouble()) : 0;
        boolean anew =
                whole.size() - from >= ANEW_POINTS && from > 0 && -whole.hours[from] >= ANEW_HOURS;
        this.series = anew ? whole.tail(from) : whole;
        this.worked = work;
        Jumps seen = anew ? Jumps.of(series) : jumps;
        Series swings = detrended(series, WorkingWeek.NONE);
        this.swinging = Season.of(swings).skill(swings) > STRONG;
        this.pulses = swinging ? List.of() : seen.pulses;
        List<Jumps.Jump> settled = swinging ? List.of() : seen.settled(series);
        this.steps = from > 0 && !anew ? withWork(settled, seen.at(series, from)) : settled;
    }

    static Model of(
            Series series,
            Jumps jumps,
            double horizon,
            ForecastRequest request,
            OptionalDouble rest) {
        return new GrowthFit(series, jumps, request).fit(horizon, rest);
    }

    private static OptionalDouble newestWork(Series series, List<Instant> maintenance) {
        return maintenance.stream()
                .filter(at -> !at.isAfter(series.last))
                .mapToDouble(at -> (at.getEpochSecond() - series.last.getEpochSecond()) / 3600.0)
                .max();
    }

    private static List<Jumps.Jump> withWork(List<Jumps.Jump> settled, Jumps.Jump work) {
        List<Jumps.Jump> all = new ArrayList<>(settled);
        all.removeIf(step -> Math.abs(step.index() - work.index()) <= 3);
        all.add(work);
        all.sort((a, b) -> Integer.compare(a.index(), b.index()));
        return all;
    }

    private Model fit(double horizon, OptionalDouble rest) {
        Series level = Level.of(series, steps, pulses).series();
        WorkingWeek week = swinging ? WorkingWeek.NONE : WorkingWeek.of(level, rest);
        Season season = Season.of(detrended(level, week));
        double[] calm = level.values.clone();
        for (int i = 0; i < calm.length; i++) {
            calm[i] -= season.at(level.hours[i]);
        }
        double[] grown = week.grown(level.hours);
        Blocks blocks = Blocks.of(grown, calm, level.step, Blocks.MOST);
        int kink = kink(blocks);
        Blocks segment = blocks.from(kink);
        Mixture trend = Mixture.of(segment, week.grown(horizon));
        double since = segment.hours()[0];
        double[] left = left(grown, calm, trend, since, season.widening(-level.hours[0]));
        MonthEnds months = MonthEnds.of(series, pulses, request.days().zone());
        Growth growth =
                new Growth(
                        trend,
                        week,
                        season,
                        months,
                        new Noise(left, level.steps(STRETCH_HOURS)),
                        SetBack.of(series, steps, trend.rate(), trend.at(0), request.range()),
                        series.step);
        return new Model(
                series,
                growth,
                Optional.of(growth),
                segment(kink > 0, since, trend.rate()),
                growth.label(),
                trend.relative,
                SURE,
                swinging);
    }

    private static double[] left(
            double[] grown, double[] calm, Mixture trend, double since, double wider) {
        double[] left = new double[calm.length];
        int n = 0;
        for (int i = 0; i < calm.length; i++) {
            if (grown[i] >= since) {
                left[n++] = wider * (calm[i] - trend.at(grown[i]));
            }
        }
        return Arrays.copyOf(left, n);
    }

    private Segment segment(boolean kinked, double since, double rate) {
        double stepped =
                steps.isEmpty()
                        ? Double.NEGATIVE_INFINITY
                        : series.hours[steps.get(steps.size() - 1).index()];
        double start = Math.max(Math.max(since, stepped), series.hours[0]);
        Segment.Beginning beginning =
                worked.isPresent() && worked.getAsDouble() >= start - 1
                        ? Segment.Beginning.MAINTENANCE
                        : stepped >= since
                                ? Segment.Beginning.STEP
                                : kinked ? Segment.Beginning.TREND : Segment.Beginning.HISTORY;
        return new Segment(series.at(start), beginning, series.since(start), rate * 24);
    }

    /** A bend explains some courses better than kinks do; then there are none. */
    private static int kink(Blocks blocks) {
        List<Integer> kinks = Kinks.all(blocks.hours(), blocks.values());
        if (kinks.isEmpty()) {
            return 0;
        }
        int last = kinks.get(kinks.size() - 1);
        return blocks.size() - last < SEGMENT_MIN || Structure.bends(blocks, kinks) ? 0 : last;
    }

    /** Less a coarse trend, by the middles of the days. */
    private static Series detrended(Series level, WorkingWeek week) {
        Blocks days = Blocks.of(level.hours, level.values, Math.max(24, level.step), 30);
        Trends kind =
                days.size() < 3 ? Trends.MIDDLE : days.size() < 8 ? Trends.LINE : Trends.CURVE;
        Trend trend = kind.of(week.grown(days.hours()), days.values());
        double[] left = new double[level.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = level.values[i] - trend.at(week.grown(level.hours[i]));
        }
        return level.with(left);
    }
}
