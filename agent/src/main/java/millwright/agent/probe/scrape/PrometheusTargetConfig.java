package millwright.agent.probe.scrape;

import static java.time.Duration.ofSeconds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import millwright.agent.probe.TargetSchedule;
import millwright.agent.probe.fetch.Header;
import millwright.agent.probe.fetch.PeerConfig;
import millwright.agent.probe.fetch.Request;
import millwright.config.ConfigNode;

/**
 * A Prometheus endpoint, and what to take of it.
 *
 * @param service the tag {@code service} of its requests
 * @param serviceLabel a label whose value is the service instead
 * @param take names of further metrics, with {@code *} for any characters
 */
record PrometheusTargetConfig(
        TargetSchedule schedule,
        PeerConfig peer,
        List<PoolNames> pools,
        List<RequestNames> requests,
        ErrorStatus errorStatus,
        String service,
        Optional<String> serviceLabel,
        List<String> take) {
    private static final List<String> ERRORS = List.of("5xx");
    private static final int TAKE_MAX = 50;
    private static final Pattern GLOB = Pattern.compile("[a-zA-Z0-9_:*]{1,200}");
    private static final String ACCEPT =
            "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1";

    PrometheusTargetConfig {
        pools = List.copyOf(pools);
        requests = List.copyOf(requests);
        take = List.copyOf(take);
    }

    /**
     * @param names those of the targets before this one, which it must not repeat
     */
    static PrometheusTargetConfig read(ConfigNode target, Set<String> names) {
        TargetSchedule schedule = TargetSchedule.read(target, ofSeconds(15));
        if (!names.add(schedule.name())) {
            target.refuse("name", "%s is the name of another one.".formatted(schedule.name()));
        }
        return new PrometheusTargetConfig(
                schedule,
                PeerConfig.read(target, "http://127.0.0.1:8081/actuator/prometheus"),
                pools(target),
                requests(target),
                errorStatus(target),
                target.text("service")
                        .describedAs("the tag service of its requests")
                        .orElseGet("the target's name", schedule::name),
                target.text("service_label")
                        .describedAs(
                                "a label whose value is the service instead, such as application;"
                                        + " %d values at most"
                                                .formatted(RequestReadings.SERVICES_MAX))
                        .optional(),
                take(target));
    }

    private static List<PoolNames> pools(ConfigNode target) {
        List<PoolNames> all =
                new ArrayList<>(
                        known(
                                target,
                                "pools",
                                "the metrics of which pools are read",
                                "hikaricp",
                                PoolNames.KNOWN));
        all.addAll(target.sections("other_pools", PrometheusTargetConfig::pool));
        return all;
    }

    private static PoolNames pool(ConfigNode pool) {
        return new PoolNames(
                pool.text("label").describedAs("the label that holds a pool's name").orElse("pool"),
                pool.text("active")
                        .describedAs("the metric of connections in use")
                        .required("a metric's name, such as my_pool_busy"),
                metric(pool, "idle", "the metric of idle connections"),
                metric(pool, "pending", "the metric of those who wait for a connection"),
                metric(pool, "max", "the metric of the most connections there may be"),
                metric(pool, "timeouts", "the counter of those who waited in vain"),
                metric(
                        pool,
                        "wait",
                        "the timer of getting a connection, in seconds, without _count and _sum"),
                1);
    }

    private static String metric(ConfigNode node, String key, String description) {
        return node.text(key).describedAs(description).optional().orElse("");
    }

    private static List<RequestNames> requests(ConfigNode target) {
        List<RequestNames> all =
                new ArrayList<>(
                        known(
                                target,
                                "requests",
                                "the metrics of which kind of requests are read",
                                "micrometer",
                                RequestNames.KNOWN));
        all.addAll(target.sections("other_requests", PrometheusTargetConfig::request));
        return all;
    }

    private static RequestNames request(ConfigNode request) {
        return new RequestNames(
                request.text("count")
                        .describedAs("the counter of requests")
                        .required("a metric's name, such as http_requests_total"),
                metric(
                        request,
                        "errors",
                        "the counter of those that failed, where no label of count tells"),
                request.text("status_label")
                        .describedAs("the label of count that holds the status of an answer")
                        .orElse("code"),
                metric(
                        request,
                        "duration",
                        "the histogram or summary of response times in seconds, without _bucket"));
    }

    private static <T> List<T> known(
            ConfigNode target,
            String key,
            String description,
            String fallback,
            Map<String, T> choices) {
        Set<String> names = new TreeSet<>(choices.keySet());
        List<T> chosen = new ArrayList<>();
        List<String> wanted =
                target.list(key)
                        .describedAs("%s: %s".formatted(description, String.join(", ", names)))
                        .orElse(List.of(fallback));
        for (String name : wanted) {
            if (choices.containsKey(name)) {
                chosen.add(choices.get(name));
            } else {
                target.refuse(
                        key,
                        "\"%s\" is not known. Write any of %s, or name the metrics in other_%s."
                                .formatted(name, String.join(", ", names), key));
            }
        }
        return chosen;
    }

    private static ErrorStatus errorStatus(ConfigNode target) {
        List<String> codes =
                target.list("error_status")
                        .describedAs("which answers count as errors")
                        .orElse(ERRORS);
        try {
            return new ErrorStatus(codes);
        } catch (IllegalArgumentException unusable) {
            target.refuse(
                    "error_status",
                    unusable.getMessage() + ". Write codes and kinds, such as [5xx, 429].");
            return new ErrorStatus(ERRORS);
        }
    }

    private static List<String> take(ConfigNode target) {
        List<String> globs =
                target.list("take")
                        .describedAs(
                                "names of further metrics, * for any characters; %d series at most"
                                        .formatted(TakenMetrics.SERIES_MAX))
                        .orElse(List.of());
        if (globs.size() > TAKE_MAX) {
            target.refuse("take", "has more than %d entries.".formatted(TAKE_MAX));
        }
        globs.stream()
                .filter(glob -> !GLOB.matcher(glob).matches())
                .forEach(
                        glob ->
                                target.refuse(
                                        "take", "\"%s\" is no name of a metric.".formatted(glob)));
        return globs;
    }

    Request request() {
        List<Header> headers = new ArrayList<>(peer.headers());
        headers.add(Header.of("Accept", ACCEPT));
        headers.add(Header.of("Accept-Encoding", "gzip"));
        return new Request(peer.url(), "GET", headers, "", peer.trust(), peer.family());
    }
}
