package millwright.agent.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetDownException.Reason;
import millwright.agent.sample.SampleLine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What holds for every kind of database, against a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600) // nothing here takes as long; a server that never says what a test waits for does
abstract class DatabaseContract {
    static final String AGENT = "millwright";
    static final String AGENT_PASSWORD = "s3cret-Agent";
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private RealServer server;
    private final List<AutoCloseable> open = new ArrayList<>();

    abstract RealServer serve() throws Exception;

    /** The script that makes the agent's user. */
    abstract String script();

    /** What the server itself says of its open connections, all of them. */
    abstract String countConnections();

    /** What it lets an ordinary user open. */
    abstract long connectionsMax();

    /** How many sessions wait for a lock, as the server itself says. */
    abstract String countBlocked();

    /** Makes a user without any right. */
    abstract String[] ordinaryUser(String name, String password);

    /** Questions that such a user may not ask. */
    abstract List<String> notPermitted();

    abstract String sleep(int seconds);

    RealServer server() {
        return server;
    }

    @BeforeAll
    void start() throws Exception {
        server = serve();
        server.grant(script(), AGENT_PASSWORD);
        server.execute(ordinaryUser("app", "s3cret-App"));
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        open.clear();
    }

    <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    Asking agent(Query... queries) {
        return agent(AMPLE, queries);
    }

    private Asking agent(Duration timeout, Query... queries) {
        return opened(
                new Asking(server.kind(), server.url(), AGENT, AGENT_PASSWORD, timeout, queries));
    }

    Connection session() throws SQLException {
        return opened(server.connect("app", "s3cret-App"));
    }

    Connection admin() throws SQLException {
        return opened(server.admin());
    }

    /** No other session is open, not even one that the server has yet to forget. */
    private Connection aloneWithTheServer() throws SQLException {
        Connection admin = admin();
        until(admin, countConnections(), 1);
        return admin;
    }

    /** Asks the server until it says so. */
    static void until(Connection admin, String sql, long expected) throws SQLException {
        while (RealServer.number(admin, sql) != expected) {
            if (Thread.interrupted()) {
                throw new IllegalStateException("it never became %d: %s".formatted(expected, sql));
            }
        }
    }

    @Test
    void connectionsPast80PercentAreCountedAsTheServerItselfCountsThem() throws Exception {
        Connection admin = aloneWithTheServer();
        long wanted = connectionsMax() * 85 / 100;
        while (RealServer.number(admin, countConnections()) < wanted) {
            session();
        }
        long all = RealServer.number(admin, countConnections());
        Asking agent = agent();
        agent.read();
        assertThat(RealServer.number(admin, countConnections()))
                .as("the agent's own is one more")
                .isEqualTo(all + 1);
        assertThat(agent.number("db_connections", "used")).isEqualTo((double) all);
        assertThat(agent.number("db_connections", "max")).isEqualTo((double) connectionsMax());
        assertThat(agent.number("db_connections", "used_percent"))
                .isGreaterThan(80)
                .isEqualTo(Math.round(100_000.0 * all / connectionsMax()) / 1000.0);
        assertThat(agent.line("db_connections").tags())
                .containsEntry("server", "erp")
                .containsEntry("kind", server.kind().word());
        double sessions =
                agent.lines("db_sessions").stream()
                        .mapToDouble(line -> ((Number) line.fields().get("sessions")).doubleValue())
                        .sum();
        assertThat(sessions).isEqualTo((double) all);
    }

    @Test
    void theAgentKeepsOneConnectionAndCountsItNever() throws Exception {
        Connection admin = aloneWithTheServer();
        Asking agent = agent();
        for (int i = 0; i < 3; i++) {
            agent.read();
            assertThat(agent.number("db_connections", "used")).isEqualTo(1); // the test's own
            assertThat(RealServer.number(admin, countConnections())).isEqualTo(2);
            assertThat(agent.sockets()).isEqualTo(1);
        }
        assertThat(agent.failing()).isEmpty();
        assertThat(agent.number("db_queries", "failing")).isZero();
    }

    @Test
    void whenNoConnectionIsLeftForTheAgentThatIs100Percent() throws Exception {
        Connection admin = aloneWithTheServer();
        boolean isFull = false;
        while (!isFull) {
            try {
                session();
            } catch (SQLException full) {
                isFull = true;
            }
        }
        assertThat(RealServer.number(admin, countConnections()))
                .isGreaterThanOrEqualTo(connectionsMax());
        Asking agent = agent();
        assertThat(agent.readDown().reason()).isEqualTo(Reason.REFUSED);
        assertThat(agent.number("db_connections", "used_percent")).isEqualTo(100);
        assertThat(agent.sockets()).isZero();
    }

    @Test
    void aBlockedSessionIsSeenWithItsWait() throws Exception {
        server.execute("DELETE FROM shop.stock", "INSERT INTO shop.stock VALUES (1, 10)");
        Connection admin = admin();
        Connection holder = session();
        holder.setAutoCommit(false);
        Connection waiter = session();
        Asking agent = agent();
        agent.read();
        assertThat(agent.number("db_blocking", "blocked")).isZero();
        assertThat(agent.number("db_blocking", "longest_wait_seconds")).isZero();
        String update = "UPDATE shop.stock SET count = count - 1 WHERE id = 1";
        execute(holder, update);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(waiter, update));
        until(admin, countBlocked(), 1);
        agent.read();
        assertThat(agent.number("db_blocking", "blocked")).isEqualTo(1);
        assertThat(agent.number("db_blocking", "longest_wait_seconds")).isPositive();
        assertThat(agent.number("db_transactions", "open")).isEqualTo(2);
        assertThat(agent.number("db_transactions", "longest_seconds")).isPositive();
        holder.commit();
        waiting.get();
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ratesAreTheGrowthFromOneReadingToTheNext() throws Exception {
        Asking agent = agent();
        agent.read();
        assertThat(agent.line("db_throughput").fields())
                .doesNotContainKey("transactions_per_second");
        double before = agent.number("db_throughput", "transactions");
        agent.read();
        double grown = agent.number("db_throughput", "transactions") - before;
        assertThat(agent.number("db_throughput", "transactions_per_second"))
                .isEqualTo(Math.round(grown / 60 * 1000) / 1000.0); // a minute apart
    }

    @Test
    void sizesAreThereAndNotAskedEachMinute() throws Exception {
        Asking agent = agent();
        agent.read();
        assertThat(agent.lines("db_database"))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat((long) line.fields().get("size_bytes")).isPositive());
        agent.read();
        assertThat(agent.lines("db_database")).isEmpty();
    }

    @Test
    void aWrongPasswordIsToldAsSuch() throws Exception {
        Asking agent =
                opened(new Asking(server.kind(), server.url(), AGENT, "s3cret-Wrong", AMPLE));
        assertThat(agent.readDown())
                .hasMessageNotContaining("s3cret")
                .satisfies(
                        down ->
                                assertThat(down)
                                        .extracting("reason")
                                        .isEqualTo(Reason.AUTHENTICATION));
        assertThat(agent.sockets()).isZero();
    }

    @Test
    void aServerThatStandsStillInTheMiddleCostsTheTimeoutAndNothingElse() throws Exception {
        Asking agent = agent(Duration.ofSeconds(4));
        agent.read();
        server.freeze();
        try {
            for (int i = 0; i < 2; i++) {
                assertThat(agent.readDown().reason()).isEqualTo(Reason.TIMED_OUT);
                assertThat(agent.sockets()).isZero();
            }
        } finally {
            server.thaw();
        }
        readUntilUp(agent);
    }

    @Test
    void aServerThatIsKilledIsDownAndThenUpAgain() throws Exception {
        Asking agent = agent(Duration.ofSeconds(4));
        agent.read();
        server.killAtOnce();
        assertThat(agent.readDown().reason()).isIn(Reason.REFUSED, Reason.CONNECTION_LOST);
        assertThat(agent.readDown().reason()).isEqualTo(Reason.REFUSED);
        assertThat(agent.sockets()).isZero();
        server.start();
        readUntilUp(agent);
        assertThat(agent.sockets()).isEqualTo(1);
    }

    /** A busy machine may make it miss one more. */
    private static void readUntilUp(Asking agent) {
        boolean isUp = false;
        while (!isUp) {
            try {
                agent.read();
                isUp = true;
            } catch (TargetDownException slow) {
                assertThat(Thread.interrupted()).isFalse();
                assertThat(slow.reason()).isNotEqualTo(Reason.AUTHENTICATION);
            }
        }
    }

    @Test
    void aSitesOwnQueryGivesItsColumns() throws Exception {
        server.execute(
                "DELETE FROM shop.stock", "INSERT INTO shop.stock VALUES (1, 10), (2, 3), (7, 5)");
        Query own =
                Query.own(
                        "stock",
                        "SELECT CASE WHEN id < 5 THEN 'kuwait' ELSE 'basra' END AS shop,"
                                + " count(*) AS articles, avg(count) AS average, max(NULL) AS none"
                                + " FROM shop.stock GROUP BY 1 ORDER BY 1",
                        List.of("articles", "average"),
                        List.of("shop"),
                        Duration.ofMinutes(2));
        Asking agent = agent(own);
        agent.read();
        List<SampleLine> lines = agent.lines("db_stock");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).tags())
                .containsEntry("shop", "basra")
                .containsEntry("server", "erp");
        assertThat(lines.get(1).fields())
                .containsOnly(
                        org.assertj.core.api.Assertions.entry("articles", 2L),
                        org.assertj.core.api.Assertions.entry("average", 6.5));
        agent.read();
        assertThat(agent.lines("db_stock")).as("every two minutes only").isEmpty();
    }

    @Test
    void anOwnQueryThatIsNoGoodDoesNotTakeTheOthersDown() throws Exception {
        String numbers =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 201) ";
        Asking agent =
                agent(
                        own("typo", "SELEKT 1 AS value"),
                        own("missing", "SELECT 1 AS other"),
                        own("words", "SELECT 'not a number' AS value"),
                        own("twins", "SELECT 1 AS value UNION ALL SELECT 2"),
                        own("rows", numbers + "SELECT i AS value FROM n"),
                        own("writes", "DELETE FROM shop.stock"),
                        own("good", "SELECT 42 AS value"));
        agent.read();
        assertThat(agent.failing()).isEqualTo("typo missing words twins rows writes");
        assertThat(agent.number("db_good", "value")).isEqualTo(42);
        assertThat(agent.lines("db_connections")).hasSize(1);
    }

    static Query own(String name, String sql) {
        return Query.own(name, sql, List.of("value"), List.of(), Duration.ZERO);
    }

    @Test
    void notEvenAUserWhoMayWriteCanWrite() throws Exception {
        Asking agent =
                opened(
                        new Asking(
                                server.kind(),
                                server.url(),
                                RealServer.ADMIN,
                                RealServer.PASSWORD,
                                AMPLE,
                                own("writes", "INSERT INTO shop.stock VALUES (99, 1)")));
        agent.read();
        assertThat(agent.failing()).isEqualTo("writes");
    }

    @Test
    void aSlowQueryIsEndedByTheServerAndTheRestIsKept() throws Exception {
        Asking agent =
                agent(
                        Duration.ofSeconds(8),
                        own("slow", sleep(60)),
                        own("good", "SELECT 1 AS value"));
        agent.read();
        assertThat(agent.failing()).isEqualTo("slow");
        assertThat(agent.lines("db_good")).hasSize(1);
        assertThat(agent.lines("db_connections")).hasSize(1);
    }

    @Test
    void anAnswerOfManyMegabytesEndsTheReading() throws Exception {
        Asking agent = agent(own("huge", "SELECT repeat('9', 8000000) AS value"));
        assertThat(agent.readDown().reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(agent.lines("db_connections")).as("what came before it").hasSize(1);
        assertThat(agent.sockets()).isZero();
    }

    @Test
    void withoutRightsTheTargetIsUpAndSaysWhatItMayNotAsk() throws Exception {
        Asking agent = opened(new Asking(server.kind(), server.url(), "app", "s3cret-App", AMPLE));
        agent.read();
        assertThat(agent.failing().split(" ")).containsExactlyElementsOf(notPermitted());
        assertThat(agent.lines("db_throughput")).hasSize(1);
        assertThat(agent.lines("db_sessions")).as("what would look like an idle server").isEmpty();
    }

    @Test
    void aDatabaseThatIsNotThereIsNoCrash() throws Exception {
        String url =
                server.url().contains("/postgres")
                        ? server.url().replace("/postgres", "/nowhere")
                        : server.url().replace("/?", "/nowhere?");
        Asking agent = opened(new Asking(server.kind(), url, AGENT, AGENT_PASSWORD, AMPLE));
        assertThat(agent.readDown().reason()).isEqualTo(Reason.PERMISSION);
        assertThat(agent.sockets()).isZero();
    }
}
