package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import millwright.collector.history.History;
import millwright.collector.ingest.SeriesCatalog;
import millwright.rules.forecast.SiteDays;

/** Where forecasts get what they are made from. */
public record ForecastInputs(
        Candidates candidates,
        SeriesCatalog catalog,
        History history,
        KnownMaintenance maintenance,
        SiteDays days) {
    public ForecastInputs {
        requireNonNull(candidates, "candidates");
        requireNonNull(catalog, "catalog");
        requireNonNull(history, "history");
        requireNonNull(maintenance, "maintenance");
        requireNonNull(days, "days");
    }
}
