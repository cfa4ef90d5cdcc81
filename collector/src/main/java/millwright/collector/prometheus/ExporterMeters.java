package millwright.collector.prometheus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of exporters' samples. */
final class ExporterMeters {
    private final Counter used;
    private final Counter unmapped;
    private final Counter stale;
    private final Counter late;
    private final Counter rejected;
    private final Counter derived;

    ExporterMeters(MeterRegistry registry) {
        used = samples(registry, "used");
        unmapped = samples(registry, "unmapped");
        stale = samples(registry, "stale");
        late = samples(registry, "late");
        rejected = samples(registry, "rejected");
        derived =
                Counter.builder("millwright.exporter.derived.samples")
                        .description("Samples of our own measurements made of exporters' samples.")
                        .register(registry);
    }

    private static Counter samples(MeterRegistry registry, String outcome) {
        return Counter.builder("millwright.exporter.samples")
                .description(
                        "Samples of exporters by what became of them: used, unmapped (no entry of"
                                + " the mapping wants them), stale (the end of a series), late (no"
                                + " newer than the one before), rejected.")
                .tag("outcome", outcome)
                .register(registry);
    }

    void count(Derivations.Tally tally, int lines) {
        used.increment(tally.used);
        unmapped.increment(tally.unmapped);
        stale.increment(tally.stale);
        late.increment(tally.late);
        rejected.increment(tally.rejected);
        derived.increment(lines);
    }
}
