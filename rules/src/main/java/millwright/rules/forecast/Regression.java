package millwright.rules.forecast;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * Linear regression on a few columns, of least squares or by Huber's M-estimator (Huber 1964):
 * iteratively reweighted, so that outliers count by their sign and not by their size.
 */
final class Regression {
    private static final double HUBER = 1.345;
    private static final int ROUNDS = 4;

    final double[] coefficients;

    /** Standard deviation of the bulk of what is left. */
    final double scale;

    /** Mean of the squares of what is left, or of their robust counterpart. */
    final double loss;

    private Regression(double[] coefficients, double scale, double loss) {
        this.coefficients = coefficients;
        this.scale = scale;
        this.loss = loss;
    }

    /**
     * @param columns one array of values each
     */
    static Regression robust(double[][] columns, double[] y) {
        double[] weights = new double[y.length];
        java.util.Arrays.fill(weights, 1);
        double[] left = y;
        double[] coefficients = null;
        double scale = 0;
        for (int round = 0; round < ROUNDS; round++) {
            coefficients = solve(columns, y, weights);
            left = left(columns, y, coefficients);
            scale = scaleOf(left);
            if (!(scale > 0)) {
                break;
            }
            for (int i = 0; i < left.length; i++) {
                double off = Math.abs(left[i]) / (HUBER * scale);
                weights[i] = off <= 1 ? 1 : 1 / off;
            }
        }
        return new Regression(coefficients, scale, huberLoss(left, scale));
    }

    static Regression leastSquares(double[][] columns, double[] y) {
        double[] weights = new double[y.length];
        java.util.Arrays.fill(weights, 1);
        double[] coefficients = solve(columns, y, weights);
        double[] left = left(columns, y, coefficients);
        double sum = 0;
        for (double value : left) {
            sum += value * value;
        }
        double mean = sum / Math.max(1, y.length);
        return new Regression(coefficients, Math.sqrt(mean), mean);
    }

    /** About zero, as the regression has taken the middle away; not zero where half fit exactly. */
    private static double scaleOf(double[] left) {
        double[] off = new double[left.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(left[i]);
        }
        java.util.Arrays.sort(off);
        double median = off.length == 0 ? 0 : Robust.ofSorted(off, 0.5);
        double upper = off.length == 0 ? 0 : Robust.ofSorted(off, 0.9);
        return Math.max(Robust.MAD * median, 0.25 * upper);
    }

    private static double huberLoss(double[] left, double scale) {
        double limit = HUBER * scale;
        double sum = 0;
        for (double value : left) {
            double off = Math.abs(value);
            sum += off <= limit ? off * off : limit * (2 * off - limit);
        }
        return left.length == 0 ? 0 : sum / left.length;
    }

    /** Of what is left by a model found elsewhere. */
    static double lossOf(double[] left) {
        return huberLoss(left, scaleOf(left));
    }

    /** What it leaves of the values, by the columns that it was made with. */
    double[] left(double[][] columns, double[] y) {
        return left(columns, y, coefficients);
    }

    /**
     * How much less a richer model leaves than chance would have it.
     *
     * @param simple loss of the model that is part of the other
     * @param rich loss of the richer one
     * @param more how many coefficients it has more
     * @param free how many degrees of freedom it leaves; at least one is taken
     */
    static double f(double simple, double rich, int more, double free) {
        return (simple - rich) / more / (rich / Math.max(1, free) + 1e-300);
    }

    private static double[] left(double[][] columns, double[] y, double[] coefficients) {
        double[] left = y.clone();
        for (int c = 0; c < columns.length; c++) {
            double coefficient = coefficients[c];
            double[] column = columns[c];
            for (int i = 0; i < left.length; i++) {
                left[i] -= coefficient * column[i];
            }
        }
        return left;
    }

    private static double[] solve(double[][] columns, double[] y, double[] weights) {
        int k = columns.length;
        double[][] normal = new double[k][k];
        double[] right = new double[k];
        for (int a = 0; a < k; a++) {
            double[] ca = columns[a];
            for (int b = a; b < k; b++) {
                double[] cb = columns[b];
                double sum = 0;
                for (int i = 0; i < y.length; i++) {
                    sum += weights[i] * ca[i] * cb[i];
                }
                normal[a][b] = sum;
                normal[b][a] = sum;
            }
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += weights[i] * ca[i] * y[i];
            }
            right[a] = sum;
        }
        return solved(normal, right);
    }

    /**
     * With a ridge too small to be seen, so that columns that are alike have an answer too. Each
     * column has its own: beside a steep exponential, a common one would weigh down the constant.
     */
    private static double[] solved(double[][] normal, double[] right) {
        for (int i = 0; i < right.length; i++) {
            normal[i][i] += 1e-12 * normal[i][i] + Double.MIN_NORMAL;
        }
        var solver =
                new LUDecomposition(new Array2DRowRealMatrix(normal, false), Double.MIN_NORMAL)
                        .getSolver();
        if (!solver.isNonSingular()) {
            return new double[right.length];
        }
        double[] found = solver.solve(new ArrayRealVector(right, false)).toArray();
        for (double value : found) {
            if (!Double.isFinite(value)) {
                return new double[right.length];
            }
        }
        return found;
    }
}
