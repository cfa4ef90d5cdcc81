package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** All that forecasts say, to the last bit, as text. */
final class ForecastDigest {
    private ForecastDigest() {}

    /** Prints forecasts of all kinds of series, one a line, for a comparison of JDKs. */
    public static void main(String[] arguments) {
        Forecaster forecaster = new Forecaster(ForecastTerms.STANDARD);
        for (int kind = 0; kind < MadeUpCourses.KINDS; kind++) {
            for (int seed = 0; seed < 5; seed++) {
                Forecast forecast = forecaster.forecast(MadeUpCourses.request(kind, seed));
                System.out.println(text(forecast, Duration.ZERO));
            }
        }
    }

    /**
     * @param later subtracted from all instants
     */
    static String text(Forecast forecast, Duration later) {
        if (forecast instanceof Forecast.Unforecastable none) {
            return none.reason() + none.tentative().map(t -> " " + text(t, later)).orElse("");
        }
        Forecast.Expected expected = (Forecast.Expected) forecast;
        StringBuilder text = new StringBuilder(expected.model());
        Segment segment = expected.segment();
        text.append(' ').append(segment.start().minus(later)).append(' ');
        text.append(segment.beginning()).append(' ').append(segment.points());
        text.append(' ').append(segment.ratePerDay()).append(' ').append(expected.quality());
        for (Crossing crossing : expected.crossings()) {
            text.append(" | ").append(crossing.limit().name()).append(' ');
            text.append(crossing.probability());
            for (var time : List.of(crossing.early(), crossing.median(), crossing.late())) {
                text.append(' ')
                        .append(time.map(t -> t.minus(later)).map(Instant::toString).orElse("-"));
            }
        }
        long bits = 17;
        Path path = expected.path();
        for (int i = 0; i < path.size(); i++) {
            bits = 31 * bits + Double.doubleToLongBits(path.low(i));
            bits = 31 * bits + Double.doubleToLongBits(path.middle(i));
            bits = 31 * bits + Double.doubleToLongBits(path.high(i));
        }
        return text + String.format(Locale.ROOT, " | %d points, %016x", path.size(), bits);
    }
}
