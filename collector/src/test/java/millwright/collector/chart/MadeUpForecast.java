package millwright.collector.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;

/** A disk that was cleaned up and fills again at 1.2 points a day, with its forecast; by hand. */
public final class MadeUpForecast {
    public static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
    public static final Duration HORIZON = Duration.ofDays(14);
    public static final Limit SOFT = new Limit("level 1", Direction.ABOVE, 80, false);
    public static final Limit HARD = new Limit("hard limit", Direction.ABOVE, 100, true);
    private static final Instant CLEANED = Instant.parse("2026-11-12T06:00:00Z");
    private static final int HOURS = 30 * 24;

    private MadeUpForecast() {}

    /** 30 days, hourly; 84 % before the clean-up, and 74 % at its end. */
    public static Observations history() {
        long[] seconds = new long[HOURS + 1];
        double[] values = new double[HOURS + 1];
        for (int i = 0; i <= HOURS; i++) {
            Instant at = AT.minus(Duration.ofHours(HOURS - i));
            double days = Duration.between(CLEANED, at).toMinutes() / 1440.0;
            double wave = 0.9 * Math.sin(2 * Math.PI * (at.getEpochSecond() % 86_400) / 86_400);
            seconds[i] = at.getEpochSecond();
            values[i] = wave + (days < 0 ? 84 + 1.2 * days : 52.2 + 1.2 * days);
        }
        return Observations.of(seconds, values);
    }

    /** Reaches 80 % between 3 Dec 04:00 and 9 Dec 12:00, and not the hard limit. */
    public static Forecast.Expected expected() {
        return new Forecast.Expected(
                AT,
                HORIZON,
                path(),
                List.of(
                        new Crossing(
                                SOFT,
                                0.97,
                                true,
                                Optional.of(Instant.parse("2026-12-03T04:00:00Z")),
                                Optional.of(Instant.parse("2026-12-05T20:00:00Z")),
                                Optional.of(Instant.parse("2026-12-09T12:00:00Z"))),
                        new Crossing(
                                HARD,
                                0.004,
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                "robust-line + daily",
                new Segment(CLEANED, Segment.Beginning.STEP, 437, 1.2),
                new Quality(Duration.ofDays(30), HOURS + 1, 1, 0.42, true));
    }

    public static Forecast.Unforecastable doubtful() {
        return new Forecast.Unforecastable(
                AT,
                HORIZON,
                Forecast.Reason.TOO_UNCERTAIN,
                "the interval of the crossing is 11 d wide, 7 d are allowed",
                expected().quality(),
                Optional.of(expected()));
    }

    /** A point each hour, from now to the horizon. */
    private static Path path() {
        int size = (int) HORIZON.toHours() + 1;
        double[] middle = new double[size];
        double[] low = new double[size];
        double[] high = new double[size];
        for (int i = 0; i < size; i++) {
            Instant at = AT.plus(Duration.ofHours(i));
            double wave = 0.9 * Math.sin(2 * Math.PI * (at.getEpochSecond() % 86_400) / 86_400);
            double width = 0.6 + 0.012 * i;
            middle[i] = 73.9 + 1.2 * i / 24 + wave;
            low[i] = middle[i] - width;
            high[i] = Math.min(100, middle[i] + width);
        }
        return new Path(AT, Duration.ofHours(1), middle, low, high);
    }
}
