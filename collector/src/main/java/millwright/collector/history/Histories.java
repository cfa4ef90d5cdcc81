package millwright.collector.history;

import java.time.InstantSource;
import millwright.collector.ingest.SeriesCatalog;

/** Opens the store of samples. */
public final class Histories {
    private Histories() {}

    /**
     * @param catalog empty; holds every stored series afterwards, under the number it has in the
     *     store. Series that it gains later are stored with their first sample. Series that only a
     *     server elsewhere knows come with the first scan.
     * @param clock says since when samples wait
     * @throws HistoryException if the folder cannot be written, is in use, or was written by a
     *     newer version
     */
    public static History open(HistoryConfig config, SeriesCatalog catalog, InstantSource clock) {
        return config.influx()
                .<History>map(influx -> InfluxHistory.open(config, influx, catalog, clock))
                .orElseGet(() -> QuestDbHistory.open(config, catalog));
    }

    /** By the machine's clock. */
    public static History open(HistoryConfig config, SeriesCatalog catalog) {
        return open(config, catalog, InstantSource.system());
    }
}
