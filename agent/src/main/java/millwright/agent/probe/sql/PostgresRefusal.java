package millwright.agent.probe.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Loaded with PostgreSQL's driver only. */
final class PostgresRefusal {
    /**
     * Of the server's own source, where error 53300 comes from: all slots taken, or all but the
     * reserved ones. The others are limits of a user or a database. Messages would be translated.
     */
    private static final Set<String> ALL_SLOTS = Set.of("InitProcess", "InitPostgres");

    private PostgresRefusal() {}

    static boolean isServerFull(SQLException broken) {
        return "53300".equals(broken.getSQLState())
                && broken instanceof PSQLException refusal
                && Optional.ofNullable(refusal.getServerErrorMessage())
                        .map(ServerErrorMessage::getRoutine)
                        .filter(ALL_SLOTS::contains)
                        .isPresent();
    }
}
