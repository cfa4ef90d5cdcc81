package millwright.rules.forecast;

import org.apache.commons.math3.distribution.NormalDistribution;

/** A trend, seasons around it, and noise. */
final class Growth implements Paths {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    final Mixture trend;
    final WorkingWeek week;
    final Season season;
    final MonthEnds months;
    final Noise noise;
    private final SetBack setBack;
    private final double step;

    Growth(
            Mixture trend,
            WorkingWeek week,
            Season season,
            MonthEnds months,
            Noise noise,
            SetBack setBack,
            double step) {
        this.setBack = setBack;
        this.trend = trend;
        this.week = week;
        this.season = season;
        this.months = months;
        this.noise = noise;
        this.step = step;
    }

    /** What all futures share at 1, 2, … steps: by trend, then what repeats, then the drift. */
    private double[][] shared(int steps) {
        int models = trend.size();
        double[][] shared = new double[models + 2][];
        double[] grown = new double[steps];
        double[] repeated = new double[steps];
        double[] drifted = new double[steps];
        for (int i = 0; i < steps; i++) {
            double hours = (i + 1) * step;
            grown[i] = week.grown(hours);
            repeated[i] = repeated(hours);
            drifted[i] = trend.drifted(grown[i]);
        }
        for (int k = 0; k < models; k++) {
            if (trend.weight(k) > 0) {
                shared[k] = new double[steps];
                for (int i = 0; i < steps; i++) {
                    shared[k][i] = trend.trend(k).at(grown[i]);
                }
            }
        }
        shared[models] = repeated;
        shared[models + 1] = drifted;
        return shared;
    }

    @Override
    public Draw drawing(int of, int steps) {
        double[][] shared = shared(steps);
        double[] repeated = shared[shared.length - 2];
        double[] drifted = shared[shared.length - 1];
        return (path, random, values) -> {
            double[] one = shared[pick((path + 0.5) / of)];
            // A stride that shares no factor with the count, so that models and errors mix.
            int mixed = (int) ((path * 37L + 11) % of);
            double off = NORMAL.inverseCumulativeProbability((mixed + 0.5) / of);
            double offLevel = random.nextGaussian() * trend.level;
            boolean again = random.nextDouble() < SetBack.AGAIN;
            double lowered = 0;
            for (int i = 0; i < values.length; i++) {
                double level = one[i] + offLevel + off * drifted[i];
                if (again && setBack.isReached(level + lowered)) {
                    lowered += setBack.size();
                }
                values[i] = level + lowered + repeated[i];
            }
            noise.add(random, values);
        };
    }

    private int pick(double share) {
        double sum = 0;
        for (int k = 0; k < trend.size(); k++) {
            sum += trend.weight(k);
            if (share < sum) {
                return k;
            }
        }
        return trend.size() - 1;
    }

    private double repeated(double hours) {
        return season.at(hours) + months.at(hours);
    }

    String label() {
        return trend.label()
                + (week.equals(WorkingWeek.NONE) ? "" : " by the working week")
                + (season == Season.NONE ? "" : " + " + season.label)
                + (months.size() == 0 ? "" : " + month-end");
    }

    double middle(int steps) {
        double hours = steps * step;
        return setBack.after(trend.at(week.grown(hours))) + repeated(hours) + noise.kept(steps);
    }

    /** Standard deviation of what the trend may be off by then. */
    double off(double hours) {
        double spread = 0;
        double grown = week.grown(hours);
        double middle = trend.at(grown);
        for (int k = 0; k < trend.size(); k++) {
            if (trend.weight(k) > 0) {
                double apart = trend.trend(k).at(grown) - middle;
                spread += trend.weight(k) * apart * apart;
            }
        }
        double drift = trend.drifted(grown);
        return Math.sqrt(spread + drift * drift + trend.level * trend.level);
    }
}
