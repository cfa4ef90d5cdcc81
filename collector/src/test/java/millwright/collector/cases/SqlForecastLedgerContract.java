package millwright.collector.cases;

import millwright.collector.forecast.ForecastLedger;
import millwright.collector.forecast.ForecastLedgerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract over a database. */
abstract class SqlForecastLedgerContract extends ForecastLedgerContract {
    private CasesConfig config;
    private CaseStores.Records records;

    /** A new one. */
    abstract CasesConfig database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = database();
        records = CaseStores.openAll(config, () -> NOON);
    }

    @AfterEach
    void close() throws Exception {
        records.close();
    }

    @Override
    protected ForecastLedger ledger() {
        return records.forecasts();
    }

    @Override
    protected ForecastLedger reopened() {
        records.close();
        records = CaseStores.openAll(config, () -> NOON);
        return records.forecasts();
    }
}
