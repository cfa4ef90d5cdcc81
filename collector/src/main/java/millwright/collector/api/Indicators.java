package millwright.collector.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.collector.http.Exchange;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.HostView;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.State;

/** {@code /api/v1/indicators} and their past. */
final class Indicators {
    private static final Duration SPAN_DEFAULT = Duration.ofHours(6);
    private static final Duration SPAN_MAX = Duration.ofDays(400);

    private final FleetView fleet;
    private final IndicatorHistory history;
    private final InstantSource clock;

    Indicators(FleetView fleet, IndicatorHistory history, InstantSource clock) {
        this.fleet = fleet;
        this.history = history;
        this.clock = clock;
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(exchange, "host", "indicator", "state", "limit", "offset");
        Optional<String> indicator = parameters.text("indicator");
        Optional<State> state = parameters.oneOf("state", State.class);
        List<IndicatorView> matching =
                hosts(parameters.text("host"))
                        .flatMap(host -> host.indicators().stream())
                        .filter(
                                i ->
                                        indicator.isEmpty()
                                                || indicator.get().equals(i.key().indicator()))
                        .filter(
                                i ->
                                        state.isEmpty()
                                                || state.equals(i.judgement().map(j -> j.state())))
                        .toList();
        exchange.json(200, parameters.page(matching).map(IndicatorAnswer::of));
    }

    private Stream<HostView> hosts(Optional<String> name) {
        return name.isPresent() ? fleet.host(name.get()).stream() : fleet.hosts().stream();
    }

    void history(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(exchange, "host", "indicator", "resource", "from", "to");
        IndicatorView indicator = find(parameters);
        Instant to = parameters.instant("to").orElseGet(clock::instant);
        Instant from = parameters.instant("from").orElse(to.minus(SPAN_DEFAULT));
        checkSpan(from, to);
        exchange.json(
                200, HistoryAnswer.of(indicator, from, to, history.course(indicator, from, to)));
    }

    private IndicatorView find(Parameters parameters) {
        String hostName = parameters.requiredText("host", "a host's name");
        String id = parameters.requiredText("indicator", "an indicator's id, such as disk_free");
        String resource = parameters.text("resource").orElse("");
        HostView host = fleet.host(hostName).orElseThrow(() -> Hosts.unknownHost(hostName));
        return host.indicators().stream()
                .filter(i -> i.key().indicator().equals(id) && i.key().resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> unknownIndicator(host, id, resource));
    }

    private static Refusal unknownIndicator(HostView host, String id, String resource) {
        String name = resource.isEmpty() ? id : id + " " + resource;
        List<String> known =
                host.indicators().stream()
                        .map(i -> (i.key().indicator() + " " + i.key().resource()).strip())
                        .limit(50)
                        .toList();
        return Refusal.notFound(
                "Indicator",
                name,
                "Host '%s' has no indicator '%s'. It has: %s."
                        .formatted(host.host(), name, String.join(", ", known)));
    }

    private static void checkSpan(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Refusal.badParameter(
                    "from",
                    "an instant before 'to'",
                    "'from' %s is not before 'to' %s.".formatted(from, to));
        }
        if (Duration.between(from, to).compareTo(SPAN_MAX) > 0) {
            throw Refusal.badParameter(
                    "from",
                    "at most %d days before 'to'".formatted(SPAN_MAX.toDays()),
                    "'from' %s to 'to' %s are %d days; ask for at most %d at once."
                            .formatted(
                                    from,
                                    to,
                                    Duration.between(from, to).toDays(),
                                    SPAN_MAX.toDays()));
        }
    }
}
