package millwright.agent.deliver;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static millwright.config.ByteSize.gibibytes;
import static millwright.config.ByteSize.mebibytes;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;
import millwright.config.Secret;
import millwright.config.Value;

/**
 * Where samples go, and how.
 *
 * @param collectors their base addresses, one at least; tried in turn
 * @param token of the configuration; empty for an enrolled host, or a collector that asks for none
 * @param interval from one batch to the next
 * @param batchLinesMax a batch goes early when it has as many lines
 * @param timeout for one request, connecting included
 * @param retryMax the longest wait after failures
 * @param spoolMax bytes that may wait on disk
 * @param spoolAgeMax samples that have waited for longer are dropped
 * @param catchupRate samples of a backlog a second
 * @param stopTimeout for the last batch when the agent stops
 */
public record DeliveryConfig(
        List<URI> collectors,
        Optional<Secret> token,
        Duration interval,
        int batchLinesMax,
        Duration timeout,
        Duration retryMax,
        ByteSize spoolMax,
        Duration spoolAgeMax,
        int catchupRate,
        Duration stopTimeout) {

    public DeliveryConfig {
        collectors = List.copyOf(collectors);
    }

    /**
     * @param enrolled the collectors that this host was enrolled with, which serve where neither a
     *     token nor another collector is configured
     */
    public static DeliveryConfig read(ConfigNode delivery, List<URI> enrolled) {
        delivery.describedAs(
                "How samples travel to the collector. Each host delivers at a moment of its own"
                        + " within the interval, which its name decides.");
        Optional<Secret> token =
                delivery.secret("token")
                        .describedAs(
                                "for a collector that knows one token of all; an enrolled host has"
                                        + " a credential of its own, and this wins over it")
                        .optional();
        return new DeliveryConfig(
                collectors(delivery, token.isEmpty() ? enrolled : List.of()),
                token,
                delivery.duration("interval")
                        .between(ofSeconds(1), ofHours(1))
                        .describedAs("from one batch to the next")
                        .orElse(ofSeconds(10)),
                delivery.integer("batch_lines_max")
                        .between(100, 100_000)
                        .describedAs("a batch with as many lines goes at once")
                        .orElse(5_000),
                delivery.duration("timeout")
                        .between(ofMillis(500), ofMinutes(5))
                        .describedAs("for one request, connecting included")
                        .orElse(ofSeconds(10)),
                delivery.duration("retry_max")
                        .between(ofSeconds(1), ofHours(1))
                        .describedAs("the longest wait after failures; they begin with 1s")
                        .orElse(ofMinutes(1)),
                delivery.size("spool_max")
                        .between(mebibytes(4), gibibytes(64))
                        .describedAs(
                                "what samples that wait for the collector may take of the disk, in"
                                        + " the folder `spool` of `data`; when it is full, the"
                                        + " oldest go")
                        .orElse(mebibytes(256)),
                delivery.duration("spool_age_max")
                        .between(ofMinutes(1), ofDays(366))
                        .describedAs("samples that have waited for longer are dropped")
                        .orElse(ofDays(7)),
                delivery.integer("catchup_rate")
                        .between(10, 1_000_000)
                        .describedAs(
                                "after an outage, so many samples a second of what has waited,"
                                        + " oldest first, between the fresh ones")
                        .orElse(200),
                delivery.duration("stop_timeout")
                        .between(ofMillis(100), ofMinutes(1))
                        .describedAs("for the last batches when the agent stops")
                        .orElse(ofSeconds(4)));
    }

    private static List<URI> collectors(ConfigNode delivery, List<URI> enrolled) {
        List<String> several =
                delivery.list("collectors")
                        .describedAs(
                                "base addresses of several, instead of `collector`: tried in turn,"
                                        + " the first preferred")
                        .orElse(List.of());
        Value<URI> collector =
                delivery.uri("collector")
                        .describedAs(
                                "base address of the collector; left out beside `collectors`, and"
                                        + " where this host is enrolled");
        if (several.isEmpty() && !enrolled.isEmpty()) {
            return collector.optional().map(List::of).orElse(enrolled);
        }
        if (several.isEmpty()) {
            return List.of(
                    collector.required(
                            "the collector's address, such as https://collector:8480, or enrol this"
                                    + " host: millwright-agent enroll TOKEN"));
        }
        if (collector.optional().isPresent()) {
            delivery.refuse("collector", "stands beside collectors. Keep one of the two.");
        }
        List<URI> addresses = new ArrayList<>();
        for (String text : several) {
            Optional<URI> address = address(text);
            if (address.isEmpty()) {
                delivery.refuse(
                        "collectors",
                        "\"%s\" is no address. Write such as [https://a:8443, https://b:8443]."
                                .formatted(text));
            }
            address.ifPresent(addresses::add);
        }
        return addresses;
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isHttp && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException nonsense) {
            return Optional.empty();
        }
    }

    /** The addresses as people read them. */
    public String destination() {
        return collectors.stream().map(URI::toString).collect(Collectors.joining(", "));
    }
}
