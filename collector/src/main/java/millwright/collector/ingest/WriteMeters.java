package millwright.collector.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts once a request, never once a line. */
final class WriteMeters {
    private final MeterRegistry registry;
    private final Counter samples;
    private final Counter rejected;
    private final Counter bytes;
    private final Map<Integer, Counter> requests = new ConcurrentHashMap<>();

    WriteMeters(MeterRegistry registry) {
        this.registry = registry;
        samples =
                counter("millwright.ingest.samples", "Samples of the lines that were taken.")
                        .register(registry);
        rejected =
                counter("millwright.ingest.lines.rejected", "Lines that could not be read.")
                        .register(registry);
        bytes =
                counter("millwright.ingest.bytes", "Bytes of line protocol, after gunzip.")
                        .register(registry);
        request(204, 0);
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder(name).description(description);
    }

    void request(int status, int count) {
        requests.computeIfAbsent(
                        status,
                        key ->
                                counter(
                                                "millwright.ingest.requests",
                                                "Writes by the answer's status.")
                                        .tag("status", Integer.toString(key))
                                        .register(registry))
                .increment(count);
    }

    void body(int bodyBytes, BodyParser.Parsed parsed) {
        bytes.increment(bodyBytes);
        samples.increment(parsed.batch().size() + parsed.batch().texts().size());
        rejected.increment(parsed.rejected());
    }
}
