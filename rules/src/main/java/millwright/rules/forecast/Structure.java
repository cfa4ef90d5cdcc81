package millwright.rules.forecast;

import java.util.List;

/**
 * What the whole of a segment says of its shape: whether it grows at all, and whether its growth
 * bends. A back-test sees only a few origins; these see every value.
 *
 * @param grows whether a line explains beyond doubt more than a level does
 * @param bends whether a curve explains beyond doubt more than a line does
 */
record Structure(boolean grows, boolean bends) {
    /** Of F with 1 and many degrees of freedom, far beyond 0.999. */
    private static final double CERTAIN = 16;

    /**
     * @param bent the curve through all blocks
     */
    static Structure of(Blocks blocks, Trend bent) {
        double[] y = blocks.values();
        int n = y.length;
        double[] ones = Trends.ones(n);
        Regression level = Regression.robust(new double[][] {ones}, y);
        Regression line = Regression.robust(new double[][] {ones, blocks.hours()}, y);
        double[] left = left(blocks, bent);
        double worth = n * Kinks.independence(left);
        double curveLoss = Regression.lossOf(left);
        boolean grows = Regression.f(level.loss, line.loss, 1, worth - 3) > CERTAIN;
        boolean bends = Regression.f(line.loss, curveLoss, 1, worth - 3) > CERTAIN;
        return new Structure(grows || bends, bends);
    }

    /** Whether a curve through all says as much as lines with these kinks do. */
    static boolean bends(Blocks blocks, List<Integer> kinks) {
        int n = blocks.size();
        double kinked = Kinks.fit(blocks.hours(), blocks.values(), kinks).loss;
        double[] left = left(blocks, Trends.CURVE.of(blocks.hours(), blocks.values()));
        double worth = n * Kinks.independence(left);
        double curved = Regression.lossOf(left);
        double logs = StrictMath.log(Math.max(worth, 8));
        double byKinks = worth * StrictMath.log(kinked + 1e-300) + (2 + 2 * kinks.size()) * logs;
        double byCurve = worth * StrictMath.log(curved + 1e-300) + 3 * logs;
        return byCurve < byKinks;
    }

    private static double[] left(Blocks blocks, Trend trend) {
        double[] left = blocks.values().clone();
        for (int i = 0; i < left.length; i++) {
            left[i] -= trend.at(blocks.hours()[i]);
        }
        return left;
    }

    /** How much a kind of trend is to be believed before any test. */
    double prior(Trends kind) {
        return switch (kind) {
            case MIDDLE, LATEST -> grows ? 0.05 : 1;
            case LINE, ANCHORED -> bends ? 0.1 : 1;
            case RECENT_LINE, KINKED -> bends ? 0.1 : 0.4;
            case CURVE -> bends ? 1 : 0.3;
        };
    }
}
