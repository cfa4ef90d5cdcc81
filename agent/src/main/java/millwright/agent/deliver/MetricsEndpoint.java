package millwright.agent.deliver;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import millwright.agent.sample.SampleBatch;

/** Shows the newest samples and the agent's own health at {@code /metrics}. */
// Deprecated for the Prometheus 1.x client; the simpleclient registry is the product's requirement.
@SuppressWarnings("deprecation")
public final class MetricsEndpoint implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HostMeters host = new HostMeters(registry);
    private final MetricsConfig config;
    private volatile Optional<HTTPServer> server = Optional.empty();

    public MetricsEndpoint(MetricsConfig config) {
        this.config = config;
    }

    /** Adds meters of somebody who has them. */
    public void show(List<MeterBinder> binders) {
        binders.forEach(binder -> binder.bindTo(registry));
    }

    /** Takes samples from any thread. */
    public void accept(SampleBatch batch) {
        host.accept(batch);
    }

    /**
     * Begins to listen, unless configuration says {@code off}.
     *
     * @throws IllegalStateException if the address cannot be had; the message says what to do
     */
    public void start() {
        server = config.listen().map(this::listen);
    }

    private HTTPServer listen(InetSocketAddress address) {
        InetSocketAddress resolved =
                new InetSocketAddress(address.getHostString(), address.getPort());
        if (resolved.isUnresolved()) {
            throw new IllegalStateException(
                    "metrics.listen: the host name %s cannot be resolved. Write an address of this"
                                    .formatted(address.getHostString())
                            + " machine, such as 127.0.0.1:9480.");
        }
        try {
            return new HTTPServer.Builder()
                    .withInetSocketAddress(resolved)
                    .withRegistry(registry.getPrometheusRegistry())
                    .withDaemonThreads(true)
                    .build();
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "metrics.listen: %s:%d cannot be had (%s). Another agent or program may hold it; choose another port or write off."
                            .formatted(
                                    address.getHostString(), address.getPort(), taken.getMessage()),
                    taken);
        }
    }

    /** The port in use; empty where nothing is served. */
    public Optional<Integer> port() {
        return server.map(HTTPServer::getPort);
    }

    /**
     * Host and port by which other machines find it; empty where nothing is served, or only to this
     * machine.
     *
     * @param host this one's name
     */
    public Optional<String> address(String host) {
        return port().flatMap(port -> config.address(host, port));
    }

    @Override
    public void close() {
        server.ifPresent(HTTPServer::close);
        registry.close();
    }
}
