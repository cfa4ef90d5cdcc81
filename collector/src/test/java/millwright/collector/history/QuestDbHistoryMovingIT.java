package millwright.collector.history;

import io.questdb.std.FilesFacadeImpl;
import millwright.collector.ingest.SeriesCatalog;

/**
 * With room for two recent samples only, so that nearly every batch moves samples in between
 * others: relies on QuestDB keeping the order of writes among equal times.
 */
class QuestDbHistoryMovingIT extends HistoryContract {
    @Override
    History open(HistoryConfig config, SeriesCatalog catalog) {
        return QuestDbHistory.open(config, catalog, 2, () -> FilesFacadeImpl.INSTANCE);
    }
}
