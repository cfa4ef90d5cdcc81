package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Runs recorded samples through the decision core in event time, and prints what was decided. Its
 * output is a pure function of its input.
 */
public final class Replay {
    private final DecisionEngine engine;
    private final IndicatorMapping mapping;
    private final MaintenancePolicy policy;
    private final RecordingReader reader;
    private final boolean lenient;
    private boolean forecasts = true;

    /**
     * @param precision of the timestamps: ns, us, ms or s; empty has their size tell
     * @param lenient whether lines that cannot be read are left out instead of ending the replay
     * @throws IllegalArgumentException if there is no such precision
     */
    public Replay(
            DecisionEngine engine,
            IndicatorMapping mapping,
            MaintenancePolicy policy,
            Optional<String> precision,
            boolean lenient) {
        this.engine = requireNonNull(engine, "engine");
        this.mapping = requireNonNull(mapping, "mapping");
        this.policy = requireNonNull(policy, "policy");
        this.reader = new RecordingReader(precision);
        this.lenient = lenient;
    }

    /** Decides by what has happened alone, as if nothing could be foretold. */
    public Replay withoutForecasts() {
        forecasts = false;
        return this;
    }

    /**
     * @param series what CSV files measure: none, one for all, or one for each file
     * @param format json, csv or table
     * @param complaints hears of lines that could not be read
     * @return false if there were such lines and the replay is not lenient; nothing is printed then
     * @throws IllegalArgumentException if series or format make no sense
     * @throws IOException if a file cannot be read, or the output not written
     */
    public boolean run(
            List<Path> files,
            List<String> series,
            String format,
            Appendable out,
            Consumer<String> complaints)
            throws IOException {
        ReplayPrinter printer = ReplayPrinter.of(format, out);
        Recording recording = reader.read(files, series);
        recording.direct().forEach(direct -> requireKnown(direct.key()));
        recording.problems().forEach(complaints);
        if (recording.problemCount() > recording.problems().size()) {
            complaints.accept(
                    "… and %d more."
                            .formatted(recording.problemCount() - recording.problems().size()));
        }
        if (recording.problemCount() > 0 && !lenient) {
            complaints.accept(
                    "Nothing was replayed. Mend these lines, or leave them out with --lenient.");
            return false;
        }
        printer.begin();
        play(recording, printer);
        return true;
    }

    /** A series that no row of the decision table speaks of would be judged by nothing. */
    private void requireKnown(IndicatorKey key) {
        if (engine.levels(key).isEmpty()) {
            throw new IllegalArgumentException(
                    "--series names the indicator \"%s\", and no row of the decision table judges it for %s. Such as: cpu_utilization, memory_usage, disk_free"
                            .formatted(key.indicator(), key.host()));
        }
    }

    private void play(Recording recording, ReplayPrinter printer) throws IOException {
        SampleBatch samples = recording.samples();
        int[] order = TimeOrder.of(samples);
        Playback playback =
                new Playback(recording.catalog(), engine, mapping).policy(policy).planning();
        if (forecasts) {
            playback.forecasting();
        }
        recording.direct().forEach(one -> playback.value(one.series(), one.key()));
        playback.run(
                visitor -> {
                    for (int i : order) {
                        visitor.sample(samples.series(i), samples.micros(i), samples.value(i));
                    }
                },
                printer::print);
    }
}
