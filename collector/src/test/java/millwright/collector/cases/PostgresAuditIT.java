package millwright.collector.cases;

class PostgresAuditIT extends AuditContract {
    @Override
    CasesConfig database() throws Exception {
        return PostgresServer.shared().database();
    }
}
