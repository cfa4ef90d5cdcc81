package millwright.collector.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import millwright.collector.ingest.SeriesCatalog;
import millwright.rules.indicator.Micros;

/**
 * Copies the embedded history into InfluxDB, roll-ups first, then texts, then samples, an hour or
 * so at a time. What was copied is noted in a file, so that the same command goes on where an
 * earlier one was killed; copying twice is harmless. A collector may write to the same InfluxDB
 * meanwhile.
 */
public final class HistoryMigration {
    private static final String HOURS = "rollUps";
    private static final String TEXTS = "texts";
    private static final String SAMPLES = "samples";
    private static final long SAMPLES_SLICE = StoredTime.HOUR;
    private static final long OTHERS_SLICE = 7 * 24 * StoredTime.HOUR;
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20));

    private final InfluxConfig influx;
    private final QuestDbHistory from;
    private final SeriesCatalog catalog;
    private final InfluxServer server;
    private final InfluxQueue scratch;
    private final InfluxReads reads;
    private final MigrationState state;
    private final Progress progress;
    private final Tally tally = new Tally();
    private long refused;
    private String refusal = "";

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param samples that are at the target, of all
         * @param at the time up to which they are
         */
        void copied(long samples, long all, Instant at);
    }

    /**
     * What one measurement has here and there.
     *
     * @param what such as {@code cpu} or {@code cpu, hourly}
     */
    public record Count(String what, long here, long there) {
        /** More is no fault: a running collector writes there too. */
        public boolean isComplete() {
            return there >= here;
        }
    }

    /**
     * @param refusal the last that the server refused, and why; empty where it took all
     */
    public record Result(List<Count> counts, long refused, String refusal) {
        public Result {
            counts = List.copyOf(counts);
        }

        public boolean isComplete() {
            return refused == 0 && counts.stream().allMatch(Count::isComplete);
        }
    }

    /** What is here, by series. */
    private static final class Tally {
        private final Map<Integer, Long> samples = new TreeMap<>();
        private final Map<Integer, Long> hours = new TreeMap<>();
        private final Map<Integer, Long> newestHours = new TreeMap<>();
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long rolledUntil;
        private long all;

        void sample(int series, long micros) {
            samples.merge(series, 1L, Long::sum);
            first = Math.min(first, micros);
            last = Math.max(last, micros);
            all++;
        }

        /** In the order of hours; one that was rolled up again comes twice. */
        void hour(int series, long micros) {
            Long before = newestHours.put(series, micros);
            if (before == null || before != micros) {
                hours.merge(series, 1L, Long::sum);
            }
            rolledUntil = Math.max(rolledUntil, micros + StoredTime.HOUR);
        }
    }

    private HistoryMigration(
            InfluxConfig influx,
            QuestDbHistory from,
            SeriesCatalog catalog,
            InfluxServer server,
            InfluxQueue scratch,
            MigrationState state,
            Progress progress) {
        this.influx = influx;
        this.from = from;
        this.catalog = catalog;
        this.server = server;
        this.scratch = scratch;
        this.state = state;
        this.progress = progress;
        reads = new InfluxReads(server, influx, scratch);
    }

    /**
     * @param embedded not in use by a collector
     * @param stateFile made where it is not there
     * @param work an empty folder, for the time of the migration
     * @throws HistoryException if the server takes nothing for half a minute; the same again goes
     *     on from there
     */
    public static Result run(
            HistoryConfig embedded,
            InfluxConfig influx,
            Path stateFile,
            Path work,
            Progress progress)
            throws IOException {
        String target = influx.url() + " " + influx.database();
        MigrationState state = MigrationState.open(stateFile, target);
        SeriesCatalog catalog = new SeriesCatalog();
        try (QuestDbHistory from = QuestDbHistory.open(embedded, catalog);
                InfluxQueue scratch = InfluxQueue.open(work, new SeriesCatalog(), 1);
                InfluxServer server = new InfluxServer(influx)) {
            return new HistoryMigration(influx, from, catalog, server, scratch, state, progress)
                    .run();
        }
    }

    private Result run() throws IOException {
        from.scan(
                Instant.EPOCH,
                Instant.MAX,
                (series, micros, value) -> tally.sample(series, micros));
        from.scanHours(0, StoredTime.MAX, (series, hour) -> tally.hour(series, micros(hour)));
        copyHours();
        copyTexts();
        copySamples();
        rollUpTheRest();
        return new Result(counts(), refused, refusal);
    }

    private static long micros(HourlyRollUp hour) {
        return Micros.of(hour.hour());
    }

    /** Copies an interval of a kind. */
    private interface Slice {
        void copy(long fromMicros, long toMicros);
    }

    private void copyHours() throws IOException {
        slices(
                HOURS,
                OTHERS_SLICE,
                firstHour(),
                tally.rolledUntil,
                (begin, end) -> {
                    Batch batch = new Batch(influx.rollUpDatabase());
                    from.scanHours(
                            begin,
                            end,
                            (series, hour) ->
                                    batch.add(
                                            lines ->
                                                    lines.addHour(
                                                            catalog.key(series),
                                                            hour,
                                                            micros(hour))));
                    batch.send();
                });
    }

    private long firstHour() {
        long[] first = {tally.rolledUntil};
        from.scanHours(
                0, StoredTime.MAX, (series, hour) -> first[0] = Math.min(first[0], micros(hour)));
        return first[0];
    }

    private void copyTexts() throws IOException {
        long[] bounds = {Long.MAX_VALUE, 0};
        from.scanTexts(
                0,
                StoredTime.MAX,
                (series, micros, value) -> {
                    bounds[0] = Math.min(bounds[0], micros);
                    bounds[1] = Math.max(bounds[1], micros + 1);
                });
        slices(
                TEXTS,
                OTHERS_SLICE,
                bounds[0],
                bounds[1],
                (begin, end) -> {
                    Batch batch = new Batch(influx.database());
                    from.scanTexts(
                            begin,
                            end,
                            (series, micros, value) ->
                                    batch.add(
                                            lines ->
                                                    lines.addText(
                                                            catalog.key(series), micros, value)));
                    batch.send();
                });
    }

    private void copySamples() throws IOException {
        long[] copied = new long[1];
        long until = state.until(SAMPLES);
        from.scan(
                Instant.EPOCH,
                Micros.instant(Math.max(0, until)),
                (series, micros, value) -> copied[0]++);
        slices(
                SAMPLES,
                SAMPLES_SLICE,
                tally.first,
                tally.last + 1,
                (begin, end) -> {
                    Batch batch = new Batch(influx.database());
                    from.scan(
                            Micros.instant(begin),
                            Micros.instant(end),
                            (series, micros, value) -> {
                                batch.add(lines -> lines.add(catalog.key(series), micros, value));
                                copied[0]++;
                            });
                    batch.send();
                    progress.copied(copied[0], tally.all, Micros.instant(end));
                });
    }

    private void slices(String kind, long length, long first, long end, Slice slice)
            throws IOException {
        long begin = Math.max(first, state.until(kind));
        while (begin < end) {
            long to = Math.min(end, begin + length);
            slice.copy(begin, to);
            state.done(kind, to);
            begin = to;
        }
    }

    /**
     * The last hours are not rolled up here; of the very last a part may be there, from a collector
     * that goes on with it.
     */
    private void rollUpTheRest() {
        if (tally.all > 0) {
            long begin = Math.max(StoredTime.hour(tally.first), tally.rolledUntil);
            new InfluxRollUps(server, influx, scratch, reads)
                    .roll(begin, StoredTime.hour(tally.last) + StoredTime.HOUR);
        }
    }

    private List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        byMeasurement(tally.samples)
                .forEach(
                        (measurement, here) -> {
                            long there =
                                    reads.countFields(
                                            influx.database(),
                                            measurement,
                                            tally.first,
                                            tally.last + 1,
                                            field -> !field.endsWith(InfluxNames.TEXT_SUFFIX));
                            counts.add(new Count(measurement, here, there));
                        });
        byMeasurement(tally.hours)
                .forEach(
                        (measurement, here) -> {
                            long there =
                                    reads.countFields(
                                            influx.rollUpDatabase(),
                                            measurement,
                                            0,
                                            tally.rolledUntil,
                                            field -> field.endsWith(HourField.COUNT.suffix()));
                            counts.add(new Count(measurement + ", hourly", here, there));
                        });
        return counts;
    }

    private Map<String, Long> byMeasurement(Map<Integer, Long> bySeries) {
        Map<String, Long> sums = new TreeMap<>();
        bySeries.forEach(
                (series, count) ->
                        sums.merge(
                                InfluxNames.measurement(catalog.key(series).measurement()),
                                count,
                                Long::sum));
        return sums;
    }

    /** Lines on their way. */
    private final class Batch {
        private final String database;
        private final InfluxLines lines = new InfluxLines();
        private final List<String> waiting = new ArrayList<>();

        Batch(String database) {
            this.database = database;
        }

        void add(Consumer<InfluxLines> writer) {
            writer.accept(lines);
            waiting.add(lines.take());
            if (waiting.size() >= influx.batchLines()) {
                send();
            }
        }

        void send() {
            if (!waiting.isEmpty()) {
                send(waiting);
                waiting.clear();
            }
        }

        private void send(List<String> some) {
            InfluxServer.Written answer = patiently(String.join("", some));
            if (answer instanceof InfluxServer.Written.Refused no) {
                if (some.size() == 1) {
                    refused++;
                    refusal = some.get(0).strip() + ": " + no.why();
                } else {
                    int half = some.size() / 2;
                    send(some.subList(0, half));
                    send(some.subList(half, some.size()));
                }
            }
        }

        private InfluxServer.Written patiently(String text) {
            InfluxServer.Written answer = server.write(database, text);
            for (Duration pause : PAUSES) {
                if (!(answer instanceof InfluxServer.Written.Later)) {
                    return answer;
                }
                LockSupport.parkNanos(pause.toNanos());
                answer = server.write(database, text);
            }
            if (answer instanceof InfluxServer.Written.Later later) {
                throw new HistoryException(
                        "InfluxDB takes nothing: %s. Restore it and run the same command again: it goes on where it is now."
                                .formatted(later.why()),
                        null);
            }
            return answer;
        }
    }
}
