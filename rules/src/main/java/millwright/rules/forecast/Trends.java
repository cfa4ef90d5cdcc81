package millwright.rules.forecast;

import java.util.Arrays;

/** Ways to find the trend of a series that has no season (any more). Each is a pure function. */
enum Trends {
    /** Nothing grows: the middle of all. */
    MIDDLE("level") {
        @Override
        Trend of(double[] hours, double[] values) {
            return new Trend(Robust.median(values), 0, 0, hours[0]);
        }
    },
    /** Nothing grows: the middle of the newest. */
    LATEST("last level") {
        @Override
        Trend of(double[] hours, double[] values) {
            int from = values.length - Math.max(3, values.length / 12);
            from = Math.max(0, from);
            return new Trend(Robust.median(values, from, values.length), 0, 0, hours[from]);
        }
    },
    /** One straight line by Huber's estimator. */
    LINE("robust line") {
        @Override
        Trend of(double[] hours, double[] values) {
            return line(hours, values, 0);
        }
    },
    /** A straight line through the newest third. */
    RECENT_LINE("recent robust line") {
        @Override
        Trend of(double[] hours, double[] values) {
            int from = values.length - Math.max(6, values.length / 3);
            return line(hours, values, Math.max(0, from));
        }
    },
    /** The rate of the line, from the newest level on: what has drifted off stays off (drift). */
    ANCHORED("drift from the last level") {
        @Override
        Trend of(double[] hours, double[] values) {
            Trend line = line(hours, values, 0);
            int from = Math.max(0, values.length - Math.max(3, values.length / 40));
            double[] off = new double[values.length - from];
            for (int i = from; i < values.length; i++) {
                off[i - from] = values[i] - line.rate() * hours[i];
            }
            return new Trend(Robust.median(off), line.rate(), 0, hours[0]);
        }
    },
    /**
     * Straight lines that meet in kinks, where kinks are there beyond doubt; the last one goes on.
     */
    KINKED("line since the last kink") {
        @Override
        Trend of(double[] hours, double[] values) {
            return line(hours, values, Kinks.last(hours, values));
        }
    },
    /** A bend: saturation or compound growth. */
    CURVE("curve") {
        @Override
        Trend of(double[] hours, double[] values) {
            return curve(hours, values);
        }
    };

    private static final double[] BENDS = {-10, -6.5, -4, -2.5, -1.5, -0.7, 0.7, 1.5, 2.5, 4};

    final String label;

    Trends(String label) {
        this.label = label;
    }

    /**
     * @param hours ascending, at or below 0; at least three
     */
    abstract Trend of(double[] hours, double[] values);

    private static Trend line(double[] hours, double[] values, int from) {
        double[] x = Arrays.copyOfRange(hours, from, hours.length);
        double[] y = Arrays.copyOfRange(values, from, values.length);
        double[] fit = Regression.robust(new double[][] {ones(x.length), x}, y).coefficients;
        return new Trend(fit[0], fit[1], 0, x[0]);
    }

    private static Trend curve(double[] x, double[] y) {
        double length = Math.max(-x[0], 1e-9);
        double[] ones = ones(x.length);
        double best = Double.POSITIVE_INFINITY;
        double bend = 0;
        for (double candidate : BENDS) {
            double loss = loss(ones, x, y, candidate / length);
            if (loss < best) {
                best = loss;
                bend = candidate;
            }
        }
        double width = Math.abs(bend) * 0.35;
        for (int round = 0; round < 4; round++) {
            for (double candidate : new double[] {bend - width, bend + width}) {
                double loss = loss(ones, x, y, candidate / length);
                if (loss < best) {
                    best = loss;
                    bend = candidate;
                }
            }
            width /= 2;
        }
        double perHour = bend / length;
        double[] fit = Regression.robust(new double[][] {ones, grown(x, perHour)}, y).coefficients;
        return new Trend(fit[0], fit[1], perHour, x[0]);
    }

    private static double loss(double[] ones, double[] x, double[] y, double bend) {
        return Regression.leastSquares(new double[][] {ones, grown(x, bend)}, y).loss;
    }

    private static double[] grown(double[] x, double bend) {
        double[] grown = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            grown[i] = Trend.growth(bend, x[i]);
        }
        return grown;
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
