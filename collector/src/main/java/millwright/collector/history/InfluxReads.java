package millwright.collector.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Micros;

/**
 * Reads what the server has, and over it what still waits here: the latter is newer. It is looked
 * at first, so that a sample on its way is in one of the two at least. Thread-safe.
 */
final class InfluxReads {
    private static final long WINDOW_MIN = Micros.A_SECOND;
    private static final long WINDOW_FIRST = 300 * Micros.A_SECOND;
    private static final long WINDOW_MAX = 24 * StoredTime.HOUR;

    /** Of one window, in memory: 40 MB. */
    private static final int ROWS_MAX = 2_000_000;

    private static final int ROWS_FEW = 100_000;

    private final InfluxServer server;
    private final InfluxConfig config;
    private final InfluxQueue queue;
    private final int rowsMax;

    InfluxReads(InfluxServer server, InfluxConfig config, InfluxQueue queue) {
        this(server, config, queue, ROWS_MAX);
    }

    InfluxReads(InfluxServer server, InfluxConfig config, InfluxQueue queue, int rowsMax) {
        this.server = server;
        this.config = config;
        this.queue = queue;
        this.rowsMax = rowsMax;
    }

    /** A window holds more than the memory is for. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many rows", null, false, false);
        }
    }

    List<Sample> range(SeriesKey key, long fromMicros, long toMicros) {
        TreeMap<Long, Double> waiting = new TreeMap<>();
        waiting(
                key,
                fromMicros,
                toMicros,
                sample -> {
                    if (sample.value() instanceof SampleValue.Figure number) {
                        waiting.put(sample.at().micros(), number.value());
                    }
                });
        TreeMap<Long, Double> found = new TreeMap<>();
        select(
                InfluxNames.field(key.field()),
                InfluxQl.fromWhere(key, fromMicros, toMicros) + " GROUP BY *",
                OfSeries.numbers(key, (column, micros, value) -> found.put(micros, value)));
        found.putAll(waiting);
        List<Sample> samples = new ArrayList<>(found.size());
        found.forEach((micros, value) -> samples.add(new Sample(Micros.instant(micros), value)));
        return samples;
    }

    List<Text> texts(SeriesKey key, long fromMicros, long toMicros) {
        TreeMap<Long, String> waiting = new TreeMap<>();
        waiting(
                key,
                fromMicros,
                toMicros,
                sample -> {
                    if (sample.value() instanceof SampleValue.Words words) {
                        waiting.put(sample.at().micros(), words.value());
                    }
                });
        TreeMap<Long, String> found = new TreeMap<>();
        select(
                InfluxNames.encode(key.field()) + InfluxNames.TEXT_SUFFIX,
                InfluxQl.fromWhere(key, fromMicros, toMicros) + " GROUP BY *",
                OfSeries.texts(key, (micros, value) -> found.put(micros, value)));
        found.putAll(waiting);
        List<Text> texts = new ArrayList<>(found.size());
        found.forEach((micros, value) -> texts.add(new Text(Micros.instant(micros), value)));
        return texts;
    }

    /** The newest from {@code fromMicros} on. */
    Optional<Sample> latest(SeriesKey key, long fromMicros) {
        TreeMap<Long, Double> found = new TreeMap<>();
        TreeMap<Long, Double> waiting = new TreeMap<>();
        waiting(
                key,
                fromMicros,
                StoredTime.MAX + 1,
                sample -> {
                    if (sample.value() instanceof SampleValue.Figure number) {
                        waiting.put(sample.at().micros(), number.value());
                    }
                });
        select(
                InfluxNames.field(key.field()),
                InfluxQl.fromWhere(key, fromMicros, InfluxQl.MICROS_MAX)
                        + " GROUP BY * ORDER BY time DESC LIMIT 1",
                OfSeries.numbers(key, (column, micros, value) -> found.put(micros, value)));
        found.putAll(waiting);
        return Optional.ofNullable(found.lastEntry())
                .map(last -> new Sample(Micros.instant(last.getKey()), last.getValue()));
    }

    private interface Viewer {
        void view(InfluxQueue.Waiting sample);
    }

    private void waiting(SeriesKey key, long fromMicros, long toMicros, Viewer viewer) {
        Optional<Integer> id = queue.catalog().find(key);
        if (id.isPresent()) {
            queue.show(
                    fromMicros,
                    toMicros,
                    sample -> {
                        if (sample.at().series() == id.get()) {
                            viewer.view(sample);
                        }
                    });
        }
    }

    private void select(String field, String fromWhere, OfSeries rows) {
        server.query(config.database(), "SELECT " + InfluxQl.field(field) + fromWhere, rows);
    }

    List<HourlyRollUp> hourly(SeriesKey key, long fromMicros, long toMicros) {
        List<HourField> fields = List.of(HourField.values());
        String columns =
                fields.stream()
                        .map(field -> InfluxNames.encode(key.field()) + field.suffix())
                        .map(InfluxQl::field)
                        .collect(Collectors.joining(", "));
        TreeMap<Long, Map<HourField, Double>> hours = new TreeMap<>();
        server.query(
                config.rollUpDatabase(),
                "SELECT " + columns + InfluxQl.fromWhere(key, fromMicros, toMicros) + " GROUP BY *",
                OfSeries.numbers(
                        key,
                        (column, micros, value) ->
                                hours.computeIfAbsent(
                                                micros, hour -> new EnumMap<>(HourField.class))
                                        .put(fields.get(column - 1), value)));
        List<HourlyRollUp> rollUps = new ArrayList<>();
        hours.forEach((micros, parts) -> rollUps.add(rollUp(micros, parts)));
        return rollUps;
    }

    private static HourlyRollUp rollUp(long micros, Map<HourField, Double> parts) {
        return new HourlyRollUp(
                Micros.instant(micros),
                (long) part(parts, HourField.COUNT),
                part(parts, HourField.MIN),
                part(parts, HourField.MAX),
                part(parts, HourField.MEAN),
                part(parts, HourField.LAST));
    }

    private static double part(Map<HourField, Double> parts, HourField field) {
        return parts.getOrDefault(field, Double.NaN);
    }

    /** Of a series alone: a condition on tags also holds for series that have more of them. */
    private static final class OfSeries implements InfluxRows {
        private final SeriesKey key;
        private final Numbers numbers;
        private final Texts texts;
        private boolean matches;

        interface Numbers {
            void take(int column, long micros, double value);
        }

        interface Texts {
            void take(long micros, String value);
        }

        private OfSeries(SeriesKey key, Numbers numbers, Texts texts) {
            this.key = key;
            this.numbers = numbers;
            this.texts = texts;
        }

        static OfSeries numbers(SeriesKey key, Numbers numbers) {
            return new OfSeries(key, numbers, (micros, value) -> {});
        }

        static OfSeries texts(SeriesKey key, Texts texts) {
            return new OfSeries(key, (column, micros, value) -> {}, texts);
        }

        @Override
        public void series(String name, Map<String, String> tags, List<String> columns) {
            matches = InfluxNames.key(name, tags, key.field()).equals(key);
        }

        @Override
        public void number(int column, long micros, double value) {
            if (matches) {
                numbers.take(column, micros, value);
            }
        }

        @Override
        public void text(int column, long micros, String value) {
            if (matches) {
                texts.take(micros, value);
            }
        }
    }

    /**
     * All numbers in time order, in windows that fit into the memory. The catalog gains the series
     * that only the server knew.
     */
    void scan(long fromMicros, long toMicros, History.SampleVisitor visitor) {
        long window = WINDOW_FIRST;
        OptionalLong next = nextTime(fromMicros, toMicros);
        while (next.isPresent()) {
            long from = next.getAsLong();
            long to = Math.min(toMicros, from + window);
            Rows rows;
            try {
                rows = window(from, to, window > WINDOW_MIN);
            } catch (TooMany tooMany) {
                window = Math.max(WINDOW_MIN, window / 4);
                continue;
            }
            visit(rows, visitor);
            if (rows.size() < Math.min(ROWS_FEW, rowsMax / 4)) {
                window = Math.min(WINDOW_MAX, window * 2);
            }
            next = rows.size() > 0 && to < toMicros ? OptionalLong.of(to) : nextTime(to, toMicros);
        }
    }

    /** The means of the hours of an interval in time order, a day at a time. */
    void scanHourly(long fromMicros, long toMicros, History.SampleVisitor visitor) {
        String database = config.rollUpDatabase();
        OptionalLong next = firstHour(database, fromMicros, toMicros);
        while (next.isPresent()) {
            long from = next.getAsLong();
            long to = Math.min(toMicros, from + WINDOW_MAX);
            Rows rows = new Rows();
            for (String measurement : server.measurements(database)) {
                server.query(
                        database,
                        "SELECT *::field FROM %s WHERE %s GROUP BY *"
                                .formatted(InfluxQl.name(measurement), InfluxQl.interval(from, to)),
                        new OfMeans(rows));
            }
            visit(rows, visitor);
            next = firstHour(database, to, toMicros);
        }
    }

    private OptionalLong firstHour(String database, long fromMicros, long toMicros) {
        return fromMicros < toMicros
                ? firstAtServer(database, fromMicros, toMicros)
                : OptionalLong.empty();
    }

    /** The means of all series of a measurement of roll-ups, as rows. */
    private final class OfMeans implements InfluxRows {
        private final Rows rows;
        private int[] ids = new int[0];

        OfMeans(Rows rows) {
            this.rows = rows;
        }

        @Override
        public void series(String name, Map<String, String> tags, List<String> columns) {
            ids = new int[columns.size()];
            for (int i = 0; i < ids.length; i++) {
                String column = columns.get(i);
                String suffix = HourField.MEAN.suffix();
                ids[i] =
                        column.endsWith(suffix)
                                ? queue.catalog().id(InfluxNames.key(name, tags, field(column)))
                                : -1;
            }
        }

        private static String field(String column) {
            return column.substring(0, column.length() - HourField.MEAN.suffix().length());
        }

        @Override
        public void number(int column, long micros, double value) {
            if (ids[column] >= 0) {
                rows.add(ids[column], micros, value);
            }
        }
    }

    /** Where the next sample is, here or there, so that years without any cost nothing. */
    private OptionalLong nextTime(long fromMicros, long toMicros) {
        if (fromMicros >= toMicros) {
            return OptionalLong.empty();
        }
        OptionalLong here = queue.firstFrom(fromMicros);
        OptionalLong there = firstAtServer(config.database(), fromMicros, toMicros);
        long first = Math.min(here.orElse(Long.MAX_VALUE), there.orElse(Long.MAX_VALUE));
        return first < toMicros ? OptionalLong.of(first) : OptionalLong.empty();
    }

    /** The first time of whatever the server has of an interval. */
    OptionalLong firstAtServer(String database, long fromMicros, long toMicros) {
        long[] first = {Long.MAX_VALUE};
        server.query(
                database,
                "SELECT * FROM /.+/ WHERE %s ORDER BY time ASC LIMIT 1"
                        .formatted(InfluxQl.interval(fromMicros, toMicros)),
                new InfluxRows() {
                    @Override
                    public void series(String name, Map<String, String> t, List<String> c) {}

                    @Override
                    public void number(int column, long micros, double value) {
                        first[0] = Math.min(first[0], micros);
                    }

                    @Override
                    public void text(int column, long micros, String value) {
                        first[0] = Math.min(first[0], micros);
                    }
                });
        return first[0] == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first[0]);
    }

    private Rows window(long from, long to, boolean isBounded) {
        Rows waiting = new Rows();
        queue.show(
                from,
                to,
                sample -> {
                    if (sample.value() instanceof SampleValue.Figure number) {
                        check(waiting, isBounded);
                        waiting.add(sample.at().series(), sample.at().micros(), number.value());
                    }
                });
        Rows all = new Rows();
        for (String measurement : server.measurements(config.database())) {
            server.query(
                    config.database(),
                    "SELECT *::field FROM %s WHERE %s GROUP BY *"
                            .formatted(InfluxQl.name(measurement), InfluxQl.interval(from, to)),
                    new OfAll(all, isBounded));
        }
        for (int i = 0; i < waiting.size(); i++) {
            all.add(waiting.series(i), waiting.micros(i), waiting.value(i));
        }
        return all;
    }

    private void check(Rows rows, boolean isBounded) {
        if (isBounded && rows.size() >= rowsMax) {
            throw new TooMany();
        }
    }

    private static void visit(Rows rows, History.SampleVisitor visitor) {
        LastWriteWins once = new LastWriteWins(visitor);
        for (int i : rows.timeOrder()) {
            once.visit(rows.series(i), rows.micros(i), rows.value(i));
        }
        once.end();
    }

    /** Numbers of all series of a measurement, as rows. */
    private final class OfAll implements InfluxRows {
        private final SeriesCatalog catalog = queue.catalog();
        private final Rows rows;
        private final boolean isBounded;
        private String measurement = "";
        private Map<String, String> tags = Map.of();
        private List<String> columns = List.of();
        private int[] ids = new int[0];

        OfAll(Rows rows, boolean isBounded) {
            this.rows = rows;
            this.isBounded = isBounded;
        }

        @Override
        public void series(String name, Map<String, String> newTags, List<String> newColumns) {
            measurement = name;
            tags = newTags;
            columns = newColumns;
            ids = new int[columns.size()];
        }

        @Override
        public void number(int column, long micros, double value) {
            check(rows, isBounded);
            if (ids[column] == 0) { // one more than the series' number
                SeriesKey key = InfluxNames.key(measurement, tags, columns.get(column));
                ids[column] = catalog.id(key) + 1;
            }
            rows.add(ids[column] - 1, micros, value);
        }
    }

    /** Numbers only: where nothing waits, the server counts. */
    long count(long fromMicros, long toMicros) {
        OptionalLong first = queue.firstFrom(fromMicros);
        OptionalLong last = queue.lastTime();
        if (first.isEmpty() || last.isEmpty() || first.getAsLong() >= toMicros) {
            return countAtServer(fromMicros, toMicros);
        }
        long mixedFrom = first.getAsLong();
        long mixedTo = Math.min(toMicros, last.getAsLong() + 1);
        long[] mixed = new long[1];
        scan(mixedFrom, mixedTo, (series, micros, value) -> mixed[0]++);
        return countAtServer(fromMicros, mixedFrom) + mixed[0] + countAtServer(mixedTo, toMicros);
    }

    private long countAtServer(long fromMicros, long toMicros) {
        long count = 0;
        if (fromMicros < toMicros) {
            for (String measurement : server.measurements(config.database())) {
                count += count(measurement, fromMicros, toMicros);
            }
        }
        return count;
    }

    private long count(String measurement, long fromMicros, long toMicros) {
        return countFields(
                config.database(),
                measurement,
                fromMicros,
                toMicros,
                field -> !field.endsWith(InfluxNames.TEXT_SUFFIX));
    }

    /**
     * @param measurement as the server names it
     * @param counts which fields
     */
    long countFields(
            String database,
            String measurement,
            long fromMicros,
            long toMicros,
            Predicate<String> counts) {
        long[] count = new long[1];
        server.query(
                database,
                "SELECT count(*::field) FROM %s WHERE %s"
                        .formatted(
                                InfluxQl.name(measurement),
                                InfluxQl.interval(fromMicros, toMicros)),
                new InfluxRows() {
                    private List<String> columns = List.of();

                    @Override
                    public void series(String name, Map<String, String> t, List<String> c) {
                        columns = c;
                    }

                    @Override
                    public void number(int column, long micros, double value) {
                        if (counts.test(columns.get(column))) {
                            count[0] += (long) value;
                        }
                    }
                });
        return count[0];
    }

    /** Start of the newest hour that is rolled up. */
    OptionalLong newestHour() {
        long[] newest = {-1};
        server.query(
                config.rollUpDatabase(),
                "SELECT * FROM /.+/ ORDER BY time DESC LIMIT 1",
                new InfluxRows() {
                    @Override
                    public void series(String name, Map<String, String> t, List<String> c) {}

                    @Override
                    public void number(int column, long micros, double value) {
                        newest[0] = Math.max(newest[0], micros);
                    }
                });
        return newest[0] < 0 ? OptionalLong.empty() : OptionalLong.of(newest[0]);
    }
}
