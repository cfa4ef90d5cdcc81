package millwright.collector.prometheus;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import millwright.collector.http.Exchange;
import millwright.collector.http.Routes;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;

/**
 * Where the agents show their {@code /metrics}, as they tell themselves once a minute, for
 * Prometheus' {@code http_sd_configs}. One that is silent stays listed, so that Prometheus says it
 * is down; a day later it is gone. Thread-safe.
 *
 * <p>After a start it is not known who there is. Until every agent has had its turn the answer is
 * 503, at which Prometheus keeps the list that it has.
 */
public final class AgentAddresses {
    private static final Duration LISTED = Duration.ofDays(1);

    private final SeriesCatalog catalog;
    private final InstantSource clock;
    private final Instant knownFrom;
    private final Map<String, Told> byHost = new ConcurrentSkipListMap<>();

    /**
     * @param address host and port
     * @param labels all tags of the agent, its host among them
     */
    private record Told(String address, SortedMap<String, String> labels, Instant at) {}

    /** As Prometheus reads it. */
    private record TargetGroup(List<String> targets, Map<String, String> labels) {}

    /**
     * @param wait how long after now the list is not complete
     */
    public AgentAddresses(SeriesCatalog catalog, Duration wait, InstantSource clock) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.clock = requireNonNull(clock, "clock");
        this.knownFrom = clock.instant().plus(wait);
    }

    /** Looks at what agents tell of themselves, and leaves the rest. */
    public void accept(SampleBatch batch) {
        for (SampleBatch.Text text : batch.texts()) {
            SeriesKey series = catalog.key(text.series());
            if (series.measurement().equals("millwright_agent")
                    && series.field().equals("metrics_address")) {
                byHost.put(series.host(), new Told(text.value(), labels(series), clock.instant()));
            }
        }
    }

    public Routes routes(Routes routes) {
        return routes.get("/api/v1/prometheus/targets", this::list);
    }

    private void list(Exchange exchange) throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(knownFrom)) {
            exchange.with("Retry-After", "60")
                    .problem(
                            503,
                            "Not known yet",
                            "The collector has just started, and not every agent has told its address yet. Ask again after %s; keep the list that you have."
                                    .formatted(knownFrom));
            return;
        }
        byHost.values().removeIf(told -> told.at().plus(LISTED).isBefore(now));
        exchange.json(
                200,
                byHost.values().stream()
                        .map(told -> new TargetGroup(List.of(told.address()), told.labels()))
                        .toList());
    }

    /** With names that Prometheus takes; those with two underscores in front are its own. */
    private static SortedMap<String, String> labels(SeriesKey series) {
        SortedMap<String, String> labels = new TreeMap<>();
        series.tags()
                .forEach(
                        (name, value) -> {
                            String label =
                                    name.replaceAll("[^a-zA-Z0-9_]", "_")
                                            .replaceAll("^(?=[0-9])|^_+", "_");
                            labels.put(label, value);
                        });
        return labels;
    }
}
