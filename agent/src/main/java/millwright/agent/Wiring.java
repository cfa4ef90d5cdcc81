package millwright.agent;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import millwright.agent.budget.Budget;
import millwright.agent.deliver.Delivery;
import millwright.agent.deliver.DeliveryConfig;
import millwright.agent.deliver.DeliveryHealth;
import millwright.agent.deliver.MetricsEndpoint;
import millwright.agent.sample.AgentHealth;
import millwright.agent.sample.Samplers;
import millwright.agent.trust.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a running agent, and takes it down newest first. */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private Wiring() {}

    static Wiring start(AgentConfig config, InstantSource clock) {
        Wiring wiring = new Wiring();
        try {
            wiring.build(config, clock);
            return wiring;
        } catch (RuntimeException | LinkageError failed) {
            wiring.close();
            throw failed;
        }
    }

    private void build(AgentConfig config, InstantSource clock) {
        DeliveryConfig to = config.delivery().orElseThrow();
        Delivery delivery =
                running(
                        Delivery.open(
                                to, identity(config, to), config.data(), config.host(), clock));
        MetricsEndpoint metrics = running(new MetricsEndpoint(config.metrics()));
        Probes targets = running(config.targets());
        Samplers samplers =
                running(
                        Samplers.of(
                                config.samplers(),
                                config.allTags(),
                                targets.open(),
                                new Budget(config.budget(), targets::databaseSessions),
                                Version.text(),
                                () -> health(delivery.health(), metrics.address(config.host())),
                                clock,
                                batch -> {
                                    delivery.accept(batch);
                                    metrics.accept(batch);
                                }));
        metrics.show(List.of(delivery, samplers));
        metrics.start();
        delivery.start();
        samplers.start(); // last: nothing is measured before all is ready
        tell(SystemdNotifier.of(System.getenv()), samplers);
        UnusedPages.ofThisProcess()
                .ifPresent(
                        pages ->
                                samplers.onLull(
                                        UnusedPages.PACE, UnusedPages.LATER, pages::giveBack));
        LOG.info(
                "Agent {} of host {} delivers to {}; /metrics {}.",
                Version.text(),
                config.host(),
                to.destination(),
                metrics.port().map(port -> "on port " + port).orElse("is off"));
    }

    private static Identity identity(AgentConfig config, DeliveryConfig to) {
        return config.identity()
                .map(stored -> Identity.of(config.data(), stored))
                .orElseGet(() -> Identity.of(to.token()));
    }

    /** The watchdog lives on the thread that keeps the time: when that hangs, systemd restarts. */
    private void tell(SystemdNotifier systemd, Samplers samplers) {
        systemd.ready();
        systemd.beat().ifPresent(every -> samplers.onBeat(every, systemd::alive));
        running(systemd);
    }

    private static AgentHealth health(DeliveryHealth delivery, Optional<String> metricsAddress) {
        return new AgentHealth(
                delivery.spoolBatches(),
                delivery.samplesSent(),
                delivery.samplesDropped(),
                delivery.lastPush(),
                delivery.clockOffset(),
                metricsAddress);
    }

    private <T extends AutoCloseable> T running(T part) {
        running.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception broken) {
                LOG.warn("{} did not close; the rest goes on.", part, broken);
            }
        }
    }
}
