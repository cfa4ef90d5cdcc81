package millwright.collector.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.jdbi.v3.core.Jdbi;

/**
 * The tables of the cases: makes them, brings them up to date, and refuses those it must not touch.
 */
final class CaseTables {
    static final String MIGRATIONS = "classpath:millwright/collector/cases/migrations";

    /** The table was made by another text than ours: by a version of before the first release. */
    private static final Set<ErrorCode> OTHERS =
            Set.of(
                    CoreErrorCode.CHECKSUM_MISMATCH,
                    CoreErrorCode.DESCRIPTION_MISMATCH,
                    CoreErrorCode.TYPE_MISMATCH,
                    CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED);

    private CaseTables() {}

    static void migrate(CasesConfig config, HikariDataSource connections) {
        migrate(config, connections, config.kind().types());
    }

    /**
     * @param types as {@link DatabaseKind#types}
     */
    static void migrate(
            CasesConfig config, HikariDataSource connections, Map<String, String> types) {
        Jdbi.create(connections).useHandle(handle -> ServerChecks.refuseUnfit(config, handle));
        try {
            Flyway flyway = flyway(config, connections, types);
            refuseNewer(config, flyway);
            refuseOthers(config, flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new CaseStoreException(
                    "The tables of the cases in %s cannot be made or brought up to date (%s). Give the collector write access to it; if somebody changed the tables, restore them from a backup."
                            .formatted(config.where(), firstLine(e)),
                    e);
        }
    }

    static void refusePending(CasesConfig config, HikariDataSource connections) {
        try {
            Flyway flyway = flyway(config, connections, config.kind().types());
            refuseNewer(config, flyway);
            refuseOthers(config, flyway);
            if (flyway.info().pending().length > 0) {
                throw new CaseStoreException(
                        "The cases in %s have tables of an older version. Start this version of the collector once, which brings them up to date."
                                .formatted(config.where()),
                        null);
            }
        } catch (FlywayException e) {
            throw new CaseStoreException(
                    "The tables of the cases in %s cannot be looked at (%s)."
                            .formatted(config.where(), firstLine(e)),
                    e);
        }
    }

    private static Flyway flyway(
            CasesConfig config, HikariDataSource connections, Map<String, String> types) {
        FluentConfiguration flyway = Flyway.configure();
        // A migration of a large table may take longer than any statement of ours at run time.
        FluentConfiguration unhurried =
                config.kind() == DatabaseKind.H2
                        ? flyway.dataSource(connections)
                        : flyway.dataSource(config.url(), config.user(), config.password());
        return unhurried.locations(MIGRATIONS).placeholders(types).loggers("slf4j").load();
    }

    private static void refuseNewer(CasesConfig config, Flyway flyway) {
        MigrationInfo[] applied = flyway.info().applied();
        Optional<MigrationInfo> newer =
                Arrays.stream(applied)
                        .filter(migration -> isNewer(migration.getState()))
                        .findFirst();
        if (newer.isPresent()) {
            throw new CaseStoreException(
                    "The cases in %s have tables of version %s, which this version does not know: a newer Millwright wrote them. Start that version again, or restore a backup from before it."
                            .formatted(config.where(), newer.get().getVersion()),
                    null);
        }
    }

    private static boolean isNewer(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }

    private static void refuseOthers(CasesConfig config, Flyway flyway) {
        ValidateResult result = flyway.validateWithResult();
        if (result.validationSuccessful) {
            return;
        }
        Optional<ValidateOutput> other =
                result.invalidMigrations.stream()
                        .filter(each -> OTHERS.contains(each.errorDetails.errorCode))
                        .findFirst();
        if (other.isPresent()) {
            throw new CaseStoreException(
                    "The cases in %s were written by a Millwright of before the first release: its tables of version %s are others than this version's, and cannot be brought up to date. %s Samples are not affected."
                            .formatted(
                                    config.where(),
                                    other.get().version,
                                    config.isFile()
                                            ? "Move that file away; the next start makes a new one,"
                                                    + " and opens tickets anew for what is still"
                                                    + " wrong."
                                            : "Give the collector an empty database or schema; it"
                                                  + " opens tickets anew for what is still wrong."),
                    null);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
