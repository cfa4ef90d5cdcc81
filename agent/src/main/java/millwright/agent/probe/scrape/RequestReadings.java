package millwright.agent.probe.scrape;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * The requests that one application has answered, under one set of names, as {@code http_requests}.
 * The counters are the application's own, so that they begin anew when it does.
 */
final class RequestReadings {
    static final int SERVICES_MAX = 100;

    private static final double QUANTILE = 0.95;

    private final RequestNames names;
    private final Set<String> wanted;
    private final ErrorStatus errorStatus;
    private final String service;
    private final Optional<String> serviceLabel;
    private SortedMap<String, Service> services = new TreeMap<>();
    private SortedMap<String, Service> previous = new TreeMap<>();

    /** Figures of one service in one scrape. */
    private static final class Service {
        private final Buckets buckets = new Buckets();
        private OptionalDouble requests = OptionalDouble.empty();
        private OptionalDouble errors = OptionalDouble.empty();
        private OptionalDouble slowest = OptionalDouble.empty();
    }

    /**
     * @param service its name where {@code serviceLabel} is empty or missing
     */
    RequestReadings(
            RequestNames names,
            ErrorStatus errorStatus,
            String service,
            Optional<String> serviceLabel) {
        this.names = names;
        this.wanted = names.all();
        this.errorStatus = errorStatus;
        this.service = service;
        this.serviceLabel = serviceLabel;
    }

    boolean wants(String name) {
        return wanted.contains(name);
    }

    void begin() {
        services = new TreeMap<>();
    }

    void take(Metric metric) {
        if (!wanted.contains(metric.name()) || !metric.isReasonable()) {
            return;
        }
        Service of = service(metric);
        if (metric.name().equals(names.count())) {
            count(metric, of);
        }
        if (metric.name().equals(names.errors())) {
            of.errors = plus(of.errors, metric.value());
        }
        if (metric.name().equals(names.bucket())) {
            bound(metric.label("le", "")).ifPresent(le -> of.buckets.add(le, metric.value()));
        }
        boolean isQuantile =
                bound(metric.label("quantile", "")).equals(OptionalDouble.of(QUANTILE));
        if (metric.name().equals(names.duration()) && isQuantile) {
            of.slowest = OptionalDouble.of(Math.max(metric.value(), of.slowest.orElse(0)));
        }
    }

    private Service service(Metric metric) {
        String name =
                TagValues.of(serviceLabel.map(key -> metric.label(key, service)).orElse(service));
        if (!services.containsKey(name) && services.size() >= SERVICES_MAX) {
            throw new TooManyException(
                    "more than %d values of service_label %s"
                            .formatted(SERVICES_MAX, serviceLabel.orElse("")));
        }
        return services.computeIfAbsent(name, key -> new Service());
    }

    private void count(Metric metric, Service of) {
        of.requests = plus(of.requests, metric.value());
        String status = metric.label(names.statusLabel(), "");
        if (names.errors().isEmpty() && !status.isEmpty()) {
            of.errors = plus(of.errors, errorStatus.matches(status) ? metric.value() : 0);
        }
    }

    private static OptionalDouble plus(OptionalDouble sum, double value) {
        return OptionalDouble.of(sum.orElse(0) + value);
    }

    /** Of a bucket or a quantile; empty where the text is none. */
    private static OptionalDouble bound(String text) {
        if (text.equals("+Inf")) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        try {
            double bound = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            return Double.isFinite(bound) ? OptionalDouble.of(bound) : OptionalDouble.empty();
        } catch (NumberFormatException garbage) {
            return OptionalDouble.empty();
        }
    }

    void tell(Instant at, String target, SampleBatch batch) {
        services.forEach(
                (name, figures) -> {
                    SampleLine line =
                            batch.add("http_requests", at)
                                    .tag("target", target)
                                    .tag("service", name);
                    figures.requests.ifPresent(it -> line.field("requests", Math.round(it)));
                    figures.errors.ifPresent(it -> line.field("errors", Math.round(it)));
                    Optional.ofNullable(previous.get(name))
                            .map(before -> p95(figures, before))
                            .orElse(OptionalDouble.empty())
                            .ifPresent(it -> line.field("p95_seconds", it));
                });
        previous = services;
    }

    /** Of the requests since the scrape before; empty where there was none. */
    private static OptionalDouble p95(Service now, Service before) {
        OptionalDouble measured = now.buckets.since(before.buckets).quantile(QUANTILE);
        boolean hasCounted =
                now.requests.isPresent() && now.requests.getAsDouble() != before.requests.orElse(0);
        // A summary's quantile is the application's own; of several the slowest is the safe one.
        return measured.isPresent() || !hasCounted || !now.buckets.isEmpty()
                ? measured
                : now.slowest;
    }
}
