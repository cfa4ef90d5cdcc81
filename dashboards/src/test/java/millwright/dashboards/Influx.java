package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Debian's InfluxDB with a month of hourly roll-ups, as the collector's history writes them: of a
 * field {@code f} there are {@code f_count}, {@code f_min}, {@code f_max}, {@code f_mean} and
 * {@code f_last}.
 */
final class Influx implements AutoCloseable {
    private static final Duration LENGTH = Duration.ofDays(30);
    private static final String DATABASE = "millwright_hourly";

    private final Http http;
    private final Program server;

    private Influx(Http http, Program server) {
        this.http = http;
        this.server = server;
    }

    /** Skips the test where the machine has none. */
    static Influx open(Path folder) throws IOException {
        Path influxd = Program.needed("influxd");
        int port = Program.freePort();
        Path config =
                Files.writeString(
                        folder.resolve("influxdb.conf"),
                        """
                        reporting-disabled = true
                        bind-address = "127.0.0.1:%d"
                        [meta]
                          dir = "%s/meta"
                        [data]
                          dir = "%s/data"
                          wal-dir = "%s/wal"
                        [http]
                          bind-address = "127.0.0.1:%d"
                          log-enabled = false
                        [monitor]
                          store-enabled = false
                        """
                                .formatted(Program.freePort(), folder, folder, folder, port));
        Http http = new Http(port);
        Program server =
                Program.start(
                        folder.resolve("influxd.log"),
                        Map.of(),
                        influxd.toString(),
                        "-config",
                        config.toString());
        Influx influx = new Influx(http, server);
        try {
            server.await("an InfluxDB", () -> http.answers("/ping"));
            influx.fill();
            return influx;
        } catch (RuntimeException | Error e) {
            influx.close();
            throw e;
        }
    }

    private void fill() {
        http.form("/query", "q", "CREATE DATABASE " + DATABASE);
        Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
        ReplayedWeek week = new ReplayedWeek(end);
        for (Instant day = end.minus(LENGTH);
                day.isBefore(end);
                day = day.plus(1, ChronoUnit.DAYS)) {
            StringBuilder lines = new StringBuilder();
            for (int hour = 0; hour < 24; hour++) {
                lines.append(week.hour(day.plus(hour, ChronoUnit.HOURS)));
            }
            http.post("/write?precision=s&db=" + DATABASE, lines.toString());
        }
    }

    /**
     * @param query with Grafana's variables
     * @return an array of series; each has {@code tags}, {@code columns} and {@code values}
     */
    JsonNode answer(String query) {
        return answer(query, ".*");
    }

    JsonNode answer(String query, String host) {
        String filled = Filled.influxQl(query, host, LENGTH, Duration.ofHours(6));
        JsonNode answer =
                http.form("/query", "db", DATABASE, "epoch", "s", "q", filled)
                        .path("results")
                        .path(0);
        if (answer.has("error")) {
            throw new AssertionError(filled + " is refused: " + answer.path("error").asText());
        }
        return answer.path("series");
    }

    @Override
    public void close() {
        server.close();
    }
}
