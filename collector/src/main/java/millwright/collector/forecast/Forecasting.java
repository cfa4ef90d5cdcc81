package millwright.collector.forecast;

import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;

/** Makes a forecast; {@code Forecaster::forecast}, but for tests. Thread-safe. */
@FunctionalInterface
public interface Forecasting {
    Forecast forecast(ForecastRequest request);
}
