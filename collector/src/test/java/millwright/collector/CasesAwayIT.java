package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.collector.cases.CasesConfig;
import millwright.collector.cases.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector whose database server stops in the middle and comes back. */
class CasesAwayIT {
    @TempDir private Path folder;

    @Test
    void whatIsDecidedMeanwhileWaitsAndSamplesAreTaken() throws Exception {
        try (PostgresServer server = PostgresServer.open()) {
            CasesConfig cases = server.database();
            Map<String, String> environment =
                    Map.of(
                            "MILLWRIGHT_CASES_URL", cases.url(),
                            "MILLWRIGHT_CASES_USER", cases.user(),
                            "MILLWRIGHT_CASES_PASSWORD", cases.password(),
                            "MILLWRIGHT_CASES_QUERY_TIMEOUT", "1s");
            try (RunningCollector collector =
                    RunningCollector.start(folder.resolve("data"), environment)) {
                assertThat(collector.write(fullDisk("db-01"), "s")).isEqualTo(204);
                awaitTicket(collector, "db-01");
                assertThat(collector.status("/health/ready")).isEqualTo(200);

                server.stopAtOnce();
                assertThat(collector.write(fullDisk("db-02"), "s")).isEqualTo(204);
                RunningCollector.await(
                        "the collector says so", () -> collector.status("/health/ready") == 503);
                assertThat(collector.get("/health/ready"))
                        .contains("\"cases\"")
                        .contains("decisions wait, nothing is lost");
                assertThat(collector.status("/api/v1/tickets")).isEqualTo(503);
                assertThat(collector.get("/api/v1/tickets"))
                        .contains("\"title\":\"Database away\"")
                        .contains("Try again soon");
                assertThat(collector.status("/tickets")).isEqualTo(503);
                assertThat(collector.get("/tickets"))
                        .contains("The database of the tickets does not answer");
                assertThat(collector.status("/api/v1/hosts")).isEqualTo(200);
                assertThat(collector.write(fullDisk("db-03"), "s")).isEqualTo(204);

                server.start();
                awaitTicket(collector, "db-02");
                awaitTicket(collector, "db-03");
                RunningCollector.await(
                        "the collector is ready again",
                        () -> collector.status("/health/ready") == 200);
                assertThat(tickets(collector)).isEqualTo(3);
                assertThat(collector.stop()).isZero();
            }
        }
    }

    private static void awaitTicket(RunningCollector collector, String host) {
        RunningCollector.await(
                "a ticket of " + host,
                () ->
                        collector
                                .get("/api/v1/tickets?indicator=disk_free&host=" + host)
                                .contains("\"total\":1"));
    }

    private static int tickets(RunningCollector collector) {
        Matcher total =
                Pattern.compile("\"total\":(\\d+)").matcher(collector.get("/api/v1/tickets"));
        return total.find() ? Integer.parseInt(total.group(1)) : -1;
    }

    private static String fullDisk(String host) {
        return "disk,host=%s,path=/var used_percent=85 %d"
                .formatted(host, Instant.now().getEpochSecond());
    }
}
