package millwright.agent.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import millwright.agent.sample.Sampler;
import millwright.agent.sample.ScheduledSampler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a target, and says as {@code millwright_target} whether it answered: {@code up} 1 or 0,
 * {@code duration_seconds}, and where it is down {@code reason} and {@code detail}.
 */
public final class TargetSampler implements Sampler {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSampler.class);
    private static final int DETAIL_CHARS_MAX = 300;

    private final String kind;
    private final TargetSchedule schedule;
    private final Target target;
    private final LongSupplier nanos;
    private String trouble = "";

    TargetSampler(String kind, TargetSchedule schedule, Target target, LongSupplier nanos) {
        this.kind = requireNonNull(kind, "kind");
        this.schedule = requireNonNull(schedule, "schedule");
        this.target = requireNonNull(target, "target");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /**
     * @param kind such as {@code postgresql}; the tag {@code kind}
     */
    public static ScheduledSampler of(String kind, TargetSchedule schedule, Target target) {
        return new ScheduledSampler(
                kind + "/" + schedule.name(),
                schedule.interval(),
                new TargetSampler(kind, schedule, target, System::nanoTime));
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        long begun = nanos.getAsLong();
        try {
            target.read(at, batch);
            line(at, batch, 1, Duration.ofNanos(nanos.getAsLong() - begun));
            recover();
        } catch (TargetDownException down) {
            Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
            tellDown(line(at, batch, 0, took), down.reason().word(), down.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError bug) {
            Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
            tellDown(line(at, batch, 0, took), "agent_error", bug.toString());
            throw bug; // the agent's own trouble: logged with its trace, and counted
        }
    }

    @Override
    public void overdue(Instant at, Instant since, SampleBatch batch) {
        Duration waits = Duration.between(since, at);
        line(at, batch, 0, waits)
                .field("reason", TargetDownException.Reason.TIMED_OUT.word())
                .field("detail", "has not answered since " + since);
    }

    private SampleLine line(Instant at, SampleBatch batch, long up, Duration took) {
        return batch.add("millwright_target", at)
                .tag("target", schedule.name())
                .tag("kind", kind)
                .field("up", up)
                .field("duration_seconds", took.toMillis() / 1000.0);
    }

    private void tellDown(SampleLine line, String reason, String message) {
        String detail = String.valueOf(message).replaceAll("\\s+", " ").strip();
        if (detail.length() > DETAIL_CHARS_MAX) {
            detail = detail.substring(0, DETAIL_CHARS_MAX) + "…";
        }
        line.field("reason", reason).field("detail", detail);
        if (!reason.equals(trouble)) {
            LOG.warn("{} {} is down ({}): {}.", kind, schedule.name(), reason, detail);
        }
        trouble = reason;
    }

    private void recover() {
        if (!trouble.isEmpty()) {
            LOG.info("{} {} answers again.", kind, schedule.name());
        }
        trouble = "";
    }
}
