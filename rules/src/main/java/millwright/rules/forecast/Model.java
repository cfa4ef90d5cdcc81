package millwright.rules.forecast;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a series is made of: ramps that are set back, or a trend with its seasons.
 *
 * @param growth the same as {@code paths}, where it is a trend
 * @param relative error in the back-test over that of the naive forecast
 * @param sure how probable a crossing has to be to be reckoned with
 * @param seasonal whether a season makes most of the course
 */
record Model(
        Series series,
        Paths paths,
        Optional<Growth> growth,
        Segment segment,
        String label,
        double relative,
        double sure,
        boolean seasonal) {
    /** Ramps are not back-tested: that they repeat is their test. */
    private static final double OF_RAMPS = 0.5;

    /**
     * @param horizon in hours
     */
    static Model of(Series series, double horizon, ForecastRequest request) {
        OptionalDouble rest = WorkingWeek.hint(series.last, request.days());
        Jumps jumps = Jumps.of(series);
        Level level = Level.of(series, jumps.steps, jumps.pulses);
        WorkingWeek week = WorkingWeek.of(level.series(), rest);
        return Ramps.of(series, jumps.steps, request.range(), week)
                .map(ramps -> of(series, ramps))
                .orElseGet(() -> GrowthFit.of(series, jumps, horizon, request, rest));
    }

    private static Model of(Series series, Ramps ramps) {
        Segment segment =
                new Segment(
                        series.at(ramps.since),
                        Segment.Beginning.STEP,
                        series.since(ramps.since),
                        ramps.rate() * 24);
        return new Model(
                series,
                ramps,
                Optional.empty(),
                segment,
                ramps.label(),
                OF_RAMPS,
                ramps.sure(),
                false);
    }
}
