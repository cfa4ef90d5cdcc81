package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import millwright.collector.history.History;
import millwright.collector.ingest.SeriesCatalog;

/** Where forecasts get what they are made from. */
public record ForecastInputs(
        Candidates candidates,
        SeriesCatalog catalog,
        History history,
        KnownMaintenance maintenance) {
    public ForecastInputs {
        requireNonNull(candidates, "candidates");
        requireNonNull(catalog, "catalog");
        requireNonNull(history, "history");
        requireNonNull(maintenance, "maintenance");
    }
}
