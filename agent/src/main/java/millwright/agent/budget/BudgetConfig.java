package millwright.agent.budget;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;

/**
 * What the agent may take of its host.
 *
 * @param enforce whether samplers are shed past the budget; without it, that is only told
 * @param limits in the unit of each resource; all above 0
 * @param sustain how long the agent must be past its budget before the next step
 * @param shedOrder names of samplers, or {@code KIND/*} for the targets of a kind; the first is the
 *     first to go
 */
public record BudgetConfig(
        boolean enforce, Map<Resource, Double> limits, Duration sustain, List<String> shedOrder) {
    /** Without these a host is not watched, or the agent cannot say how it is itself. */
    public static final Set<String> PROTECTED =
            Set.of("cpu", "mem", "disk", "system", "millwright_agent");

    private static final List<String> SHED_ORDER =
            List.of("procstat_top", "cpu_core", "pressure", "*/*", "diskio", "net");

    public BudgetConfig {
        limits = Map.copyOf(limits);
        shedOrder = List.copyOf(shedOrder);
    }

    public static BudgetConfig read(ConfigNode budget) {
        budget.describedAs(
                "What the agent itself may take of this host. Past it, samplers are slowed to half"
                        + " and to a quarter of their pace and then switched off, one after the"
                        + " other, until it is kept; they come back in the reverse order.");
        boolean enforce =
                budget.flag("enforce")
                        .describedAs("whether samplers are shed; if not, the log says it only")
                        .orElse(true);
        Map<Resource, Double> limits = limits(budget);
        Duration sustain =
                budget.duration("sustain")
                        .between(ofMinutes(1), ofHours(1))
                        .describedAs(
                                "how long past the budget before a step; the way back begins after"
                                        + " twice as long below 80 % of it, and after more each"
                                        + " time that this was too early")
                        .orElse(ofMinutes(3));
        List<String> order =
                budget.list("shed_order")
                        .describedAs(
                                "samplers, the first to go first; `postgresql/*` is all targets of"
                                        + " a kind, `*/*` of every kind. What is not named is"
                                        + " never shed; cpu, mem, disk and system cannot be")
                        .orElse(SHED_ORDER);
        for (String name : order) {
            if (PROTECTED.contains(name)) {
                budget.refuse(
                        "shed_order", "%s is never shed. Take it out of the list.".formatted(name));
            }
        }
        return new BudgetConfig(enforce, limits, sustain, order);
    }

    private static Map<Resource, Double> limits(ConfigNode budget) {
        Map<Resource, Double> limits = new EnumMap<>(Resource.class);
        limits.put(
                Resource.CPU,
                budget.number(Resource.CPU.key())
                        .between(0.05, 100.0)
                        .describedAs("of one core, over a minute")
                        .orElse(1.0));
        limits.put(
                Resource.MEMORY,
                (double)
                        budget.size(Resource.MEMORY.key())
                                .atLeast(ByteSize.mebibytes(32))
                                .describedAs("resident memory")
                                .orElse(ByteSize.mebibytes(128))
                                .bytes());
        limits.put(
                Resource.HANDLES,
                count(budget, Resource.HANDLES, "open files, sockets and other handles", 256));
        limits.put(Resource.THREADS, count(budget, Resource.THREADS, "threads", 64));
        limits.put(
                Resource.SESSIONS,
                count(
                        budget,
                        Resource.SESSIONS,
                        "database sessions, all targets together; past it, targets alone are shed",
                        32));
        return limits;
    }

    private static double count(ConfigNode budget, Resource resource, String words, int fallback) {
        return budget.integer(resource.key())
                .between(1, 100_000)
                .describedAs(words)
                .orElse(fallback);
    }
}
