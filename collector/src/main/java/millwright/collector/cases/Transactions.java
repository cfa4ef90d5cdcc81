package millwright.collector.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Reads and writes the database of cases: all of a change or nothing, and then on the disk. */
final class Transactions implements AutoCloseable {
    /** Transactions that lost against another one; each attempt starts from what that one left. */
    private static final int ATTEMPTS_MAX = 5;

    /** For how long a database that was away is taken to be so still. */
    private static final Duration AWAY = Duration.ofSeconds(2);

    private final CasesConfig config;
    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile long awayUntilNanos = System.nanoTime();

    Transactions(CasesConfig config, HikariDataSource connections) {
        this.config = config;
        this.connections = connections;
        jdbi = Jdbi.create(connections).registerArgument(new TimeArgument(config.kind()));
    }

    static Transactions open(CasesConfig config) {
        return new Transactions(config, CaseDatabase.open(config));
    }

    /** For who only reads; see {@link CaseDatabase#openExisting}. */
    static Transactions openExisting(CasesConfig config) {
        return new Transactions(config, CaseDatabase.openExisting(config));
    }

    /** Without a look at the tables, for a database that this version has made. */
    static Transactions openKnown(CasesConfig config) {
        return new Transactions(config, CaseDatabase.connect(config));
    }

    /**
     * @param failed the rest of the sentence "The cases in …" where it does not
     */
    <T> T write(String failed, Function<Handle, T> work) {
        refuseWhileAway();
        for (int attempt = 1; ; attempt++) {
            try {
                T result = jdbi.inTransaction(work::apply);
                trouble = Optional.empty();
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

    /** A read may lose against a writer as well, where the database locks what is read. */
    <T> T read(Function<Handle, T> work) {
        refuseWhileAway();
        return readNow(work);
    }

    /** Asks even a database that has only just not answered. */
    <T> T readNow(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = jdbi.withHandle(work::apply);
                trouble = Optional.empty();
                return result;
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS_MAX || !hasLostAgainstAnother(e)) {
                    throw failure("cannot be read", e);
                }
            }
        }
    }

    /** So that pages and requests of an outage do not each wait for its time-outs. */
    private void refuseWhileAway() {
        Optional<String> why = trouble;
        if (why.isPresent() && System.nanoTime() - awayUntilNanos < 0) {
            throw new CaseStoreException(
                    "The cases in %s did not answer a moment ago (%s). It is safe to try again, as nothing is done twice."
                            .formatted(config.where(), why.get()),
                    null);
        }
    }

    /** Why the database did not do what it was last asked; empty where it did. */
    Optional<String> trouble() {
        return trouble;
    }

    private static boolean hasLostAgainstAnother(JdbiException failure) {
        return CaseDatabase.sqlCause(failure)
                .map(DatabaseKind::hasLostAgainstAnother)
                .orElse(false);
    }

    private CaseStoreException failure(String what, JdbiException e) {
        String cause = CaseDatabase.sqlCause(e).map(Throwable::getMessage).orElseGet(e::getMessage);
        trouble = Optional.of(cause);
        if (CaseDatabase.sqlCause(e).map(DatabaseKind::isAway).orElse(false)) {
            awayUntilNanos = System.nanoTime() + AWAY.toNanos();
        }
        return new CaseStoreException(
                "The cases in %s: %s (%s). Look at the database, and at free space where it is a file; it is safe to try again, as nothing is done twice."
                        .formatted(config.where(), what, cause),
                e);
    }

    @Override
    public void close() {
        connections.close();
    }
}
