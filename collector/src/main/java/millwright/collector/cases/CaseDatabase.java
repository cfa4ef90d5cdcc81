package millwright.collector.cases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to the database of cases, and makes its tables or brings them up to date. */
final class CaseDatabase {
    private static final Logger log = LoggerFactory.getLogger(CaseDatabase.class);

    /** H2's code for a file that another process has open. */
    private static final int IN_USE = 90020;

    /** How long a connection may take, and who waits for one of the pool. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Servers, and walls between, drop connections that are older or idle. */
    private static final Duration LIFETIME = Duration.ofMinutes(25);

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

    private CaseDatabase() {}

    static HikariDataSource open(CasesConfig config) {
        makeFolder(config);
        HikariDataSource connections = connect(config);
        return checked(connections, () -> CaseTables.migrate(config, connections));
    }

    /** For who only reads: makes no file and no table, and changes none. */
    static HikariDataSource openExisting(CasesConfig config) {
        if (config.isFile() && !Files.isRegularFile(databaseFile(config))) {
            throw new CaseStoreException(
                    "There are no cases in %s. Give the configuration of the collector that keeps them."
                            .formatted(config.where()),
                    null);
        }
        HikariDataSource connections = connect(config);
        return checked(connections, () -> CaseTables.refusePending(config, connections));
    }

    private static java.nio.file.Path databaseFile(CasesConfig config) {
        return config.file().resolveSibling(config.file().getFileName() + ".mv.db");
    }

    private static HikariDataSource checked(HikariDataSource connections, Runnable check) {
        try {
            check.run();
            return connections;
        } catch (RuntimeException | Error e) {
            connections.close();
            throw e;
        }
    }

    private static void makeFolder(CasesConfig config) {
        if (!config.isFile()) {
            return;
        }
        try {
            Files.createDirectories(config.file().getParent());
        } catch (IOException e) {
            throw notWritable(config, e);
        }
    }

    /** Waits for a server that is away, as long as the configuration says. */
    static HikariDataSource connect(CasesConfig config) {
        HikariConfig pool = pool(config);
        long begin = System.nanoTime();
        for (boolean isFirst = true; ; isFirst = false) {
            try {
                return new HikariDataSource(pool);
            } catch (PoolInitializationException e) {
                Duration waited = Duration.ofNanos(System.nanoTime() - begin);
                boolean isAway = sqlCause(e).map(DatabaseKind::isAway).orElse(false);
                if (config.isFile() || !isAway || waited.compareTo(config.startWait()) >= 0) {
                    throw refusal(config, e, isAway);
                }
                if (isFirst) {
                    log.warn(
                            "The database of the cases, {}, is away ({}). Trying again for {} s;"
                                    + " until then no sample is taken, agents keep theirs.",
                            config.where(),
                            words(e),
                            config.startWait().toSeconds());
                }
                pause(config, e);
            }
        }
    }

    private static void pause(CasesConfig config, PoolInitializationException failure) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal(config, failure, true);
        }
    }

    private static HikariConfig pool(CasesConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("cases");
        pool.setJdbcUrl(config.isFile() ? fileUrl(config) : config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(config.connectionsMax());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (config.kind() != DatabaseKind.H2) {
            pool.setConnectionTimeout(CONNECT.toMillis());
            pool.setValidationTimeout(CONNECT.minusSeconds(1).toMillis());
            pool.setMaxLifetime(LIFETIME.toMillis());
            pool.setKeepaliveTime(KEEP_ALIVE.toMillis());
            pool.setDataSourceProperties(
                    config.kind().driver(config.url(), config.queryTimeout(), CONNECT));
        }
        return pool;
    }

    /**
     * WRITE_DELAY 0: what is committed is in the file, so that a killed process has lost none of
     * it. DB_CLOSE_ON_EXIT: it is we who close it, after all who write have stopped.
     */
    private static String fileUrl(CasesConfig config) {
        return config.url() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** The one that knows most, which drivers and pools wrap. */
    static Optional<SQLException> sqlCause(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
                found = sql;
            }
        }
        return Optional.ofNullable(found);
    }

    static boolean isInUse(Throwable failure) {
        return sqlCause(failure).filter(sql -> sql.getErrorCode() == IN_USE).isPresent();
    }

    private static String words(Exception e) {
        return sqlCause(e).map(Throwable::getMessage).orElseGet(e::getMessage);
    }

    private static CaseStoreException refusal(CasesConfig config, Exception e, boolean isAway) {
        if (isInUse(e)) {
            return new CaseStoreException(
                    "The cases in %s are in use by another process. Stop the other collector, or give this one a database of its own."
                            .formatted(config.where()),
                    e);
        }
        if (config.isFile()) {
            Throwable cause = sqlCause(e).map(Throwable.class::cast).orElse(e);
            return notWritable(config, cause);
        }
        return new CaseStoreException(
                isAway
                        ? "The database of the cases, %s, is still away (%s). Start it, or correct cases.url; cases.start_wait says how long a start waits for it."
                                .formatted(config.where(), words(e))
                        : "The database of the cases, %s, does not let the collector in (%s). Check cases.url, user and password_file."
                                .formatted(config.where(), words(e)),
                e);
    }

    private static CaseStoreException notWritable(CasesConfig config, Throwable cause) {
        return new CaseStoreException(
                "The cases in %s cannot be opened (%s: %s). Give the user that runs the collector write access to that folder, or set another."
                        .formatted(
                                config.where(),
                                cause.getClass().getSimpleName(),
                                cause.getMessage()),
                cause);
    }
}
