package millwright.collector.cases;

class PostgresTrustStoreIT extends TrustStoreContract {
    @Override
    CasesConfig database() throws Exception {
        return PostgresServer.shared().database();
    }
}
