package millwright.collector.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Reads and writes the database of cases: all of a change or nothing, and then on the disk. */
final class Transactions implements AutoCloseable {
    /** Transactions that lost against another one; each attempt starts from what that one left. */
    private static final int ATTEMPTS_MAX = 5;

    private final CasesConfig config;
    private final HikariDataSource connections;
    private final Jdbi jdbi;

    private Transactions(CasesConfig config, HikariDataSource connections) {
        this.config = config;
        this.connections = connections;
        jdbi = Jdbi.create(connections);
    }

    static Transactions open(CasesConfig config) {
        return new Transactions(config, CaseDatabase.open(config));
    }

    /**
     * @param failed the rest of the sentence "The cases in …" where it does not
     */
    <T> T write(String failed, Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = jdbi.inTransaction(work::apply);
                if (config.isFile()) {
                    jdbi.useHandle(handle -> handle.execute(Statements.SYNC_FILE));
                }
                return result;
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS_MAX || !hasLostAgainstAnother(e)) {
                    throw failure(failed, e);
                }
            }
        }
    }

    <T> T read(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw failure("cannot be read", e);
        }
    }

    /**
     * Class 40 is a transaction rolled back for another's sake, HYT00 a lock that took too long,
     * class 23 a unique constraint: somebody else has just opened the same ticket.
     */
    private static boolean hasLostAgainstAnother(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("40") || state.startsWith("23") || state.equals("HYT00");
            }
        }
        return false;
    }

    private CaseStoreException failure(String what, JdbiException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return new CaseStoreException(
                "The cases in %s: %s (%s). Look at the database, and at free space where it is a file; it is safe to try again, as nothing is done twice."
                        .formatted(config.where(), what, cause.getMessage()),
                e);
    }

    @Override
    public void close() {
        connections.close();
    }
}
