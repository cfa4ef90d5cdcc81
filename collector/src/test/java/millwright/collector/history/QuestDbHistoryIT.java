package millwright.collector.history;

import millwright.collector.ingest.SeriesCatalog;

class QuestDbHistoryIT extends HistoryContract {
    @Override
    History open(HistoryConfig config, SeriesCatalog catalog) {
        return Histories.open(config, catalog);
    }
}
