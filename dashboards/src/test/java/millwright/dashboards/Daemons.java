package millwright.dashboards;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Our own two daemons, as the tests want them. */
final class Daemons {
    private Daemons() {}

    /** A collector that takes samples from anybody. */
    static Running collector(Path folder, int port, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("MILLWRIGHT_DATA", folder.resolve("collector").toString());
        environment.put("MILLWRIGHT_HTTP_LISTEN", "127.0.0.1:" + port);
        environment.put("MILLWRIGHT_INGEST_OPEN", "true");
        environment.putAll(more);
        return Running.java("collector", folder, environment, "millwright.collector.Main", "run")
                .awaitAnswer(address(port).resolve("/health/ready"));
    }

    /**
     * An agent that measures every second or so.
     *
     * @param metrics where it listens, such as {@code 127.0.0.1:9480}
     */
    static Running agent(Path folder, String host, int collectorPort, String metrics)
            throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("agent.yaml"),
                        """
                        host: %s
                        data: %s
                        tags: {environment: production, service: shop}
                        delivery: {collector: 'http://127.0.0.1:%d', interval: 1s}
                        metrics: {listen: '%s', advertise: '%s'}
                        samplers:
                          spread: false
                          cpu: {interval: 5s}
                          mem: {interval: 5s}
                          disk: {interval: 5s}
                        """
                                .formatted(
                                        host,
                                        folder.resolve("agent"),
                                        collectorPort,
                                        metrics,
                                        metrics));
        return Running.java(
                "agent",
                folder,
                Map.of(),
                "millwright.agent.Main",
                "run",
                "--config",
                file.toString());
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
