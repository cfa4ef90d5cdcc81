package millwright.collector.forecast;

class MemoryForecastLedgerTest extends ForecastLedgerContract {
    private final ForecastLedger ledger = ForecastLedger.inMemory();

    @Override
    protected ForecastLedger ledger() {
        return ledger;
    }

    @Override
    protected ForecastLedger reopened() {
        return ledger;
    }
}
