package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Prometheus on a port of its own. */
final class PrometheusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Running process;
    private final URI address;

    private PrometheusServer(Running process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * @param configuration of prometheus.yml
     */
    static PrometheusServer start(Path folder, String configuration)
            throws IOException, InterruptedException {
        String program = Running.needs("prometheus", "prometheus");
        int port = Running.freePort();
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        Running process =
                Running.start(
                        "prometheus",
                        folder,
                        Map.of(),
                        List.of(
                                program,
                                "--config.file=" + file,
                                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                                "--web.listen-address=127.0.0.1:" + port));
        URI address = URI.create("http://127.0.0.1:" + port);
        process.awaitAnswer(address.resolve("/-/ready"));
        return new PrometheusServer(process, address);
    }

    /** The result of an instant query. */
    JsonNode query(String query) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        String answer = Running.get(address.resolve("/api/v1/query?query=" + encoded));
        return JSON.readTree(answer).path("data").path("result");
    }

    /** Waits until the query has a result. */
    JsonNode await(String query) throws IOException, InterruptedException {
        process.await("result of " + query, () -> !query(query).isEmpty());
        return query(query);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
