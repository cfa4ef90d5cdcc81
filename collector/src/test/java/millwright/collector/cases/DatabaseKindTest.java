package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseKindTest {
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration FIVE = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({
        "40001, 0, true, false", // serialization failure
        "40P01, 0, true, false", // PostgreSQL: deadlock
        "23505, 0, true, false", // unique
        "23000, 2627, true, false", // the same of SQL Server
        "40001, 1205, true, false", // SQL Server: deadlock
        "S0005, 3960, true, false", // SQL Server: snapshot conflict
        "S0051, 1222, true, false", // SQL Server: lock time-out
        "55P03, 0, true, false", // PostgreSQL: lock_timeout
        "HYT00, 50200, true, false", // H2: lock time-out
        "57014, 0, false, true", // PostgreSQL: statement_timeout
        "57P01, 0, false, true", // PostgreSQL: is being stopped
        "57P03, 0, false, true", // PostgreSQL: starts up
        "08001, 0, false, true", // nobody there
        "53300, 0, false, true", // no slot
        "S0001, 40613, false, true", // Azure: not available now
        "28P01, 0, false, false", // wrong password
        "42601, 0, false, false" // a bug of ours
    })
    void knowsWhoHasLostAndWhoIsAway(String state, int code, boolean lost, boolean away) {
        SQLException failure = new SQLException("", state, code);

        assertThat(DatabaseKind.hasLostAgainstAnother(failure)).isEqualTo(lost);
        // a statement that took too long ends the turn, but is no reason to wait at a start
        assertThat(DatabaseKind.isAway(failure)).isEqualTo(away && !state.equals("57014"));
    }

    @Test
    void aServerGivesUpBeforeItsClientDoes() {
        assertThat(DatabaseKind.POSTGRESQL.driver("jdbc:postgresql://db/x", TEN, FIVE))
                .containsEntry("connectTimeout", "5")
                .containsEntry("socketTimeout", "15")
                .hasEntrySatisfying(
                        "options",
                        options ->
                                assertThat(options.toString()).contains("statement_timeout=10000"));
        assertThat(DatabaseKind.SQL_SERVER.driver("jdbc:sqlserver://db", TEN, FIVE))
                .containsEntry("loginTimeout", "5")
                .containsEntry("queryTimeout", "10")
                .containsEntry("lockTimeout", "10000")
                .containsEntry("socketTimeout", "15000");
        assertThat(DatabaseKind.H2.driver("jdbc:h2:mem:x", TEN, FIVE)).isEmpty();
    }

    @Test
    void whatTheSitesOwnAddressSaysStays() {
        assertThat(
                        DatabaseKind.POSTGRESQL.driver(
                                "jdbc:postgresql://db/x?ssl=true&sockettimeout=90", TEN, FIVE))
                .doesNotContainKey("socketTimeout")
                .containsKey("connectTimeout");
        assertThat(
                        DatabaseKind.SQL_SERVER.driver(
                                "jdbc:sqlserver://db;loginTimeout=30;databaseName=x", TEN, FIVE))
                .doesNotContainKey("loginTimeout")
                .containsKey("lockTimeout");
    }

    @Test
    void aDatabaseThatNobodyHasTriedIsRefused() {
        assertThatThrownBy(() -> new CasesConfig("jdbc:mysql://db/x", "", "", 4))
                .hasMessageContaining("H2, PostgreSQL or SQL Server");
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        CasesConfig config =
                new CasesConfig(
                        "jdbc:sqlserver://db;user=mw;password=hunter2;databaseName=mw", "", "", 4);

        assertThat(config.where())
                .isEqualTo("jdbc:sqlserver://db;user=mw;password=…;databaseName=mw");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void aCollationThatMixesUpNamesIsRefusedWithTheStatementThatHelps() {
        CasesConfig config = new CasesConfig("jdbc:sqlserver://db", "", "", 4);

        assertThatThrownBy(
                        () -> ServerChecks.refuseCollation(config, "SQL_Latin1_General_CP1_CI_AS"))
                .hasMessageContaining("SQL_Latin1_General_CP1_CI_AS")
                .hasMessageContaining("collate Latin1_General_100_BIN2");
        assertThatCode(() -> ServerChecks.refuseCollation(config, "Latin1_General_100_BIN2_UTF8"))
                .doesNotThrowAnyException();
    }
}
