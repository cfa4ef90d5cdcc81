package millwright.collector.cases;

class PostgresForecastLedgerIT extends SqlForecastLedgerContract {
    @Override
    CasesConfig database() throws Exception {
        return PostgresServer.shared().database();
    }
}
