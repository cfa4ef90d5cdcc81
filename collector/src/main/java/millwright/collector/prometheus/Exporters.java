package millwright.collector.prometheus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import millwright.collector.http.Routes;
import millwright.collector.ingest.Intake;
import millwright.collector.ingest.WriteRefused;

/**
 * Takes what exporters tell, however it comes, and hands what it means to the way in. Thread-safe.
 */
public final class Exporters {
    private final ExporterMapping mapping;
    private final Derivations derivations;
    private final Intake intake;
    private final ExporterMeters meters;
    private final long inflatedBytesMax;

    /**
     * Lines that were made and could not be kept. Their samples have been counted as seen, so a
     * sender that repeats them does not bring them back: they go first with the next request.
     */
    private final Deque<byte[]> unkept = new ArrayDeque<>();

    /**
     * @param seriesMax series that are in use at a time; new ones beyond it are rejected
     * @param inflatedBytesMax of a request once decompressed
     */
    public Exporters(
            ExporterMapping mapping,
            int seriesMax,
            long inflatedBytesMax,
            Intake intake,
            MeterRegistry registry) {
        this.mapping = mapping;
        this.derivations = new Derivations(mapping, seriesMax);
        this.intake = intake;
        this.meters = new ExporterMeters(registry);
        this.inflatedBytesMax = inflatedBytesMax;
        Gauge.builder("millwright.exporter.series", this, Exporters::series)
                .description("Series of exporters that are in use.")
                .register(registry);
    }

    /** Prometheus' remote write, at an address of ours and at the one that others use. */
    public Routes routes(Routes routes) {
        RemoteWrite write = new RemoteWrite(this, intake, inflatedBytesMax);
        return routes.post("/api/v1/prometheus/write", write).post("/api/v1/write", write);
    }

    private synchronized double series() {
        return derivations.series();
    }

    /**
     * @throws WriteRefused 503 where there is none
     */
    void checkRoom() throws WriteRefused {
        intake.checkRoom();
    }

    boolean wants(String name) {
        return mapping.wants(name);
    }

    Optional<String> hostOf(Labels labels) {
        return mapping.hostOf(labels);
    }

    /**
     * Durable on return, but for what still waits for its other half.
     *
     * @param isWhole whether the series are all that their exporters told at that time
     * @param tally knows already what its caller counted
     * @return reasons for what was not taken; empty where all was
     * @throws WriteRefused 503; the same may be sent again, and nothing of it is lost
     */
    String accept(List<Series> series, boolean isWhole, Derivations.Tally tally)
            throws WriteRefused {
        keepUnkept();
        LineText lines = new LineText();
        synchronized (this) {
            derivations.accept(series, isWhole, lines, tally);
        }
        meters.count(tally, lines.lines());
        if (lines.lines() == 0) {
            return tally.reasons();
        }
        Intake.Taken taken = keep(lines.bytes());
        taken.rejections().forEach(bad -> tally.reject(0, bad.reason()));
        return tally.reasons();
    }

    private void keepUnkept() throws WriteRefused {
        for (byte[] first = pollUnkept(); first != null; first = pollUnkept()) {
            keep(first);
        }
    }

    private synchronized byte[] pollUnkept() {
        return unkept.poll();
    }

    private Intake.Taken keep(byte[] lines) throws WriteRefused {
        boolean isKept = false;
        try {
            Intake.Taken taken = intake.take(lines);
            isKept = true;
            return taken;
        } finally {
            if (!isKept) {
                synchronized (this) {
                    unkept.addFirst(lines);
                }
            }
        }
    }
}
