package millwright.agent.deliver;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static millwright.config.ByteSize.kibibytes;
import static millwright.config.ByteSize.mebibytes;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;
import millwright.config.Secret;

/**
 * Where samples go, and how.
 *
 * @param collector its base address
 * @param token what the collector gave this host; empty for a collector that asks for none
 * @param interval from one batch to the next
 * @param batchLinesMax a batch goes early when it has as many lines
 * @param timeout for one request, connecting included
 * @param retryMax the longest wait after failures
 * @param spoolMax bytes that may wait in memory
 * @param stopTimeout for the last batch when the agent stops
 */
public record DeliveryConfig(
        URI collector,
        Optional<Secret> token,
        Duration interval,
        int batchLinesMax,
        Duration timeout,
        Duration retryMax,
        ByteSize spoolMax,
        Duration stopTimeout) {

    public static DeliveryConfig read(ConfigNode delivery) {
        delivery.describedAs(
                "How samples travel to the collector. Each host delivers at a moment of its own"
                        + " within the interval, which its name decides.");
        return new DeliveryConfig(
                delivery.uri("collector")
                        .describedAs("base address of the collector")
                        .required("the collector's address, such as https://collector:8443"),
                delivery.secret("token")
                        .describedAs("what `millwright-collector enroll` gave this host")
                        .optional(),
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
                        .between(kibibytes(64), mebibytes(1024))
                        .describedAs(
                                "samples that wait in memory for the collector; when it is full,"
                                        + " the oldest go; must fit into the agent's heap")
                        .orElse(mebibytes(4)),
                delivery.duration("stop_timeout")
                        .between(ofMillis(100), ofMinutes(1))
                        .describedAs("for the last batches when the agent stops")
                        .orElse(ofSeconds(4)));
    }

    /** What to do when the collector refuses the token. */
    String tokenAdvice() {
        return token.isEmpty()
                ? "Set delivery.token_file to the file with this host's token."
                : "Put the token that the collector gave this host into the file of"
                        + " delivery.token_file, then restart the agent.";
    }
}
