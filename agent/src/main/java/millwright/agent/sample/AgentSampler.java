package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The agent itself: its health as {@code millwright_agent}, and the interval of each sampler as
 * {@code millwright_sampler}, so that the collector knows how often to expect what.
 */
final class AgentSampler implements Sampler {
    private final String version;
    private final Map<String, Duration> intervals;
    private final Supplier<AgentHealth> health;

    AgentSampler(String version, Map<String, Duration> intervals, Supplier<AgentHealth> health) {
        this.version = requireNonNull(version, "version");
        this.intervals = Map.copyOf(intervals);
        this.health = requireNonNull(health, "health");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        AgentHealth now = health.get();
        SampleLine line =
                batch.add("millwright_agent", at)
                        .field("spool_batches", now.spoolBatches())
                        .field("samples_sent", now.samplesSent())
                        .field("samples_dropped", now.samplesDropped())
                        .field("version", version);
        now.lastPush().ifPresent(push -> line.field("push_seconds", push.toMillis() / 1000.0));
        intervals.keySet().stream()
                .sorted()
                .forEach(
                        sampler ->
                                batch.add("millwright_sampler", at)
                                        .tag("sampler", sampler)
                                        .field("interval_seconds", seconds(sampler)));
    }

    private double seconds(String sampler) {
        return intervals.get(sampler).toMillis() / 1000.0;
    }
}
