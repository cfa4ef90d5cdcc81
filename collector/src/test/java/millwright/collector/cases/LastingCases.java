package millwright.collector.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.rules.policy.MaintenancePolicy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A database of cases that is killed and looked at from outside its package. */
public final class LastingCases {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-04T00:00:00Z"));

    /** What a transaction that was lost, or came twice, may leave otherwise: gaps in numbers. */
    private static final Set<String> NUMBERS =
            Set.of("number", "basis", "previous_hash", "hash", "recorded_at");

    /**
     * In place of what tickets themselves have asked from. A death between the two halves of a turn
     * has the second asked again by a turn of its own, a little earlier where a host is silent: its
     * ticket is as old as the silence, and the turn that found that came later. The rest of the row
     * says nothing else; what was decided has rows of its own, which are compared.
     */
    private static final String ASKED = "what tickets asked for";

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
                                Set<String> asked = asked(handle);
                                rows.replaceAll(
                                        row ->
                                                asked.stream().anyMatch(row::contains)
                                                        ? ASKED
                                                        : row);
                                return rows;
                            });
        }
    }

    /** Hashes of the turns that decided from what tickets asked for by themselves. */
    private static Set<String> asked(Handle handle) {
        Set<String> hashes = new HashSet<>();
        handle.createQuery("select number, content_hash from decision_basis")
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .list()
                .forEach(
                        basis -> {
                            if (!turn(handle, basis.getKey()).caseFacts().isEmpty()) {
                                hashes.add(basis.getValue());
                            }
                        });
        return hashes;
    }

    private static FrozenTurn turn(Handle handle, long basis) {
        return CaseJson.parse(
                FrozenText.text(
                        handle.createQuery(AuditStatements.BASIS_PARTS)
                                .bind("basis", basis)
                                .mapTo(String.class)
                                .list()),
                FrozenTurn.class);
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
