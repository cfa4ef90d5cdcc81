package millwright.agent.probe.accesslog;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.accesslog.LogFormat.UnfitLineException;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.probe.tail.Tail;
import millwright.agent.probe.tail.TailReading;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * One access log as {@code http_requests}: the counters {@code requests} and {@code errors} of each
 * service, which go on across restarts of the agent, and the 95th percentile of what was read this
 * time.
 */
final class AccessLogTarget implements Target, AutoCloseable {
    private final AccessLogConfig config;
    private final LogFormat format;
    private final Tail tail;
    private final LongSupplier nanos;
    private final Map<String, Service> services = new TreeMap<>();
    private long unfit;
    private boolean isRecalled;

    // of the reading that is on
    private long fitThisTime;
    private long unfitThisTime;
    private Optional<String> whyUnfit = Optional.empty();

    AccessLogTarget(AccessLogConfig config, Optional<StateFile> state, LongSupplier nanos) {
        this.config = config;
        this.format = config.format().get();
        this.tail = new Tail(config.path(), config.bytesMax().bytes(), state);
        this.nanos = nanos;
        services.put(config.services().standard(), new Service());
        config.services().rules().forEach(rule -> services.put(rule.service(), new Service()));
    }

    private static final class Service {
        private long requests;
        private long errors;
        private final DurationSketch durations = new DurationSketch();
    }

    @Override
    public void read(Instant at, SampleBatch batch) {
        recall();
        fitThisTime = 0;
        unfitThisTime = 0;
        whyUnfit = Optional.empty();
        long deadline = nanos.getAsLong() + config.schedule().timeout().toNanos();
        try {
            TailReading reading = tail.read(this::count, () -> nanos.getAsLong() - deadline < 0);
            SampleLine line = batch.add("log_tail", at).tag("target", config.schedule().name());
            reading.unreadBytes().ifPresent(bytes -> line.field("unread_bytes", bytes));
            line.field("lines_unfit", unfit).field("lines_cut", tail.linesCut());
        } finally {
            keep();
        }
        tell(at, batch);
        if (unfitThisTime > 0 && fitThisTime == 0) {
            throw new TargetDownException(
                    BAD_ANSWER,
                    "none of %d new lines fits the format: the first one %s"
                            .formatted(unfitThisTime, whyUnfit.orElse("")));
        }
    }

    private void count(String line) {
        try {
            Optional<Request> request = format.parse(line);
            if (request.isPresent()) {
                count(request.get());
            }
        } catch (UnfitLineException unfitLine) {
            unfit++;
            unfitThisTime++;
            if (whyUnfit.isEmpty()) {
                whyUnfit = Optional.of(unfitLine.getMessage());
            }
        }
    }

    private void count(Request request) {
        fitThisTime++;
        Service service = services.get(config.services().serviceOf(request.path()));
        service.requests++;
        if (config.errors().stream().anyMatch(errors -> errors.has(request.status()))) {
            service.errors++;
        }
        request.seconds().ifPresent(service.durations::add);
    }

    private void tell(Instant at, SampleBatch batch) {
        services.forEach(
                (name, service) -> {
                    SampleLine line =
                            batch.add("http_requests", at)
                                    .tag("service", name)
                                    .tag("target", config.schedule().name())
                                    .field("requests", service.requests)
                                    .field("errors", service.errors);
                    service.durations
                            .quantile(0.95)
                            .ifPresent(seconds -> line.field("p95_seconds", seconds));
                    service.durations.clear();
                });
    }

    private void recall() {
        if (isRecalled) {
            return;
        }
        Map<String, String> notes = tail.notes();
        format.recall(notes);
        if (format.learned().isEmpty()) {
            format.learnFrom(tail.headLines());
        }
        services.forEach(
                (name, service) -> {
                    service.requests = Long.parseLong(notes.getOrDefault("requests." + name, "0"));
                    service.errors = Long.parseLong(notes.getOrDefault("errors." + name, "0"));
                });
        unfit = Long.parseLong(notes.getOrDefault("unfit", "0"));
        isRecalled = true;
    }

    private void keep() {
        Map<String, String> notes = new HashMap<>(format.learned());
        services.forEach(
                (name, service) -> {
                    notes.put("requests." + name, Long.toString(service.requests));
                    notes.put("errors." + name, Long.toString(service.errors));
                });
        notes.put("unfit", Long.toString(unfit));
        tail.keep(notes);
    }

    @Override
    public void close() {
        tail.close();
    }
}
