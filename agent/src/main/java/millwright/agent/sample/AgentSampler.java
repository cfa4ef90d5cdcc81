package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import millwright.agent.budget.Resource;
import millwright.agent.budget.Usage;

/**
 * The agent itself: its health and what it takes of its host as {@code millwright_agent}, and each
 * sampler as {@code millwright_sampler}: its interval, so that the collector knows how often to
 * expect what, what it costs, and whether the budget has slowed it ({@code shed}) or stopped it
 * ({@code running} 0; the interval is then four times its own).
 */
final class AgentSampler implements Sampler {
    private final String version;
    private final Governor governor;
    private final Supplier<AgentHealth> health;

    AgentSampler(String version, Governor governor, Supplier<AgentHealth> health) {
        this.version = requireNonNull(version, "version");
        this.governor = requireNonNull(governor, "governor");
        this.health = requireNonNull(health, "health");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        Usage usage = governor.govern(at);
        AgentHealth now = health.get();
        SampleLine line =
                batch.add("millwright_agent", at)
                        .field("spool_batches", now.spoolBatches())
                        .field("samples_sent", now.samplesSent())
                        .field("samples_dropped", now.samplesDropped())
                        .field("version", version);
        now.lastPush().ifPresent(push -> line.field("push_seconds", push.toMillis() / 1000.0));
        now.clockOffset()
                .ifPresent(
                        offset -> line.field("clock_offset_seconds", offset.toMillis() / 1000.0));
        now.metricsAddress().ifPresent(address -> line.field("metrics_address", address));
        usage.of(Resource.CPU).ifPresent(percent -> line.field("cpu_percent", percent));
        count(line, "memory_rss", usage, Resource.MEMORY);
        count(line, "open_fds", usage, Resource.HANDLES);
        count(line, "threads", usage, Resource.THREADS);
        count(line, "database_sessions", usage, Resource.SESSIONS);
        governor.tasks().stream()
                .sorted(Comparator.comparing(SamplerTask::name))
                .forEach(task -> add(task, at, batch));
    }

    private static void count(SampleLine line, String field, Usage usage, Resource resource) {
        usage.of(resource).ifPresent(amount -> line.field(field, (long) amount));
    }

    private static void add(SamplerTask task, Instant at, SampleBatch batch) {
        ReadingCost cost = task.cost();
        batch.add("millwright_sampler", at)
                .tag("sampler", task.name())
                .field("interval_seconds", seconds(task.interval()))
                .field("shed", task.isShed() ? 1 : 0)
                .field("running", task.isOff() ? 0 : 1)
                .field("reads", cost.readings())
                .field("failures", task.failures())
                .field("read_seconds", seconds(cost.last()))
                .field("cpu_seconds", seconds(cost.cpu()));
    }

    /** To the microsecond. */
    private static double seconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e6;
    }
}
