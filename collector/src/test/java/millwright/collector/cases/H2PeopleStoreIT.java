package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.people.Account;
import millwright.collector.people.PeopleStore;
import millwright.collector.people.PeopleStoreContract;
import millwright.collector.people.PersonToken;
import millwright.collector.people.Role;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2PeopleStoreIT extends PeopleStoreContract {
    @TempDir private Path folder;
    private CasesConfig config;
    private CaseStores.Records records;

    @BeforeEach
    void open() {
        config = CasesConfig.file(folder.resolve("cases"));
        records = CaseStores.openAll(config, () -> NOW);
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Override
    protected PeopleStore store() {
        return records.people();
    }

    private List<String> audit() {
        try (HikariDataSource connections = CaseDatabase.open(config)) {
            return Jdbi.create(connections)
                    .withHandle(
                            handle ->
                                    handle.createQuery(
                                                    "select number, type, detail from audit order"
                                                            + " by number")
                                            .map(
                                                    (row, context) ->
                                                            "%d %s %s"
                                                                    .formatted(
                                                                            row.getInt("number"),
                                                                            row.getString("type"),
                                                                            row.getString(
                                                                                    "detail")))
                                            .list());
        }
    }

    @Test
    void everyChangeIsAuditedWithWhoMadeItAndWhatChangesNothingIsNot() {
        Account ali = account("ali", Role.ENGINEER);
        store().add(ali, token("ali", "1", Optional.of(NOW)), "administrator");
        store().add(ali, token("ali", "2", Optional.empty()), "eve");
        store().giveRoles("ali", Set.of(Role.VIEWER, Role.ENGINEER), NOW, "mona");
        store().giveRoles("nobody", Set.of(Role.VIEWER), NOW, "eve");
        store().revokeToken("K-11111111", NOW, "mona");
        store().revokeToken("K-11111111", NOW, "eve");
        store().disable("ali", NOW, "mona");
        store().disable("ali", NOW, "eve");
        store().add(ali, token("ali", "3", Optional.empty()), "mona");

        assertThat(audit())
                .containsExactly(
                        "1 person-added \"ali (علي ali): engineer, by administrator\"",
                        "2 token-issued \"K-11111111 for ali, until 2026-03-01T10:00:00.123456Z,"
                                + " by administrator\"",
                        "3 person-roles-changed \"ali: viewer engineer, by mona\"",
                        "4 token-revoked \"K-11111111 of ali, by mona\"",
                        "5 person-disabled \"ali, by mona\"",
                        "6 person-added-again \"ali (علي ali): engineer, by mona\"",
                        "7 token-issued \"K-33333333 for ali, without an end, by mona\"");
    }

    @Test
    void allOfItSurvivesARestart() {
        store().add(
                        account("ali", Role.ENGINEER, Role.ADMINISTRATOR),
                        token("ali", "1", Optional.of(NOW)),
                        "administrator");
        List<Account> accounts = store().listAccounts();
        List<PersonToken> tokens = store().listTokens();
        close();
        open();

        assertThat(store().listAccounts()).isEqualTo(accounts);
        assertThat(store().listTokens()).isEqualTo(tokens);
    }
}
