package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One series, and what is asked of its future.
 *
 * @param history what is known; what is after {@code at} is not looked at
 * @param at from when on the future is
 * @param horizon how far, from one hour to a year
 * @param limits whose crossing is asked for; may be none
 * @param range the values that the indicator can have at all
 * @param maintenance known work that may have changed the course, such as an expansion or a
 *     restart: each instant starts a new segment
 */
public record ForecastRequest(
        Observations history,
        Instant at,
        Duration horizon,
        List<Limit> limits,
        Range range,
        List<Instant> maintenance,
        SiteDays days) {
    static final Duration HORIZON_MIN = Duration.ofHours(1);
    static final Duration HORIZON_MAX = Duration.ofDays(366);

    public ForecastRequest {
        requireNonNull(history, "history");
        requireNonNull(at, "at");
        requireNonNull(range, "range");
        requireNonNull(days, "days");
        limits = List.copyOf(limits);
        maintenance = List.copyOf(maintenance);
        if (horizon.compareTo(HORIZON_MIN) < 0 || horizon.compareTo(HORIZON_MAX) > 0) {
            throw new IllegalArgumentException(
                    "horizon %s is not within one hour and a year".formatted(horizon));
        }
        if (limits.stream().map(Limit::name).distinct().count() < limits.size()) {
            throw new IllegalArgumentException("two limits have one name: " + limits);
        }
    }

    public ForecastRequest(
            Observations history, Instant at, Duration horizon, List<Limit> limits, Range range) {
        this(history, at, horizon, limits, range, List.of(), SiteDays.UTC);
    }
}
