package millwright.collector.cases;

class PostgresCaseStoreIT extends CaseStoreContract {
    @Override
    CaseStore open() throws Exception {
        return CaseStores.open(PostgresServer.shared().database());
    }
}
