package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.api.IndicatorHistory.Point;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Path;

/** The expected course as a chart draws it. */
final class ForecastCourse {
    /** As many points as a screen has room for; a year of hours would be 8,760. */
    private static final int POINTS = 240;

    private ForecastCourse() {}

    /** Of a forecast that says something; what is tentative is not drawn beside measured values. */
    static Optional<Path> of(Forecast forecast) {
        return forecast instanceof Forecast.Expected said && said.path().size() > 0
                ? Optional.of(said.path())
                : Optional.empty();
    }

    /** From one instant to another, the interval as least and greatest value. */
    static List<Point> points(Path path, Instant from, Instant to) {
        Duration step = Duration.between(from, to).dividedBy(POINTS);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            Instant at = i == POINTS ? to : from.plus(step.multipliedBy(i));
            Path.Point point = path.at(at);
            points.add(
                    new Point(
                            at,
                            point.middle(),
                            Optional.of(point.low()),
                            Optional.of(point.high()),
                            Optional.empty()));
        }
        return points;
    }
}
