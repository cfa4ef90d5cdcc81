package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Prometheus on a port of its own; it says which question it did not like. */
final class Prometheus implements AutoCloseable {
    private final Program server;
    private final Http http;

    private Prometheus(Program server, Http http) {
        this.server = server;
        this.http = http;
    }

    /**
     * Skips the test where the machine has none.
     *
     * @param folder what it keeps is in {@code tsdb} of it
     * @param configuration of prometheus.yml
     */
    static Prometheus start(Path folder, String configuration, String... options)
            throws IOException {
        Path program = Program.needed("prometheus");
        int port = Program.freePort();
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add("--config.file=" + file);
        command.add("--storage.tsdb.path=" + folder.resolve("tsdb"));
        command.add("--web.listen-address=127.0.0.1:" + port);
        command.addAll(List.of(options));
        Program server =
                Program.start(
                        folder.resolve("prometheus.log"), Map.of(), command.toArray(String[]::new));
        Http http = new Http(port);
        server.await("a Prometheus", () -> http.answers("/-/ready"));
        return new Prometheus(server, http);
    }

    /** Waits until the query has a result. @return that, as {@link #now} does */
    JsonNode await(String query) {
        server.await("a result of " + query, () -> !now(query).isEmpty());
        return now(query);
    }

    /** As of now. @return an array of series; each has {@code metric} and {@code value} */
    JsonNode now(String query) {
        return result(query, http.form("/api/v1/query", "query", query));
    }

    /**
     * @return an array of series; each has {@code metric} and {@code values}
     */
    JsonNode over(String query, Instant from, Instant to, Duration step) {
        return result(
                query,
                http.form(
                        "/api/v1/query_range",
                        "query",
                        query,
                        "start",
                        Long.toString(from.getEpochSecond()),
                        "end",
                        Long.toString(to.getEpochSecond()),
                        "step",
                        Long.toString(step.toSeconds())));
    }

    /**
     * @return an array of texts, or with {@code query_result} of series
     */
    JsonNode variable(String query) {
        if (query.startsWith("query_result(")) {
            return now(query.substring("query_result(".length(), query.length() - 1));
        }
        String[] parts =
                query.substring("label_values(".length(), query.length() - 1).split(", (?=\\w+$)");
        List<String> values =
                http.form("/api/v1/series", "match[]", parts[0])
                        .path("data")
                        .findValuesAsText(parts[1]);
        return new ObjectMapper().valueToTree(values);
    }

    private static JsonNode result(String query, JsonNode answer) {
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(query + " is refused: " + answer.path("error").asText());
        }
        return answer.path("data").path("result");
    }

    @Override
    public void close() {
        server.close();
    }
}
