package millwright.rules.forecast;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.OptionalDouble;

/**
 * A clock that runs slower on the two days of the week on which less is done: what grows by use
 * grows by this clock. Which two days they are the series itself must say.
 *
 * @param start hour of the week, relative to the end of the history, at which the two days begin
 * @param work hours of growth in an hour of the other five days
 * @param rest hours of growth in an hour of the two
 */
record WorkingWeek(double start, double work, double rest) {
    static final WorkingWeek NONE = new WorkingWeek(0, 1, 1);

    private static final double WEEK = 168;
    private static final double REST = 48;
    private static final double CELL = 6;
    private static final double MOVE = 12;
    private static final double LONGEST = 8 * WEEK;

    /** Of F with 1 and many degrees of freedom; the best of forty starts is far above by chance. */
    private static final double CERTAIN = 30;

    /** The same with a single start to try. */
    private static final double HINTED = 8;

    private static final double SHORTEST = 96;

    /**
     * @param level without jumps
     * @param hint the two days that the site rests on, if it has such; empty otherwise
     */
    static WorkingWeek of(Series level, OptionalDouble hint) {
        int from = 0;
        while (from < level.size() && level.hours[from] < -LONGEST) {
            from++;
        }
        Series part = level.tail(from);
        if (part.size() < 60 || -part.hours[0] < SHORTEST || part.step > CELL) {
            return NONE;
        }
        if (-part.hours[0] >= 1.5 * WEEK) {
            WorkingWeek found = byLevel(part, OptionalDouble.empty());
            found = found.equals(NONE) ? byMoves(part, OptionalDouble.empty()) : found;
            if (!found.equals(NONE)) {
                return found;
            }
        }
        if (hint.isEmpty()) {
            return NONE;
        }
        WorkingWeek found = byLevel(part, hint);
        return found.equals(NONE) ? byMoves(part, hint) : found;
    }

    /** When in the week of the end of the history the two days of rest begin, if they are two. */
    static OptionalDouble hint(Instant last, SiteDays days) {
        for (DayOfWeek day : days.rest()) {
            if (days.rest().size() == 2 && days.rest().contains(day.plus(1))) {
                ZonedDateTime now = last.atZone(days.zone());
                long since = Math.floorMod(now.getDayOfWeek().getValue() - day.getValue(), 7);
                ZonedDateTime start = now.toLocalDate().minusDays(since).atStartOfDay(days.zone());
                return OptionalDouble.of((start.toEpochSecond() - last.getEpochSecond()) / 3600.0);
            }
        }
        return OptionalDouble.empty();
    }

    /** What a level with little noise says at once. */
    private static WorkingWeek byLevel(Series part, OptionalDouble hint) {
        Blocks blocks = blocks(part, CELL);
        double[] h = blocks.hours();
        return best(columns(h, blocks.values()), h, null, blocks.values(), hint);
    }

    /** What a level that drifts, or whose jumps are mended roughly, says by its moves. */
    private static WorkingWeek byMoves(Series part, OptionalDouble hint) {
        Blocks blocks = blocks(part, MOVE);
        int n = blocks.size() - 1;
        double[] to = new double[n];
        double[] from = new double[n];
        double[] hours = new double[n];
        double[] moves = new double[n];
        for (int i = 0; i < n; i++) {
            from[i] = blocks.hours()[i];
            to[i] = blocks.hours()[i + 1];
            hours[i] = to[i] - from[i];
            moves[i] = blocks.values()[i + 1] - blocks.values()[i];
        }
        double[][] columns = {new double[n], hours, new double[n]};
        return best(columns, to, from, moves, hint);
    }

    private static Blocks blocks(Series part, double cell) {
        return Blocks.of(part.hours, part.values, cell, (int) ((-part.hours[0] + cell) / cell) + 1);
    }

    /**
     * @param columns the second is of hours, the last is to be filled with hours of rest
     * @param from where the moves of {@code y} begin that end at {@code h}; null for levels
     */
    private static WorkingWeek best(
            double[][] columns, double[] h, double[] from, double[] y, OptionalDouble hint) {
        Regression even = Regression.robust(columns, y);
        double best = Double.POSITIVE_INFINITY;
        double start = hint.orElse(0);
        for (double candidate = 0; hint.isEmpty() && candidate < WEEK; candidate += CELL) {
            double loss = fit(columns, rested(h, from, candidate), y).loss;
            if (loss < best) {
                best = loss;
                start = candidate;
            }
        }
        columns[columns.length - 1] = rested(h, from, start);
        Regression found = Regression.robust(columns, y);
        double[] left = y.clone();
        for (int c = 0; c < columns.length; c++) {
            for (int i = 0; i < left.length; i++) {
                left[i] -= found.coefficients[c] * columns[c][i];
            }
        }
        double worth = left.length * Kinks.independence(left);
        double f = (even.loss - found.loss) / (found.loss / Math.max(1, worth - 5) + 1e-300);
        double rate = found.coefficients[1];
        double less = found.coefficients[columns.length - 1];
        if (f < (hint.isEmpty() ? CERTAIN : HINTED) || rate == 0 || worth < 10) {
            return NONE;
        }
        double ratio = Math.max(0, (rate + less) / rate);
        if (ratio > 0.85) {
            return NONE;
        }
        double work = WEEK / (WEEK - REST + REST * ratio);
        return new WorkingWeek(start, work, work * ratio);
    }

    /** Level, rate, bend, and a last one to be filled in. */
    private static double[][] columns(double[] h, double[] y) {
        double bend = Trends.CURVE.of(h, y).bend();
        double[] bent = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            bent[i] = Trend.growth(bend, h[i]);
        }
        return new double[][] {Trends.ones(h.length), h, bent, new double[h.length]};
    }

    private static Regression fit(double[][] columns, double[] last, double[] y) {
        columns[columns.length - 1] = last;
        return Regression.leastSquares(columns, y);
    }

    /** How many hours of rest lie between these hours and the end of the history, negative. */
    private static double[] rested(double[] h, double[] from, double start) {
        double[] rested = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            rested[i] = rested(h[i], start) - (from == null ? 0 : rested(from[i], start));
        }
        return rested;
    }

    private static double rested(double hours, double start) {
        return restedSince(hours, start) - restedSince(0, start);
    }

    private static double restedSince(double hours, double start) {
        double weeks = Math.floor((hours - start) / WEEK);
        double within = hours - start - weeks * WEEK;
        return weeks * REST + Math.min(within, REST);
    }

    /** Hours of growth from the end of the history; negative before it. */
    double grown(double hours) {
        if (work == rest) {
            return hours;
        }
        double rested = rested(hours, start);
        double grown = work * (hours - rested) + rest * rested;
        // Of the last digit: time does not turn round.
        return hours >= 0 ? Math.max(0, grown) : Math.min(0, grown);
    }

    double[] grown(double[] hours) {
        double[] grown = new double[hours.length];
        for (int i = 0; i < grown.length; i++) {
            grown[i] = grown(hours[i]);
        }
        return grown;
    }
}
