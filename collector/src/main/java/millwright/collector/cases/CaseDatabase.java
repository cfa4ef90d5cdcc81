package millwright.collector.cases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Connects to the database of cases, and makes its tables or brings them up to date. */
final class CaseDatabase {
    private static final String MIGRATIONS = "classpath:millwright/collector/cases/migrations";

    /** H2's code for a file that another process has open. */
    private static final int IN_USE = 90020;

    /** How H2 names the types that the migrations leave open. */
    private static final Map<String, String> H2_TYPES =
            Map.of(
                    "instant", "timestamp(9) with time zone",
                    "text", "character varying(1000000)",
                    "name200", "character varying(200)",
                    "name255", "character varying(255)",
                    "name1000", "character varying(1000)",
                    "name1024", "character varying(1024)",
                    "name4000", "character varying(4000)");

    private CaseDatabase() {}

    static HikariDataSource open(CasesConfig config) {
        makeFolder(config);
        HikariDataSource connections = connect(config);
        try {
            migrate(config, connections);
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

    private static HikariDataSource connect(CasesConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("cases");
        pool.setJdbcUrl(config.isFile() ? fileUrl(config) : config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(config.connectionsMax());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            throw refusal(config, e);
        }
    }

    /**
     * WRITE_DELAY 0: what is committed is in the file, so that a killed process has lost none of
     * it. DB_CLOSE_ON_EXIT: it is we who close it, after all who write have stopped.
     */
    private static String fileUrl(CasesConfig config) {
        return config.url() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static void migrate(CasesConfig config, HikariDataSource connections) {
        try {
            Flyway flyway =
                    Flyway.configure()
                            .dataSource(connections)
                            .locations(MIGRATIONS)
                            .placeholders(H2_TYPES)
                            .loggers("slf4j")
                            .load();
            refuseNewer(config, flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new CaseStoreException(
                    "The tables of the cases in %s cannot be made or brought up to date (%s). Give the collector write access to it; if somebody changed the tables, restore them from a backup."
                            .formatted(config.where(), firstLine(e)),
                    e);
        }
    }

    private static void refuseNewer(CasesConfig config, Flyway flyway) {
        MigrationInfo[] applied = flyway.info().applied();
        Arrays.stream(applied)
                .filter(migration -> isNewer(migration.getState()))
                .findFirst()
                .ifPresent(
                        migration -> {
                            throw new CaseStoreException(
                                    "The cases in %s have tables of version %s, which this version does not know: a newer Millwright wrote them. Start that version again, or restore a backup from before it."
                                            .formatted(config.where(), migration.getVersion()),
                                    null);
                        });
    }

    private static boolean isNewer(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }

    private static CaseStoreException refusal(CasesConfig config, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        if (cause instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
            return new CaseStoreException(
                    "The cases in %s are in use by another process. Stop the other collector, or give this one a database of its own."
                            .formatted(config.where()),
                    e);
        }
        if (config.isFile()) {
            return notWritable(config, cause);
        }
        return new CaseStoreException(
                "The database of the cases, %s, does not answer (%s). Check its address, user and password."
                        .formatted(config.where(), cause.getMessage()),
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

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
