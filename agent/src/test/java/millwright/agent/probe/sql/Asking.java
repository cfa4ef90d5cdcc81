package millwright.agent.probe.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetSchedule;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import millwright.config.Secret;

/** A target under test with its own time: each reading is a minute after the one before. */
final class Asking implements AutoCloseable {
    private final ScheduledThreadPoolExecutor watch = SqlTargets.housekeeper();
    private final AtomicLong nanos = new AtomicLong();
    private final SqlTarget target;
    private Instant at = Instant.parse("2026-03-01T10:00:00Z");
    private List<SampleLine> lines = List.of();

    Asking(
            DatabaseKind kind,
            String url,
            String user,
            String password,
            Duration timeout,
            Query... queries) {
        SqlTargetConfig config =
                new SqlTargetConfig(
                        new TargetSchedule("erp", Duration.ofMinutes(1), timeout),
                        kind,
                        url,
                        Optional.of(user),
                        Optional.of(Secret.of(password)),
                        new HashSet<>(Questions.GROUPS),
                        Optional.empty(),
                        List.of(queries));
        this.target = new SqlTarget(config, watch, nanos::get);
    }

    /** What it gives; up to its failure where it is down. */
    List<SampleLine> read() {
        SampleBatch batch = new SampleBatch(Map.of());
        at = at.plusSeconds(60);
        nanos.addAndGet(60_000_000_000L);
        try {
            target.read(at, batch);
        } finally {
            lines = new ArrayList<>(batch.lines());
        }
        return lines;
    }

    /** The failure of a reading that must fail. */
    TargetDownException readDown() {
        try {
            throw new AssertionError("is up: " + read());
        } catch (TargetDownException down) {
            return down;
        }
    }

    /** The last reading's lines of that measurement. */
    List<SampleLine> lines(String measurement) {
        return lines.stream().filter(line -> line.measurement().equals(measurement)).toList();
    }

    SampleLine line(String measurement) {
        List<SampleLine> found = lines(measurement);
        if (found.size() != 1) {
            throw new AssertionError("%d %s in %s".formatted(found.size(), measurement, lines));
        }
        return found.get(0);
    }

    double number(String measurement, String field) {
        Object value = line(measurement).fields().get(field);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new AssertionError("no %s in %s".formatted(field, line(measurement)));
    }

    String failing() {
        return String.valueOf(line("db_queries").fields().getOrDefault("failing_names", ""));
    }

    int sockets() {
        return target.sockets();
    }

    @Override
    public void close() {
        target.close();
        watch.shutdownNow();
    }
}
