package millwright.collector.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;
import millwright.config.Secret;

/**
 * An exporter that the collector asks itself.
 *
 * @param name what people call it; its label {@code job} too
 * @param labels of every series, such as host, environment and service
 * @param bodyMax of an answer; a larger one is a failure
 */
public record ScrapeConfig(
        String name,
        URI url,
        Duration interval,
        Duration timeout,
        ByteSize bodyMax,
        Map<String, String> labels,
        Optional<Secret> token) {
    static ScrapeConfig read(ConfigNode target) {
        URI url =
                target.uri("url")
                        .describedAs("Its address, such as http://db-07:9100/metrics")
                        .required("the exporter's address, such as http://db-07:9100/metrics");
        Duration interval =
                target.duration("interval")
                        .describedAs("How often it is asked")
                        .between(Duration.ofSeconds(1), Duration.ofMinutes(9))
                        .orElse(Duration.ofSeconds(15));
        Duration timeout =
                target.duration("timeout")
                        .describedAs("How long an answer may take, all of it")
                        .between(Duration.ofMillis(100), Duration.ofMinutes(1))
                        .orElse(Duration.ofSeconds(10));
        return new ScrapeConfig(
                target.text("name")
                        .describedAs("What people call it; the label job of its series")
                        .orElse(target.name()),
                url,
                interval,
                timeout,
                target.size("body_max")
                        .describedAs("The largest answer")
                        .between(ByteSize.kibibytes(64), ByteSize.mebibytes(256))
                        .orElse(ByteSize.mebibytes(16)),
                target.entries("labels")
                        .describedAs(
                                "Labels of its series: host names the machine where the address"
                                        + " does not, environment and service are tags")
                        .orElse(Map.of()),
                target.secret("token")
                        .describedAs("Sent as Authorization: Bearer; give it as token_file")
                        .optional());
    }

    /** What Prometheus would add, and what the site wants added. */
    Labels allLabels() {
        List<String> pairs = new ArrayList<>(List.of("job", name, "instance", url.getAuthority()));
        labels.forEach(
                (label, value) -> {
                    pairs.add(label);
                    pairs.add(value);
                });
        return new Labels(pairs);
    }
}
