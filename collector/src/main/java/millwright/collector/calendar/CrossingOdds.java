package millwright.collector.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Crossing;

/**
 * How likely a crossing falls into some time: the course between the quantiles that a forecast
 * gives (5 %, 50 %, 95 %, and its probability at the horizon) is taken as straight. Beyond the
 * horizon nothing is known, and nothing is counted.
 */
final class CrossingOdds {
    private final List<Instant> times = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();

    CrossingOdds(Crossing crossing, Instant at, Instant horizon) {
        add(at, 0);
        quantile(crossing.early(), 0.05, horizon);
        quantile(crossing.median(), 0.5, horizon);
        quantile(crossing.late(), 0.95, horizon);
        add(horizon, Math.max(crossing.probability(), shares.get(shares.size() - 1)));
    }

    private void quantile(Optional<Instant> time, double share, Instant horizon) {
        time.filter(each -> each.isBefore(horizon)).ifPresent(each -> add(each, share));
    }

    private void add(Instant time, double share) {
        times.add(time);
        shares.add(share);
    }

    /** From 0 to 1. */
    double within(Span span) {
        return Math.max(0, until(span.end()) - until(span.start()));
    }

    private double until(Instant at) {
        if (!at.isAfter(times.get(0))) {
            return 0;
        }
        for (int i = 1; i < times.size(); i++) {
            if (at.isBefore(times.get(i))) {
                double whole = seconds(times.get(i - 1), times.get(i));
                double part = seconds(times.get(i - 1), at) / whole;
                return shares.get(i - 1) + part * (shares.get(i) - shares.get(i - 1));
            }
        }
        return shares.get(shares.size() - 1);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
