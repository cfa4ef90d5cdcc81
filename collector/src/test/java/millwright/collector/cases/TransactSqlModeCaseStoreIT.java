package millwright.collector.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import java.util.UUID;
import millwright.rules.policy.MaintenancePolicy;

/** H2 where it takes what SQL Server takes, with SQL Server's types: a hint, and no proof. */
class TransactSqlModeCaseStoreIT extends CaseStoreContract {
    @Override
    CaseStore open() {
        String url = "jdbc:h2:mem:%s;MODE=MSSQLServer".formatted(UUID.randomUUID());
        CasesConfig config = new CasesConfig(url, "sa", "", 4);
        HikariDataSource connections = CaseDatabase.connect(config);
        CaseTables.migrate(config, connections, DatabaseKind.SQL_SERVER.types());
        return new SqlCaseStore(
                new Transactions(config, connections),
                InstantSource.system(),
                MaintenancePolicy::shipped);
    }
}
