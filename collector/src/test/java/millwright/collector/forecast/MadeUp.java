package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;

/** Forecasts for a month that a test makes up; the path is 70 with an interval of 65 to 75. */
final class MadeUp {
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Quality QUALITY = new Quality(Duration.ofDays(90), 2160, 1, 0.4, true);

    private MadeUp() {}

    static Forecast.Expected forecast(Instant at, Crossing... crossings) {
        int hours = (int) HORIZON.toHours() + 1;
        return new Forecast.Expected(
                at,
                HORIZON,
                new Path(at, Duration.ofHours(1), all(hours, 70), all(hours, 65), all(hours, 75)),
                List.of(crossings),
                "robust-line",
                new Segment(at.minus(HORIZON), Segment.Beginning.HISTORY, 720, 0.5),
                QUALITY);
    }

    static Forecast unforecastable(Instant at, Forecast.Reason reason) {
        return new Forecast.Unforecastable(
                at, HORIZON, reason, "needs more", QUALITY, Optional.empty());
    }

    private static double[] all(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }
}
