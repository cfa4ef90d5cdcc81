package millwright.rules.forecast;

import java.util.List;

/**
 * Trends that a rolling-origin back-test has found good, with weights, and how wrong they were
 * (Tashman 2000). Combined, as the best one of the past is seldom the best one of the future by
 * much (Bates and Granger 1969).
 */
final class Mixture {
    private static final int BLOCKS_MIN = 12;

    /** The sharper, the more the best one counts. */
    private static final double SHARPNESS = 6;

    /** Of the greatest weight. */
    private static final double NEGLIGIBLE = 0.05;

    private final List<Trend> trends;
    private final List<Trends> kinds;
    private final double[] weights;

    /** Standard deviation of the error at once. */
    final double level;

    /**
     * Standard deviation of what it adds an hour where it grows, else of what it has added by
     * reach.
     */
    private final double drift;

    /** The longest lead that was tested, in hours; 0 for a trend that grows. */
    private final double reach;

    /**
     * Standard deviation by which the level wanders off in an hour; in more by their square root.
     */
    private final double wander;

    /** The mean error over that of the last value; 1 where there was no test. */
    final double relative;

    private Mixture(
            List<Trend> trends,
            List<Trends> kinds,
            double[] weights,
            double level,
            double drift,
            double reach,
            double wander,
            double relative) {
        this.trends = trends;
        this.kinds = kinds;
        this.weights = weights;
        this.level = level;
        this.drift = drift;
        this.reach = reach;
        this.wander = wander;
        this.relative = relative;
    }

    /**
     * @param horizon in hours
     */
    static Mixture of(Blocks all, double horizon) {
        if (all.size() < BLOCKS_MIN) {
            return tooShort(all);
        }
        List<Trends> kinds = List.of(Trends.values());
        BackTest test = BackTest.of(all, horizon, kinds);
        List<Trend> trends =
                kinds.stream().map(kind -> kind.of(all.hours(), all.values())).toList();
        Structure structure = Structure.of(all, trends.get(kinds.indexOf(Trends.CURVE)));
        double[] weights = weights(test.scores(), kinds, structure);
        double noise = noise(all, trends, weights);
        double floor = noise * Math.sqrt(12.0 / all.size()) / Math.max(1e-9, -all.hours()[0]);
        return new Mixture(
                trends,
                kinds,
                weights,
                noise / Math.sqrt(Math.max(1, all.size() / 4.0)),
                Math.max(test.drift(weights, noise), floor),
                structure.grows() ? 0 : test.reach(),
                wander(all, trends, weights),
                test.relative(weights));
    }

    /** The better in the test, the more; what hardly counts is left out. */
    private static double[] weights(double[] scores, List<Trends> kinds, Structure structure) {
        double best = Double.POSITIVE_INFINITY;
        for (double score : scores) {
            best = Math.min(best, score);
        }
        double[] weights = new double[scores.length];
        double most = 0;
        for (int k = 0; k < weights.length; k++) {
            double ratio = scores[k] > 0 ? best / scores[k] : 1;
            weights[k] = StrictMath.pow(ratio, SHARPNESS) * structure.prior(kinds.get(k));
            most = Math.max(most, weights[k]);
        }
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = weights[k] < NEGLIGIBLE * most ? 0 : weights[k];
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    private static double noise(Blocks all, List<Trend> trends, double[] weights) {
        return Robust.scale(left(all, trends, weights));
    }

    /** Steps of noise stay as far apart at any lag; those of a random walk part with it. */
    private static double wander(Blocks all, List<Trend> trends, double[] weights) {
        double[] left = left(all, trends, weights);
        int lag = Math.min(8, left.length / 4);
        if (lag < 2) {
            return 0;
        }
        double near = apart(left, 1);
        double far = apart(left, lag);
        double perBlock = Math.max(0, far * far - near * near) / (lag - 1);
        return Math.sqrt(perBlock / all.length());
    }

    private static double apart(double[] left, int lag) {
        double[] moves = new double[left.length - lag];
        for (int i = 0; i < moves.length; i++) {
            moves[i] = left[i + lag] - left[i];
        }
        return Robust.scale(moves);
    }

    private static double[] left(Blocks all, List<Trend> trends, double[] weights) {
        double[] left = new double[all.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = all.values()[i];
            for (int k = 0; k < weights.length; k++) {
                left[i] -= weights[k] * trends.get(k).at(all.hours()[i]);
            }
        }
        return left;
    }

    private static Mixture tooShort(Blocks all) {
        if (all.size() < 3) {
            Trend level = new Trend(all.size() == 0 ? 0 : Robust.median(all.values()), 0, 0, -1);
            return new Mixture(
                    List.of(level), List.of(Trends.LATEST), new double[] {1}, 0, 0, 0, 0, 1);
        }
        Trend line = Trends.LINE.of(all.hours(), all.values());
        double noise = noise(all, List.of(line), new double[] {1});
        double span = Math.max(1e-9, -all.hours()[0]);
        return new Mixture(
                List.of(line),
                List.of(Trends.LINE),
                new double[] {1},
                noise,
                2 * noise * Math.sqrt(12.0 / all.size()) / span,
                0,
                wander(all, List.of(line), new double[] {1}),
                1);
    }

    int size() {
        return weights.length;
    }

    /** Their sum is 1. */
    double weight(int k) {
        return weights[k];
    }

    Trend trend(int k) {
        return trends.get(k);
    }

    double at(double hours) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                sum += weights[k] * trends.get(k).at(hours);
            }
        }
        return sum;
    }

    /**
     * Standard deviation of what the error has grown to: by the hour where a rate is wrong, by the
     * square root of the hours where a level wanders.
     */
    double drifted(double hours) {
        double drifted = reach > 0 ? drift * Math.sqrt(hours * reach) : drift * hours;
        return StrictMath.hypot(drifted, wander * Math.sqrt(hours));
    }

    /** At the end of the history, an hour. */
    double rate() {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * trends.get(k).rate();
        }
        return sum;
    }

    String label() {
        StringBuilder label = new StringBuilder();
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] >= 0.15) {
                label.append(label.isEmpty() ? "" : ", ").append(kinds.get(k).label);
            }
        }
        return label.toString();
    }
}
