package millwright.rules.forecast;

/**
 * A course without season and noise: {@code level + rate * growth(h)}, where {@code growth} is
 * straight, or bends by {@code bend} an hour: {@code (exp(bend h) - 1) / bend}. A bend below zero
 * flattens out (a damped trend, a saturation), above zero it grows like compound interest.
 *
 * @param level at hour 0, the end of the history
 * @param rate an hour, at hour 0
 * @param bend an hour; 0 is a straight line
 * @param from since when it holds, in hours, below 0
 */
record Trend(double level, double rate, double bend, double from) {
    /** How much a trend of rate one has grown; bounded, so that no product is ever infinite. */
    static double growth(double bend, double hours) {
        double x = bend * hours;
        if (Math.abs(x) < 1e-9) {
            return hours;
        }
        return StrictMath.expm1(Math.min(x, 50)) / bend;
    }

    double at(double hours) {
        return level + rate * growth(bend, hours);
    }
}
