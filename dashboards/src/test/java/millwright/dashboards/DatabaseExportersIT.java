package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL and a MariaDB, seen by Debian's exporters and a Prometheus that sends on what they
 * say: the share of their connections is what they say themselves, and one that stops is a ticket.
 */
@Timeout(300)
class DatabaseExportersIT {
    private static final String PG_HOST = "db-07";
    private static final String MARIA_HOST = "db-08";

    /** What an exporter itself has open while it asks. */
    private static final int OWN_MAX = 3;

    @TempDir private Path folder;
    private final int port = Program.freePort();
    private final int pgPort = Program.freePort();
    private final int mariaPort = Program.freePort();
    private final Http collector = new Http(port);

    /** Opens one more session. */
    private interface Sessions {
        Connection open() throws SQLException;
    }

    @Test
    void connectionsAreWhatTheDatabaseCountsAndOneThatStopsIsATicket() throws Exception {
        Path pgExporter = Program.needed("prometheus-postgres-exporter", "postgres_exporter");
        Path mariaExporter = Program.needed("prometheus-mysqld-exporter", "mysqld_exporter");
        try (PostgreSql postgres = PostgreSql.start(folder);
                MariaDb maria = MariaDb.start(folder);
                Program collecting = Daemons.collector(folder, port, impatientLimits());
                Program pgAsks = postgresExporter(pgExporter, postgres);
                Program mariaAsks = mysqldExporter(mariaExporter, maria);
                Prometheus prometheus = Prometheus.start(folder, configuration())) {
            prometheus.await("pg_up == 1");
            prometheus.await("mysql_up == 1");
            assertThat(pgAsks).isNotSameAs(mariaAsks);
            compare(
                    collecting,
                    PG_HOST,
                    pgPort,
                    PostgreSql.CONNECTIONS_MAX,
                    postgres::connect,
                    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
            compare(
                    collecting,
                    MARIA_HOST,
                    mariaPort,
                    MariaDb.CONNECTIONS_MAX,
                    maria::connect,
                    "SELECT variable_value FROM information_schema.global_status"
                            + " WHERE variable_name = 'THREADS_CONNECTED'");
            isUp(collecting, PG_HOST, "postgresql/127.0.0.1:" + pgPort, 1);
            isUp(collecting, MARIA_HOST, "mysql/127.0.0.1:" + mariaPort, 1);
            assertThat(tickets(PG_HOST) + tickets(MARIA_HOST)).doesNotContain("target_up");

            postgres.stop();
            maria.stop();
            isUp(collecting, PG_HOST, "postgresql/127.0.0.1:" + pgPort, 0);
            isUp(collecting, MARIA_HOST, "mysql/127.0.0.1:" + mariaPort, 0);
            for (String host : new String[] {PG_HOST, MARIA_HOST}) {
                collecting.await(
                        () -> "a ticket of " + host + ": " + tickets(host),
                        () -> tickets(host).contains("target_up"));
            }
        }
    }

    /** With five of ours, and with five more. */
    private void compare(
            Program collecting,
            String host,
            int exporterPort,
            int most,
            Sessions sessions,
            String count)
            throws SQLException {
        String resource = "127.0.0.1:" + exporterPort;
        Deque<Connection> ours = new ArrayDeque<>();
        try {
            for (int wanted = 5; wanted <= 10; wanted += 5) {
                while (ours.size() < wanted) {
                    ours.push(sessions.open());
                }
                int held = wanted;
                collecting.await(
                        () -> "%d connections of %s: %s".formatted(held, host, indicators(host)),
                        () -> isBetween(value(host, "database_connections", resource), most, held));
                double used = value(host, "database_connections", resource).orElseThrow();
                double seen = used * most / 100;
                assertThat(seen).isCloseTo(Math.rint(seen), within(1e-6));
                assertThat(seen)
                        .as("the database itself counts so many when the exporter is not asking")
                        .isCloseTo(number(ours.element(), count), within((double) OWN_MAX));
            }
        } finally {
            for (Connection one : ours) {
                one.close();
            }
        }
    }

    private static boolean isBetween(OptionalDouble percent, int most, int held) {
        return percent.isPresent()
                && percent.getAsDouble() * most / 100 > held + 0.5
                && percent.getAsDouble() * most / 100 < held + OWN_MAX + 0.5;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void isUp(Program collecting, String host, String resource, double up) {
        collecting.await(
                () -> "target_up %s of %s: %s".formatted(up, resource, indicators(host)),
                () -> value(host, "target_up", resource).orElse(-1) == up);
    }

    private OptionalDouble value(String host, String indicator, String resource) {
        for (JsonNode one : indicators(host).path("items")) {
            if (one.path("indicator").asText().equals(indicator)
                    && one.path("resource").asText().equals(resource)
                    && one.has("value")) {
                return OptionalDouble.of(one.path("value").asDouble());
            }
        }
        return OptionalDouble.empty();
    }

    private JsonNode indicators(String host) {
        return collector.json("/api/v1/indicators?host=" + host);
    }

    private String tickets(String host) {
        return collector.get("/api/v1/tickets?host=" + host);
    }

    /** The shipped limits, but a target is down at once and not after five minutes. */
    private Map<String, String> impatientLimits() throws IOException {
        return Daemons.limits(folder, "target_up,*,*,*,1,< 1,5 min,", "target_up,*,*,*,1,< 1,0,");
    }

    private Program postgresExporter(Path program, PostgreSql database) throws IOException {
        return Program.start(
                folder.resolve("postgres_exporter.log"),
                Map.of("DATA_SOURCE_NAME", database.dataSourceName()),
                program.toString(),
                "--web.listen-address=127.0.0.1:" + pgPort);
    }

    private Program mysqldExporter(Path program, MariaDb database) throws IOException {
        return Program.start(
                folder.resolve("mysqld_exporter.log"),
                Map.of(),
                program.toString(),
                "--config.my-cnf=" + database.clientFile(folder),
                "--web.listen-address=127.0.0.1:" + mariaPort);
    }

    /**
     * Sends on what docs/prometheus.md says that is of use. Debian's postgres_exporter tries for a
     * second before it says that its database is down, which is not to be the timeout.
     */
    private String configuration() {
        return """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: postgres
            scrape_interval: 3s
            scrape_timeout: 3s
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {host: %s, environment: production}
          - job_name: mysql
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {host: %s, environment: production}
        remote_write:
          - url: http://127.0.0.1:%d/api/v1/prometheus/write
            queue_config: {batch_send_deadline: 1s}
            write_relabel_configs:
              - {source_labels: [__name__], regex: "node_.*|windows_.*|pg_.*|mysql_.*|mssql_.*", action: keep}
        """
                .formatted(pgPort, PG_HOST, mariaPort, MARIA_HOST, port);
    }
}
