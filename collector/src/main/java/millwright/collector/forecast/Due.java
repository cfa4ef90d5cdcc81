package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A kept forecast of which something is to be scored.
 *
 * @param at when; identifies the step, so that nothing is scored twice
 * @param isValueScored whether only the crossing is left
 * @param isCrossingScored whether only the value is left
 */
public record Due(
        KeptForecast forecast, Instant at, boolean isValueScored, boolean isCrossingScored) {
    public Due {
        requireNonNull(forecast, "forecast");
        requireNonNull(at, "at");
    }
}
