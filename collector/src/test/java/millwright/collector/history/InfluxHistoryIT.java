package millwright.collector.history;

import millwright.collector.ingest.SeriesCatalog;
import org.junit.jupiter.api.BeforeEach;

/** What every history does, by InfluxDB. */
class InfluxHistoryIT extends HistoryContract {
    private InfluxConfig influx;

    @Override
    @BeforeEach
    void start() {
        if (influx == null) {
            influx = InfluxDbServer.shared().databases();
        }
        super.start();
    }

    @Override
    History open(HistoryConfig config, SeriesCatalog catalog) {
        return Histories.open(config.with(influx), catalog);
    }
}
