package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import millwright.rules.forecast.Forecast;
import millwright.rules.indicator.IndicatorKey;

/**
 * The newest forecast of an indicator, and how far it is to be trusted.
 *
 * @param since of the first run in a row that had the same verdict
 * @param runs how many in a row had it, this one included
 * @param record how earlier forecasts of its class have done
 */
public record Outlook(
        IndicatorKey key,
        String unit,
        Forecast forecast,
        Instant since,
        int runs,
        TrackRecord record) {
    public Outlook {
        requireNonNull(key, "key");
        requireNonNull(forecast, "forecast");
        requireNonNull(record, "record");
    }
}
