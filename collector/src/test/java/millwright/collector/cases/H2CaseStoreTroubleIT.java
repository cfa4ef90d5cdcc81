package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static millwright.collector.cases.Decisions.CPU;
import static millwright.collector.cases.Decisions.DISK;
import static millwright.collector.cases.Decisions.late;
import static millwright.collector.cases.Decisions.opens;
import static millwright.collector.cases.Decisions.raises;
import static millwright.collector.cases.Decisions.resolves;
import static millwright.rules.indicator.Priority.P2;
import static millwright.rules.indicator.Priority.P3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases in a file: restarts, kills, and what a user meets. */
class H2CaseStoreTroubleIT {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-02T10:15:00.123456Z"));

    @TempDir Path folder;

    private CasesConfig config;

    @BeforeEach
    void configure() {
        config = CasesConfig.file(folder.resolve("cases"));
    }

    private CaseStore open() {
        return CaseStores.open(config, CLOCK);
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(
                                config.url(), config.user(), config.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join(" | ", columns));
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                config.url(), config.user(), config.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aRestartKeepsTicketsAndGoesOnCounting() {
        Ticket before;
        try (CaseStore cases = open()) {
            cases.apply(
                    List.of(
                            opens(CPU, P3, "10:00", "10:15"),
                            raises("T-000001", CPU, P3, P2, "10:00", "10:30")));
            before = cases.findTicket("T-000001").orElseThrow();
        }
        try (CaseStore cases = open()) {
            assertThat(cases.findTicket("T-000001")).contains(before);
            assertThat(before.events()).hasSize(2);
            assertThat(cases.apply(List.of(opens(CPU, P3, "10:00", "10:15")))).isEmpty();
            assertThat(cases.apply(List.of(opens(DISK, P3, "10:00", "10:15"))))
                    .extracting(event -> event.ticket().orElseThrow())
                    .containsExactly("T-000002");
        }
    }

    @Test
    void everyDecisionThatDidSomethingIsInTheAuditOnce() throws SQLException {
        try (CaseStore cases = open()) {
            cases.apply(
                    List.of(
                            opens(CPU, P3, "10:00", "10:15"),
                            late(DISK, P3, "08:00", "08:15"),
                            opens(CPU, P3, "10:00", "10:15"),
                            resolves("T-000001", CPU, "10:40", "10:45")));
        }

        assertThat(
                        query(
                                "select type, ticket, recorded_at at time zone 'UTC', detail from"
                                        + " audit order by number"))
                .satisfiesExactly(
                        row ->
                                assertThat(row)
                                        .startsWith(
                                                "ticket-opened | T-000001 | 2026-03-02"
                                                        + " 10:15:00.123456")
                                        .contains("\"host\":\"web-01\"")
                                        .contains("CPU utilization 95 % past 80 %")
                                        .contains("2026-03-02T10:00:00Z"),
                        row -> assertThat(row).startsWith("late-breach-recorded | null | "),
                        row -> assertThat(row).startsWith("ticket-resolved | T-000001 | "));
    }

    @Test
    void theDatabaseItselfRefusesASecondOpenTicketOfAKey() throws SQLException {
        try (CaseStore cases = open()) {
            cases.apply(List.of(opens(CPU, P3, "10:00", "10:15")));
        }

        assertThatThrownBy(
                        () ->
                                execute(
                                        """
                                        insert into ticket_member select 'T-000002', subject, open_subject,
                                            host, host_hash, indicator, resource, joined_at, recovered_at,
                                            episode, evidence, settled_level, forecast_episode,
                                            forecast_deadline from ticket_member\
                                        """))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("TICKET_OPEN");
    }

    @Test
    void listsAreReadThroughIndexes() throws SQLException {
        open().close();

        assertThat(plan("select * from ticket_member where host_hash = 'x'"))
                .contains("TICKET_MEMBER_BY_HOST");
        assertThat(plan("select * from ticket where status = 'OPEN' order by opened_at desc"))
                .contains("TICKET_BY_STATUS");
        assertThat(plan("select * from ticket order by opened_at desc"))
                .contains("TICKET_BY_OPENING");
        assertThat(plan("select * from ticket_member where open_subject = 'x'"))
                .contains("TICKET_OPEN");
        assertThat(plan("select * from ticket_event where ticket = 'x' order by number"))
                .contains("TICKET_EVENT_BY_TICKET");
        assertThat(
                        plan(
                                "select * from ticket_event where subject = 'x' and type = 'y' and"
                                        + " episode = current_timestamp"))
                .contains("TICKET_EVENT_BY_SUBJECT");
    }

    private String plan(String sql) throws SQLException {
        return query("explain " + sql).toString();
    }

    @Test
    void tablesOfANewerVersionAreRefusedAndLeftAlone() throws SQLException {
        open().close();
        execute(
                """
                insert into "flyway_schema_history" select "installed_rank" + 100, '1000', 'later', "type",
                    'V1000__later.sql', 1, "installed_by", "installed_on", 1, true
                from "flyway_schema_history" where "version" = '1'\
                """);

        assertThatThrownBy(this::open)
                .isInstanceOf(CaseStoreException.class)
                .hasMessageContaining(folder.resolve("cases") + ".mv.db")
                .hasMessageContaining("tables of version 1000")
                .hasMessageContaining("a newer Millwright wrote them")
                .hasMessageContaining("Start that version again");
    }

    @Test
    void tablesOfBeforeTheFirstReleaseAreRefusedWithTheWayOut() throws SQLException {
        open().close();
        execute("update \"flyway_schema_history\" set \"checksum\" = 42 where \"version\" = '1'");

        assertThatThrownBy(this::open)
                .isInstanceOf(CaseStoreException.class)
                .hasMessageContaining(folder.resolve("cases") + ".mv.db")
                .hasMessageContaining("before the first release")
                .hasMessageContaining("Move that file away")
                .hasMessageContaining("Samples are not affected");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(folder.resolve("cases.mv.db"), "not a database\n".repeat(1000));

        assertThatThrownBy(this::open)
                .isInstanceOf(CaseStoreException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining(folder.resolve("cases") + ".mv.db");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        config = CasesConfig.file(file.resolve("cases"));

        assertThatThrownBy(this::open)
                .isInstanceOf(CaseStoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("write access");
    }

    @Test
    void aClosedStoreSaysSoKindly() {
        CaseStore cases = open();
        cases.close();

        assertThatThrownBy(cases::open)
                .isInstanceOf(CaseStoreException.class)
                .hasMessageContaining(config.where());
    }

    @Test
    void aPasswordIsNeverShown() {
        CasesConfig secret = new CasesConfig("jdbc:h2:mem:secret", "sa", "hunter2", 2);

        assertThat(secret.toString()).doesNotContain("hunter2");
    }

    @Test
    void aDatabaseThatAnotherProcessHasOpenIsRefused() throws Exception {
        Process holder = child("hold");
        try (BufferedReader said = output(holder)) {
            assertThat(said.readLine()).isEqualTo("0");

            assertThatThrownBy(this::open)
                    .isInstanceOf(CaseStoreException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining("Stop the other collector");
        } finally {
            holder.toHandle().destroyForcibly();
            assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void killedCollectorHasKeptEveryAppliedTicketOnce() throws Exception {
        int applied = 0;
        for (int round = 0; round < 3; round++) {
            applied = Math.max(applied, killWhileApplying(25 + 20 * round));
            try (CaseStore cases = open()) {
                int stored = (int) cases.countTickets(TicketFilter.all());
                assertThat(stored).isGreaterThanOrEqualTo(applied);
                assertThat(cases.open()).hasSize(stored);
                for (int i = 0; i < stored; i++) {
                    assertThat(cases.open().get(i).id()).isEqualTo(TicketId.of(i + 1L));
                    assertThat(cases.open().get(i).key()).isEqualTo(key(i));
                }
                applied = stored;
            }
            assertThat(query("select count(*) from audit")).containsExactly("" + applied);
            assertThat(query("select count(*) from ticket_event")).containsExactly("" + applied);
        }
    }

    /** Every round starts from the first decision again, as a replayed journal does. */
    private int killWhileApplying(int decisions) throws Exception {
        Process writer = child("apply");
        int applied = 0;
        try (BufferedReader said = output(writer)) {
            String line = said.readLine();
            while (applied < decisions && line != null) {
                applied = Integer.parseInt(line);
                line = said.readLine();
            }
            // By its handle, as the process itself would close our end of the pipe at once.
            writer.toHandle().destroyForcibly();
        }
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return applied;
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    private static IndicatorKey key(int number) {
        return new IndicatorKey("web-" + number, "cpu_utilization", "");
    }

    private Process child(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        config.file().toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Prints how many decisions it has applied, and waits to be killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            CaseStore cases = CaseStores.open(CasesConfig.file(Path.of(arguments[0])), CLOCK);
            System.out.println(0);
            if (arguments[1].equals("hold")) {
                int unused = System.in.read();
            }
            for (int i = 0; ; i++) {
                cases.apply(List.of(opens(key(i), P3, "10:00", "10:15")));
                System.out.println(i + 1);
            }
        }
    }
}
