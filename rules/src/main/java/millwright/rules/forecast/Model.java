package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private static final Duration NEXT_VALUE = Duration.ofHours(2);

    /**
     * @param horizon in hours
     */
    static Model of(Series series, double horizon, ForecastRequest request) {
        OptionalDouble rest = WorkingWeek.hint(series.last, request.days());
        Jumps jumps = Jumps.of(series);
        return Ramps.of(series, jumps, request.range(), rest)
                .map(ramps -> of(series, ramps, request.maintenance()))
                .orElseGet(() -> GrowthFit.of(series, jumps, horizon, request, rest));
    }

    private static Model of(Series series, Ramps ramps, List<Instant> maintenance) {
        Instant start = series.at(ramps.since);
        // What is done is seen with the next value.
        boolean known =
                maintenance.stream()
                        .map(work -> Duration.between(work, start))
                        .anyMatch(since -> since.abs().compareTo(NEXT_VALUE) <= 0);
        Segment segment =
                new Segment(
                        start,
                        known ? Segment.Beginning.MAINTENANCE : Segment.Beginning.STEP,
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
