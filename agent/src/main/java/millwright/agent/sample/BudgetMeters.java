package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import millwright.agent.budget.Resource;

/** What the agent takes of its host, as of the last minute; {@code NaN} before it is known. */
final class BudgetMeters implements MeterBinder {
    private final Governor governor;

    BudgetMeters(Governor governor) {
        this.governor = requireNonNull(governor, "governor");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "cpu.used", "ratio", Resource.CPU, 0.01, "Share of one core.");
        gauge(registry, "memory.used", "bytes", Resource.MEMORY, 1, "Resident memory.");
        gauge(registry, "handles", null, Resource.HANDLES, 1, "Open files and sockets.");
        gauge(registry, "threads", null, Resource.THREADS, 1, "Threads.");
        gauge(registry, "database.sessions", null, Resource.SESSIONS, 1, "In all databases.");
        for (Resource resource : Resource.values()) {
            Gauge.builder(
                            "millwright.agent.budget.used",
                            governor,
                            known -> used(known, resource) / known.limit(resource))
                    .baseUnit("ratio")
                    .description("Of what the agent may take; above 1 it sheds samplers.")
                    .tag("resource", resource.word())
                    .register(registry);
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String unit,
            Resource resource,
            double factor,
            String words) {
        Gauge.builder("millwright.agent." + name, governor, known -> used(known, resource) * factor)
                .baseUnit(unit)
                .description(words)
                .register(registry);
    }

    private static double used(Governor governor, Resource resource) {
        return governor.newest().of(resource).orElse(Double.NaN);
    }
}
