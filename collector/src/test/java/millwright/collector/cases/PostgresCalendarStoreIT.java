package millwright.collector.cases;

class PostgresCalendarStoreIT extends SqlCalendarStoreContract {
    @Override
    CasesConfig database() throws Exception {
        return PostgresServer.shared().database();
    }
}
