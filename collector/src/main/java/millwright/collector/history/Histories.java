package millwright.collector.history;

import millwright.collector.ingest.SeriesCatalog;

/** Opens the store of samples. */
public final class Histories {
    private Histories() {}

    /**
     * @param catalog empty; holds every stored series afterwards, under the number it has in the
     *     store. Series that it gains later are stored with their first sample.
     * @throws HistoryException if the folder cannot be written, is in use, or was written by a
     *     newer version
     */
    public static History open(HistoryConfig config, SeriesCatalog catalog) {
        return QuestDbHistory.open(config, catalog);
    }
}
