package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.NominalIntervals;

/**
 * Runs recorded samples through the decision core in event time: the board, the rules and the
 * tickets of the live collector, with the cases in memory. Its output is a pure function of its
 * input.
 *
 * <p>Goes through the samples twice. The first time only learns how often they are meant to come,
 * so that the first hour is judged as well as the last.
 */
public final class Replay {
    private static final long SILENCE_STEP_MICROS = Micros.of(Duration.ofSeconds(1));

    private final DecisionEngine engine;
    private final IndicatorMapping mapping;
    private final RecordingReader reader;
    private final boolean lenient;

    /**
     * @param precision of the timestamps: ns, us, ms or s; empty has their size tell
     * @param lenient whether lines that cannot be read are left out instead of ending the replay
     * @throws IllegalArgumentException if there is no such precision
     */
    public Replay(
            DecisionEngine engine,
            IndicatorMapping mapping,
            Optional<String> precision,
            boolean lenient) {
        this.engine = requireNonNull(engine, "engine");
        this.mapping = requireNonNull(mapping, "mapping");
        this.reader = new RecordingReader(precision);
        this.lenient = lenient;
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
        int[] order = TimeOrder.of(recording.samples());
        if (order.length > 0) {
            NominalIntervals intervals = learn(recording, order);
            play(recording, order, intervals, printer);
        }
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

    private NominalIntervals learn(Recording recording, int[] order) {
        NominalIntervals intervals = IndicatorBoard.newIntervals();
        IndicatorBoard board = board(recording, order, intervals);
        for (int i : order) {
            accept(board, recording.samples(), i);
        }
        return intervals;
    }

    private void play(
            Recording recording, int[] order, NominalIntervals intervals, ReplayPrinter printer)
            throws IOException {
        SampleBatch samples = recording.samples();
        IndicatorBoard board = board(recording, order, intervals);
        try (CaseStore cases = CaseStores.inMemory()) {
            DecisionCycle cycle = new DecisionCycle(board, engine, cases);
            long before = samples.micros(order[0]);
            int next = 0;
            while (next < order.length) {
                long micros = samples.micros(order[next]);
                if (micros - before >= SILENCE_STEP_MICROS) {
                    // Who sends again at this moment may have been silent until now.
                    print(cycle.turn(Micros.instant(micros)), printer);
                }
                while (next < order.length && samples.micros(order[next]) == micros) {
                    accept(board, samples, order[next++]);
                }
                print(cycle.turn(Micros.instant(micros)), printer);
                before = micros;
            }
        }
    }

    private IndicatorBoard board(Recording recording, int[] order, NominalIntervals intervals) {
        IndicatorBoard board =
                new IndicatorBoard(
                        recording.catalog(),
                        mapping,
                        engine::levels,
                        DetectionPolicy.standard(),
                        Micros.instant(recording.samples().micros(order[0])),
                        intervals);
        recording.direct().forEach(direct -> board.bind(direct.series(), direct.key(), ""));
        return board;
    }

    private static void accept(IndicatorBoard board, SampleBatch samples, int i) {
        board.accept(samples.series(i), samples.micros(i), samples.value(i));
    }

    private static void print(List<CaseEvent> events, ReplayPrinter printer) throws IOException {
        for (CaseEvent event : events) {
            printer.print(event);
        }
    }
}
