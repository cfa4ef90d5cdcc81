package millwright.collector.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.policy.MaintenancePolicy;
import org.jdbi.v3.core.Jdbi;

/** A database of cases that is killed and looked at from outside its package. */
public final class LastingCases {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-04T00:00:00Z"));

    /** What a transaction that was lost, or came twice, may leave otherwise: gaps in numbers. */
    private static final Set<String> NUMBERS =
            Set.of("number", "basis", "previous_hash", "hash", "recorded_at");

    private LastingCases() {}

    /** Makes the tables. */
    public static void prepare(CasesConfig config) {
        CaseStores.open(config, CLOCK).close();
    }

    /** Of a database that has its tables. */
    public static CaseStore open(CasesConfig config) {
        return new SqlCaseStore(Transactions.openKnown(config), CLOCK, MaintenancePolicy::shipped);
    }

    public static CasesConfig copyOf(PostgresServer server, CasesConfig template)
            throws SQLException {
        return server.copyOf(template);
    }

    public static ChainReport verify(CasesConfig config) {
        try (AuditLog audit = new AuditLog(Transactions.openKnown(config))) {
            return audit.verify();
        }
    }

    /** When the last turn was of which anything is durable. */
    public static Optional<Instant> lastTurn(CasesConfig config) {
        try (HikariDataSource connections = CaseDatabase.connect(config)) {
            return Jdbi.create(connections)
                    .withHandle(
                            handle ->
                                    handle.createQuery(
                                                    "select max(at) as last_at from decision_basis")
                                            .map((row, context) -> Rows.instant(row, "last_at"))
                                            .one());
        }
    }

    /** Every row of tickets, members, history and audit in its order, without mere numbers. */
    public static List<String> all(CasesConfig config) {
        try (HikariDataSource connections = CaseDatabase.connect(config)) {
            return Jdbi.create(connections)
                    .withHandle(
                            handle -> {
                                List<String> rows = new ArrayList<>();
                                for (String sql :
                                        List.of(
                                                "select * from ticket order by id",
                                                "select * from ticket_member order by ticket,"
                                                        + " subject",
                                                "select * from ticket_event order by number",
                                                "select * from ticket_clock order by ticket, clock,"
                                                        + " round, position",
                                                "select * from emergency_request order by id",
                                                "select * from task order by id",
                                                "select * from task_claim order by task,"
                                                        + " system_hash",
                                                "select * from emergency_event order by window_id,"
                                                        + " position",
                                                "select * from emergency_mark order by window_id,"
                                                        + " due_at",
                                                "select * from audit order by number")) {
                                    rows.addAll(
                                            handle.createQuery(sql)
                                                    .map((row, context) -> text(row))
                                                    .list());
                                }
                                return rows;
                            });
        }
    }

    private static String text(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(java.util.Locale.ROOT);
            if (!NUMBERS.contains(name)) {
                text.append(name).append('=').append(row.getString(i)).append(' ');
            }
        }
        return text.toString();
    }
}
