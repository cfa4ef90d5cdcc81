package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Our own two daemons, as the tests want them. */
final class Daemons {
    private Daemons() {}

    /** A collector that takes samples from anybody and answers. Its data is in {@link #data}. */
    static Program collector(Path folder, int port, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("MILLWRIGHT_DATA", data(folder).toString());
        environment.put("MILLWRIGHT_HTTP_LISTEN", "127.0.0.1:" + port);
        environment.put("MILLWRIGHT_INGEST_OPEN", "true");
        environment.putAll(more);
        Program collector =
                Program.java(
                        folder.resolve("collector.log"),
                        environment,
                        "millwright.collector.Main",
                        "run");
        Http http = new Http(port);
        collector.await("a collector", () -> http.answers("/health/ready"));
        return collector;
    }

    /**
     * For {@link #collector}: the shipped limits, but for one.
     *
     * @param shipped part of its row
     * @param changed what that part is instead
     */
    static Map<String, String> limits(Path folder, String shipped, String changed)
            throws IOException {
        String all;
        try (InputStream in =
                Daemons.class.getResourceAsStream("/millwright/rules/thresholds.csv")) {
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(all).as("the row has changed").contains(shipped);
        Path file =
                Files.writeString(folder.resolve("thresholds.csv"), all.replace(shipped, changed));
        return Map.of("MILLWRIGHT_RULES_THRESHOLDS", file.toString());
    }

    static Path data(Path folder) {
        return folder.resolve("collector");
    }

    /**
     * An agent that measures every few seconds.
     *
     * @param tags of its samples, such as {@code environment: test}
     * @param metricsPort where its {@code /metrics} are, which it also tells the collector
     */
    static Program agent(Path folder, String host, String tags, int collectorPort, int metricsPort)
            throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("agent.yaml"),
                        """
                        host: %s
                        data: %s
                        tags: {%s}
                        delivery: {collector: 'http://127.0.0.1:%d', interval: 1s}
                        metrics: {listen: '127.0.0.1:%5$d', advertise: '127.0.0.1:%5$d'}
                        samplers:
                          spread: false
                          cpu: {interval: 1s}
                          mem: {interval: 1s}
                          disk: {interval: 1s}
                        """
                                .formatted(
                                        host,
                                        folder.resolve("agent"),
                                        tags,
                                        collectorPort,
                                        metricsPort));
        return Program.java(
                folder.resolve("agent.log"),
                Map.of(),
                "millwright.agent.Main",
                "run",
                "--config",
                file.toString());
    }
}
