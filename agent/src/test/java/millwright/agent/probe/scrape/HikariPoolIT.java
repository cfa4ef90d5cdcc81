package millwright.agent.probe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.prometheus.PrometheusMetricsTrackerFactory;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import millwright.agent.probe.fetch.Probing;
import millwright.agent.probe.fetch.Probing.Outcome;
import org.junit.jupiter.api.Test;

/** Against an application with a real HikariCP: what we say is what the pool itself says. */
@SuppressWarnings("deprecation") // the simpleclient registry, as applications still use it
class HikariPoolIT {
    private static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");
    private static final int SIZE = 3;

    private final CollectorRegistry collectors = new CollectorRegistry();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders");
        config.setJdbcUrl("jdbc:h2:mem:orders");
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(SIZE);
        config.setConnectionTimeout(TimeUnit.MINUTES.toMillis(5));
        return config;
    }

    private HTTPServer endpoint() throws IOException {
        return new HTTPServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), collectors, true);
    }

    private static Probing probing(HTTPServer endpoint, String more) {
        return new Probing(
                PrometheusTargets::read,
                "prometheus: [{name: erp, timeout: 60s, url: 'http://127.0.0.1:%d/metrics'%s}]"
                        .formatted(endpoint.getPort(), more));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited a minute").isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /**
     * Scrapes until we say what the pool says: HikariCP's metrics show its state of up to a second
     * ago.
     *
     * @return all scrapes, the last of which agrees
     */
    private static List<Outcome> scrapeUntilSame(HikariPoolMXBean pool, Probing probing) {
        List<Outcome> outcomes = new ArrayList<>();
        await(
                () -> {
                    outcomes.add(probing.probe(AT));
                    return figures(outcomes).entrySet().containsAll(figures(pool).entrySet());
                });
        assertThat(outcomes.get(0).only("connection_pool").tags())
                .isEqualTo(Map.of("target", "erp", "pool", "orders"));
        return outcomes;
    }

    private static Map<String, Object> figures(List<Outcome> outcomes) {
        Outcome last = outcomes.get(outcomes.size() - 1);
        assertThat(last.state()).isEqualTo("up");
        return last.only("connection_pool").fields();
    }

    private static Map<String, Object> figures(HikariPoolMXBean pool) {
        return Map.of(
                "active",
                (long) pool.getActiveConnections(),
                "idle",
                (long) pool.getIdleConnections(),
                "pending",
                (long) pool.getThreadsAwaitingConnection(),
                "max",
                (long) SIZE,
                "used_percent",
                100.0 * pool.getActiveConnections() / SIZE);
    }

    /** What the scrapes say of the waits between them. */
    private static List<Double> waits(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(each -> each.only("connection_pool").fields().get("wait_seconds"))
                .filter(Objects::nonNull)
                .map(Double.class::cast)
                .toList();
    }

    @Test
    void aPoolUnderLoadAndExhaustedIsWhatItsOwnBeanSays() throws Exception {
        HikariConfig config = config();
        config.setMetricRegistry(meters);
        try (HikariDataSource source = new HikariDataSource(config);
                HTTPServer endpoint = endpoint();
                Probing probing = probing(endpoint, "")) {
            HikariPoolMXBean pool = source.getHikariPoolMXBean();
            await(() -> pool.getIdleConnections() == SIZE);
            scrapeUntilSame(pool, probing);

            List<Connection> taken = new ArrayList<>();
            taken.add(source.getConnection());
            taken.add(source.getConnection());
            List<Outcome> loaded = scrapeUntilSame(pool, probing);
            assertThat(figures(loaded)).containsEntry("active", 2L).containsEntry("idle", 1L);
            assertThat(waits(loaded)).hasSize(1).allMatch(seconds -> seconds >= 0);

            taken.add(source.getConnection());
            Thread first = waiter(source);
            Thread second = waiter(source);
            await(() -> pool.getThreadsAwaitingConnection() == 2);
            List<Outcome> exhausted = scrapeUntilSame(pool, probing);
            assertThat(figures(exhausted))
                    .containsEntry("active", 3L)
                    .containsEntry("idle", 0L)
                    .containsEntry("pending", 2L)
                    .containsEntry("used_percent", 100.0);

            for (Connection each : taken) {
                each.close();
            }
            first.join();
            second.join();
            await(() -> pool.getIdleConnections() == SIZE);
            List<Outcome> relaxed = scrapeUntilSame(pool, probing);
            assertThat(waits(relaxed)).hasSize(1).allMatch(seconds -> seconds > 0);
        }
    }

    /** Waits for a connection and gives it back. */
    private static Thread waiter(HikariDataSource source) {
        Thread thread =
                new Thread(
                        () -> {
                            try (Connection connection = source.getConnection()) {
                                connection.getCatalog();
                            } catch (SQLException broken) {
                                throw new IllegalStateException(broken);
                            }
                        });
        thread.start();
        return thread;
    }

    @Test
    void whoWaitsInVainIsCounted() throws Exception {
        HikariConfig config = config();
        config.setMetricRegistry(meters);
        config.setConnectionTimeout(1000);
        try (HikariDataSource source = new HikariDataSource(config);
                HTTPServer endpoint = endpoint();
                Probing probing = probing(endpoint, "")) {
            await(() -> source.getHikariPoolMXBean().getIdleConnections() == SIZE);
            for (int i = 0; i < SIZE; i++) {
                takeAndKeep(source);
            }
            assertThat(probing.probe(AT).field("connection_pool", "timeouts")).isEqualTo(0L);
            assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
            assertThat(probing.probe(AT).field("connection_pool", "timeouts")).isEqualTo(1L);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the pool closes it
    private static void takeAndKeep(HikariDataSource source) throws SQLException {
        source.getConnection();
    }

    @Test
    void theNamesOfHikarisOwnTrackerAreKnownToo() throws Exception {
        HikariConfig config = config();
        config.setMetricsTrackerFactory(new PrometheusMetricsTrackerFactory(collectors));
        try (HikariDataSource source = new HikariDataSource(config);
                HTTPServer endpoint = endpoint();
                Probing probing = probing(endpoint, ", pools: [hikaricp_simpleclient]")) {
            HikariPoolMXBean pool = source.getHikariPoolMXBean();
            await(() -> pool.getIdleConnections() == SIZE);
            scrapeUntilSame(pool, probing);
            try (Connection taken = source.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                List<Outcome> outcomes = scrapeUntilSame(pool, probing);
                assertThat(figures(outcomes)).containsEntry("active", 1L);
                assertThat(waits(outcomes))
                        .singleElement()
                        .satisfies(it -> assertThat(it).isBetween(0.0, 60.0)); // no nanoseconds
            }
        }
    }

    @Test
    void requestsTimedByMicrometerAreCountedWithTheirPercentile() throws Exception {
        try (HTTPServer endpoint = endpoint();
                Probing probing = probing(endpoint, "")) {
            Timer good = requests("200");
            Timer bad = requests("500");
            good.record(Duration.ofMillis(10));
            bad.record(Duration.ofMillis(10));
            assertThat(probing.probe(AT).words())
                    .containsExactly("http_requests{service=erp, target=erp} requests=2 errors=1");
            for (int i = 0; i < 90; i++) {
                good.record(Duration.ofMillis(100));
            }
            for (int i = 0; i < 10; i++) {
                bad.record(Duration.ofSeconds(4));
            }
            Outcome outcome = probing.probe(AT);
            assertThat(outcome.only("http_requests").fields())
                    .containsEntry("requests", 102L)
                    .containsEntry("errors", 11L);
            // the 95th is one of those of 4 s; Micrometer's bucket around it is from 3.58 to 4.29
            assertThat((Double) outcome.field("http_requests", "p95_seconds")).isBetween(3.5, 4.4);
        }
    }

    private Timer requests(String status) {
        return Timer.builder("http.server.requests")
                .tag("status", status)
                .tag("uri", "/orders")
                .publishPercentileHistogram()
                .register(meters);
    }
}
