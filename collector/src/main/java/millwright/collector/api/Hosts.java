package millwright.collector.api;

import java.io.IOException;
import millwright.collector.http.Exchange;
import millwright.collector.pipeline.FleetView;

/** {@code /api/v1/hosts}. */
final class Hosts {
    private final FleetView fleet;

    Hosts(FleetView fleet) {
        this.fleet = fleet;
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(200, parameters.page(fleet.hosts()).map(HostAnswer::brief));
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        String name = exchange.path("host");
        HostAnswer host =
                fleet.host(name).map(HostAnswer::full).orElseThrow(() -> unknownHost(name));
        exchange.json(200, host);
    }

    static Refusal unknownHost(String name) {
        return Refusal.notFound(
                "Host",
                name,
                "No host '%s' has sent anything. GET /api/v1/hosts lists those that have."
                        .formatted(name));
    }
}
