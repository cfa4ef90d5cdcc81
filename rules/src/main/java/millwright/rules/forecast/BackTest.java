package millwright.rules.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How wrong each kind of trend would have been from some origins in the past, at some leads. */
final class BackTest {
    /** Shares of the series that are known at an origin. */
    private static final double[] ORIGINS = {0.4, 0.5, 0.6, 0.7, 0.78, 0.85, 0.92};

    /** Shares of the horizon, or of what there is after the origin. */
    private static final double[] LEADS = {0.35, 0.7, 1};

    private static final int KNOWN_MIN = 8;

    /**
     * @param errors of each kind: real less forecast
     * @param naive error of the last value
     * @param lead in hours
     */
    private record Trial(List<Double> errors, double naive, double lead) {}

    private final List<Trial> trials = new ArrayList<>();
    private final List<Trends> kinds;

    private BackTest(List<Trends> kinds) {
        this.kinds = kinds;
    }

    static BackTest of(Blocks all, double horizon, List<Trends> kinds) {
        BackTest test = new BackTest(kinds);
        for (double origin : ORIGINS) {
            int end = (int) Math.round(origin * all.size());
            if (end >= KNOWN_MIN && end <= all.size() - 2) {
                test.from(all, end, horizon);
            }
        }
        return test;
    }

    private void from(Blocks all, int end, double horizon) {
        double[] hours = Arrays.copyOf(all.hours(), end);
        double origin = hours[end - 1];
        for (int i = 0; i < end; i++) {
            hours[i] -= origin;
        }
        double[] values = Arrays.copyOf(all.values(), end);
        List<Trend> fitted = kinds.stream().map(kind -> kind.of(hours, values)).toList();
        double reach = Math.min(horizon, all.hours()[all.size() - 1] - origin);
        int before = end - 1;
        for (double share : LEADS) {
            int at = Arrays.binarySearch(all.hours(), origin + share * reach);
            at = Math.min(all.size() - 1, at >= 0 ? at : -at - 1);
            if (at > before) {
                before = at;
                trials.add(
                        trial(fitted, all.values()[at], values[end - 1], all.hours()[at] - origin));
            }
        }
    }

    private static Trial trial(List<Trend> fitted, double real, double last, double lead) {
        List<Double> errors = fitted.stream().map(trend -> real - trend.at(lead)).toList();
        return new Trial(errors, real - last, lead);
    }

    /** The mean absolute error of each kind. */
    double[] scores() {
        double[] scores = new double[kinds.size()];
        for (Trial trial : trials) {
            for (int k = 0; k < scores.length; k++) {
                scores[k] += Math.abs(trial.errors().get(k)) / trials.size();
            }
        }
        return scores;
    }

    /** Root mean square of what the mixture's error beyond noise has grown by an hour. */
    double drift(double[] weights, double noise) {
        double sum = 0;
        for (Trial trial : trials) {
            double error = mixed(trial, weights);
            double beyond = Math.max(0, error * error - noise * noise);
            sum += beyond / (trial.lead() * trial.lead()) / trials.size();
        }
        return Math.sqrt(sum);
    }

    /** The longest lead, in hours. */
    double reach() {
        double reach = 0;
        for (Trial trial : trials) {
            reach = Math.max(reach, trial.lead());
        }
        return reach;
    }

    /** The mixture's mean absolute error over that of the last value; 1 where neither is known. */
    double relative(double[] weights) {
        double error = 0;
        double naive = 0;
        for (Trial trial : trials) {
            error += Math.abs(mixed(trial, weights));
            naive += Math.abs(trial.naive());
        }
        return naive > 0 ? error / naive : 1;
    }

    private static double mixed(Trial trial, double[] weights) {
        double mixed = 0;
        for (int k = 0; k < weights.length; k++) {
            mixed += weights[k] * trial.errors().get(k);
        }
        return mixed;
    }
}
