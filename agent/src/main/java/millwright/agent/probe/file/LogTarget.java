package millwright.agent.probe.file;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.file.LogConfig.LinesOf;
import millwright.agent.probe.file.LogConfig.Search;
import millwright.agent.probe.tail.GuardedPattern;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.probe.tail.Tail;
import millwright.agent.probe.tail.TailReading;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * A log as {@code log_matches}: how many of its lines matched each pattern, a counter that goes on
 * across restarts of the agent.
 */
final class LogTarget implements Target, AutoCloseable {
    private final LinesOf config;
    private final Tail tail;
    private final LongSupplier nanos;
    private final List<Counter> counters = new ArrayList<>();
    private boolean isRecalled;

    LogTarget(LinesOf config, Optional<StateFile> state, LongSupplier nanos) {
        this.config = config;
        this.tail = new Tail(config.path(), config.bytesMax().bytes(), state);
        this.nanos = nanos;
        config.searches().forEach(search -> counters.add(new Counter(search)));
    }

    private static final class Counter {
        private final String name;
        private final GuardedPattern matches;
        private final Optional<GuardedPattern> except;
        private long count;

        Counter(Search search) {
            name = search.name();
            matches = GuardedPattern.compile(search.regex());
            except = search.except().map(GuardedPattern::compile);
        }

        void look(String line) {
            if (matches.isFoundIn(line) && !(except.isPresent() && except.get().isFoundIn(line))) {
                count++;
            }
        }

        /** Why it counts no more, or counts what it should not; empty where all is well. */
        Optional<String> trouble() {
            return matches.trouble().or(() -> except.flatMap(GuardedPattern::trouble));
        }
    }

    @Override
    public void read(Instant at, SampleBatch batch) {
        recall();
        long deadline = nanos.getAsLong() + config.schedule().timeout().toNanos();
        try {
            TailReading reading = tail.read(this::count, () -> nanos.getAsLong() - deadline < 0);
            SampleLine line = batch.add("log_tail", at).tag("target", config.schedule().name());
            reading.unreadBytes().ifPresent(bytes -> line.field("unread_bytes", bytes));
            line.field("lines_cut", tail.linesCut());
        } finally {
            keep();
        }
        tell(at, batch);
        List<String> troubles =
                counters.stream()
                        .flatMap(counter -> counter.trouble().stream())
                        .flatMap(Stream::of)
                        .toList();
        if (!troubles.isEmpty()) {
            throw new TargetDownException(BAD_ANSWER, "pattern " + String.join("; ", troubles));
        }
    }

    private void count(String line) {
        counters.forEach(counter -> counter.look(line));
    }

    /** A pattern that is off says nothing: its last count would look like peace. */
    private void tell(Instant at, SampleBatch batch) {
        counters.stream()
                .filter(counter -> counter.trouble().isEmpty())
                .forEach(
                        counter ->
                                batch.add("log_matches", at)
                                        .tag("target", config.schedule().name())
                                        .tag("pattern", counter.name)
                                        .field("matches", counter.count));
    }

    private void recall() {
        if (!isRecalled) {
            Map<String, String> notes = tail.notes();
            counters.forEach(
                    each -> each.count = Long.parseLong(notes.getOrDefault(each.name, "0")));
        }
        isRecalled = true;
    }

    private void keep() {
        Map<String, String> notes = new HashMap<>();
        counters.forEach(counter -> notes.put(counter.name, Long.toString(counter.count)));
        tail.keep(notes);
    }

    @Override
    public void close() {
        tail.close();
    }
}
