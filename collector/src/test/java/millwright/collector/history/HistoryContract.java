package millwright.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Micros;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every history does, whatever keeps it. */
abstract class HistoryContract {
    static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    static final SeriesKey CPU = series("cpu", "web-01", "usage_active");
    static final SeriesKey MEMORY = series("mem", "web-01", "used_percent");

    @TempDir Path folder;

    SeriesCatalog catalog;
    History history;

    /** Opens the store in {@link #folder}, which may have been used before. */
    abstract History open(HistoryConfig config, SeriesCatalog catalog);

    @BeforeEach
    void start() {
        catalog = new SeriesCatalog();
        history = open(HistoryConfig.of(folder.resolve("history")), catalog);
    }

    @AfterEach
    void stop() {
        history.close();
    }

    void reopen() {
        stop();
        start();
    }

    static SeriesKey series(String measurement, String host, String field) {
        return new SeriesKey(measurement, new TreeMap<>(Map.of("host", host)), field);
    }

    /**
     * @param samples such as {@code 10:00 95.5}, on the day of {@link #TEN}, in this order
     */
    void append(SeriesKey key, String... samples) {
        SampleBatch batch = new SampleBatch(samples.length);
        for (String sample : samples) {
            String[] words = sample.split(" ");
            batch.add(catalog.id(key), micros(at(words[0])), Double.parseDouble(words[1]));
        }
        history.append(batch);
    }

    static Instant at(String time) {
        return Instant.parse("2026-03-02T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }

    static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }

    /** The samples of a day as {@code 10:00:00 95.5}. */
    List<String> day(SeriesKey key) {
        return text(history.range(key, at("00:00"), at("00:00").plus(Duration.ofDays(1))));
    }

    static List<String> text(List<Sample> samples) {
        List<String> text = new ArrayList<>();
        samples.forEach(sample -> text.add(line(sample.at(), sample.value())));
        return text;
    }

    private static String line(Instant at, double value) {
        return at.toString().substring(11, 19) + " " + value;
    }

    List<String> hours(SeriesKey key) {
        List<String> text = new ArrayList<>();
        history.hourly(key, at("00:00"), at("00:00").plus(Duration.ofDays(1)))
                .forEach(
                        hour ->
                                text.add(
                                        "%s n=%d min=%s max=%s mean=%s last=%s"
                                                .formatted(
                                                        hour.hour().toString().substring(11, 16),
                                                        hour.count(),
                                                        hour.min(),
                                                        hour.max(),
                                                        hour.mean(),
                                                        hour.last())));
        return text;
    }

    @Test
    void theMeansOfAllSeriesComeByHourAndTheOneRolledUpAgainCounts() {
        append(CPU, "10:00 10", "10:30 20", "11:00 40");
        append(MEMORY, "10:10 70");
        history.maintain(at("12:10"));
        append(CPU, "10:45 60");
        history.maintain(at("12:20"));

        Map<String, Double> means = new TreeMap<>();
        history.scanHourly(
                at("10:00"),
                at("11:00"),
                (series, micros, mean) ->
                        means.put(
                                catalog.key(series).measurement() + " " + Micros.instant(micros),
                                mean));

        assertThat(means)
                .isEqualTo(
                        Map.of("cpu 2026-03-02T10:00:00Z", 30.0, "mem 2026-03-02T10:00:00Z", 70.0));
    }

    @Test
    void givesBackWhatWasAppended() {
        append(CPU, "10:00 1.5", "10:01 2.5");
        append(MEMORY, "10:00 70");

        assertThat(day(CPU)).containsExactly("10:00:00 1.5", "10:01:00 2.5");
        assertThat(day(MEMORY)).containsExactly("10:00:00 70.0");
    }

    @Test
    void aSampleThatCameOutOfOrderStandsWhereItsTimeIs() {
        append(CPU, "10:05 5", "10:01 1", "10:03 3");
        append(CPU, "10:02 2");
        append(CPU, "10:04 4", "09:00 0");

        assertThat(day(CPU))
                .containsExactly(
                        "09:00:00 0.0",
                        "10:01:00 1.0",
                        "10:02:00 2.0",
                        "10:03:00 3.0",
                        "10:04:00 4.0",
                        "10:05:00 5.0");
    }

    @Test
    void ofRepeatedSamplesTheLaterWriteWins() {
        append(CPU, "10:00 1", "10:00 2", "10:01 5");
        append(MEMORY, "10:00 70");
        append(CPU, "10:01 6");
        append(CPU, "10:02 7", "10:00 3");
        append(MEMORY, "10:00 71");

        assertThat(day(CPU)).containsExactly("10:00:00 3.0", "10:01:00 6.0", "10:02:00 7.0");
        assertThat(day(MEMORY)).containsExactly("10:00:00 71.0");
        assertThat(history.count(at("10:00"), at("11:00"))).isEqualTo(4);
        reopen();
        append(CPU, "10:01 8", "10:00 4");
        assertThat(day(CPU)).containsExactly("10:00:00 4.0", "10:01:00 8.0", "10:02:00 7.0");
        assertThat(history.count(at("10:00"), at("11:00"))).isEqualTo(4);
    }

    @Test
    void sameBatchTwiceIsOneBatch() {
        for (int delivery = 0; delivery < 5; delivery++) {
            append(CPU, "10:00 1", "10:01 2", "10:02 3");
        }

        assertThat(day(CPU)).containsExactly("10:00:00 1.0", "10:01:00 2.0", "10:02:00 3.0");
        assertThat(history.count(Instant.EPOCH, Instant.MAX)).isEqualTo(3);
    }

    @Test
    void intervalIsHalfOpenToTheMicrosecond() {
        SampleBatch batch = new SampleBatch(4);
        long ten = micros(TEN);
        for (long micros = ten - 1; micros <= ten + 1; micros++) {
            batch.add(catalog.id(CPU), micros, (double) (micros - ten));
        }
        history.append(batch);

        assertThat(history.range(CPU, TEN, TEN.plusNanos(1000)))
                .containsExactly(new Sample(TEN, 0));
        assertThat(history.range(CPU, TEN, TEN)).isEmpty();
        assertThat(history.range(CPU, TEN.plusNanos(1), TEN.plusNanos(1001)))
                .containsExactly(new Sample(TEN.plusNanos(1000), 1));
        assertThat(history.count(Instant.MIN, TEN)).isEqualTo(1);
        assertThat(history.count(TEN, Instant.MAX)).isEqualTo(2);
    }

    @Test
    void anUnknownSeriesHasNothing() {
        append(CPU, "10:00 1");

        assertThat(history.latest(MEMORY)).isEmpty();
        assertThat(day(MEMORY)).isEmpty();
        assertThat(hours(MEMORY)).isEmpty();
        assertThat(history.texts(MEMORY, Instant.MIN, Instant.MAX)).isEmpty();
        assertThat(catalog.find(MEMORY)).isEmpty();
    }

    @Test
    void latestIsTheNewestNotTheOneThatCameLast() {
        append(CPU, "10:05 5");
        append(CPU, "10:04 4");
        assertThat(history.latest(CPU)).contains(new Sample(at("10:05"), 5));

        append(CPU, "10:05 6");
        assertThat(history.latest(CPU)).contains(new Sample(at("10:05"), 6));
    }

    @Test
    void latestIsKnownAfterARestartHoweverLongAgoItWas() {
        append(CPU, "02:00 5", "02:01 6");
        append(MEMORY, "10:00 70");
        reopen();
        assertThat(history.latest(CPU)).contains(new Sample(at("02:01"), 6));

        history.maintain(at("10:30"));
        append(CPU, "02:02 7");
        reopen();
        assertThat(history.latest(CPU)).contains(new Sample(at("02:02"), 7));
        assertThat(history.latest(MEMORY)).contains(new Sample(at("10:00"), 70));
    }

    @Test
    void keepsZeroAndHugeAndTinyValuesExactly() {
        double[] values = {
            0, -0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1.0 / 3, 0x1p63
        };
        SampleBatch batch = new SampleBatch(8);
        for (int i = 0; i < values.length; i++) {
            batch.add(catalog.id(CPU), micros(TEN) + i, values[i]);
        }
        history.append(batch);
        reopen();

        assertThat(history.range(CPU, TEN, TEN.plusSeconds(1)))
                .extracting(Sample::value)
                .containsExactly(
                        0.0,
                        -0.0,
                        Double.MAX_VALUE,
                        -Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        1.0 / 3,
                        0x1p63);
    }

    @Test
    void leavesOutWhatNoStoreCanHoldAndKeepsTheRest() {
        SampleBatch batch = new SampleBatch(4);
        batch.add(catalog.id(CPU), -1, 1);
        batch.add(catalog.id(CPU), micros(TEN), Double.NaN);
        batch.add(catalog.id(CPU), Long.MAX_VALUE, 1);
        batch.add(catalog.id(CPU), micros(TEN), 4);
        batch.addText(catalog.id(MEMORY), -1, "before our time");
        history.append(batch);

        assertThat(history.count(Instant.MIN, Instant.MAX)).isEqualTo(1);
        assertThat(history.latest(CPU)).contains(new Sample(TEN, 4));
    }

    @Test
    void anEmptyBatchIsNothing() {
        history.append(new SampleBatch(0));

        assertThat(history.count(Instant.MIN, Instant.MAX)).isZero();
    }

    @Test
    void scansAllSeriesInTimeOrderWithoutRepeats() {
        append(CPU, "10:02 2", "10:00 0");
        append(MEMORY, "10:01 71", "10:00 70", "10:03 73");
        append(CPU, "10:00 1");
        List<String> seen = new ArrayList<>();

        history.scan(
                at("10:00"),
                at("10:03"),
                (series, micros, value) ->
                        seen.add(
                                catalog.key(series).measurement()
                                        + " "
                                        + line(Micros.instant(micros), value)));

        assertThat(seen.subList(0, 2))
                .containsExactlyInAnyOrder("cpu 10:00:00 1.0", "mem 10:00:00 70.0");
        assertThat(seen.subList(2, seen.size()))
                .containsExactly("mem 10:01:00 71.0", "cpu 10:02:00 2.0");
    }

    @Test
    void textsAreKeptApartAndReadBack() {
        SampleBatch batch = new SampleBatch(1);
        batch.addText(catalog.id(CPU), micros(at("10:01")), "Ünïcödé, \"quotes\" and\nlines 🚜");
        batch.addText(catalog.id(CPU), micros(at("10:00")), "first");
        batch.addText(catalog.id(CPU), micros(at("10:00")), "");
        history.append(batch);
        reopen();

        assertThat(history.texts(CPU, at("10:00"), at("10:02")))
                .containsExactly(
                        new Text(at("10:00"), ""),
                        new Text(at("10:01"), "Ünïcödé, \"quotes\" and\nlines 🚜"));
        assertThat(history.count(Instant.MIN, Instant.MAX)).isZero();
        assertThat(history.latest(CPU)).isEmpty();
    }

    @Test
    void anHourIsRolledUpFiveMinutesAfterItsEnd() {
        append(CPU, "10:00 1", "10:30 3", "10:59:59 8", "11:00 100");

        history.maintain(at("11:04:59"));
        assertThat(hours(CPU)).isEmpty();
        history.maintain(at("11:05"));
        assertThat(hours(CPU)).containsExactly("10:00 n=3 min=1.0 max=8.0 mean=4.0 last=8.0");
        history.maintain(at("12:05"));
        assertThat(hours(CPU))
                .containsExactly(
                        "10:00 n=3 min=1.0 max=8.0 mean=4.0 last=8.0",
                        "11:00 n=1 min=100.0 max=100.0 mean=100.0 last=100.0");
    }

    @Test
    void aRollUpCountsARepeatOnceAndTakesItsLaterValue() {
        append(CPU, "10:00 1", "10:30 3", "10:30 5");
        append(CPU, "10:00 3");
        append(MEMORY, "10:10 70");
        history.maintain(at("11:05"));

        assertThat(hours(CPU)).containsExactly("10:00 n=2 min=3.0 max=5.0 mean=4.0 last=5.0");
        assertThat(hours(MEMORY))
                .containsExactly("10:00 n=1 min=70.0 max=70.0 mean=70.0 last=70.0");
    }

    @Test
    void aLateSampleRollsItsHourUpAgain() {
        append(CPU, "10:00 1", "11:00 5");
        append(MEMORY, "10:00 70");
        history.maintain(at("12:05"));
        append(CPU, "10:30 3", "10:00 2");
        assertThat(hours(CPU)).first().isEqualTo("10:00 n=1 min=1.0 max=1.0 mean=1.0 last=1.0");

        history.maintain(at("12:06"));

        assertThat(hours(CPU))
                .containsExactly(
                        "10:00 n=2 min=2.0 max=3.0 mean=2.5 last=3.0",
                        "11:00 n=1 min=5.0 max=5.0 mean=5.0 last=5.0");
        assertThat(hours(MEMORY))
                .containsExactly("10:00 n=1 min=70.0 max=70.0 mean=70.0 last=70.0");
    }

    @Test
    void aLateSampleIsRolledUpAfterARestartToo() {
        append(CPU, "02:00 1", "11:00 5");
        history.maintain(at("12:05"));
        append(CPU, "02:30 3");
        reopen();

        history.maintain(at("12:06"));

        assertThat(hours(CPU)).first().isEqualTo("02:00 n=2 min=1.0 max=3.0 mean=2.0 last=3.0");
    }

    @Test
    void anHourThatWasEmptyWhenItEndedIsRolledUpWhenItsSamplesCome() {
        append(CPU, "08:00 1");
        history.maintain(at("12:05"));
        append(CPU, "10:30 3");
        history.maintain(at("12:06"));

        assertThat(hours(CPU))
                .containsExactly(
                        "08:00 n=1 min=1.0 max=1.0 mean=1.0 last=1.0",
                        "10:00 n=1 min=3.0 max=3.0 mean=3.0 last=3.0");
    }

    @Test
    void meansOfHugeValuesDoNotOverflow() {
        append(CPU, "10:00 1.7e308", "10:01 1.7e308");
        history.maintain(at("11:05"));

        assertThat(hours(CPU))
                .containsExactly("10:00 n=2 min=1.7E308 max=1.7E308 mean=1.7E308 last=1.7E308");
    }

    @Test
    void retentionDropsOldSamplesAndKeepsTheirRollUps() {
        append(CPU, "10:00 1", "11:00 5", "11:59 6");
        append(CPU, "12:30 7");
        Instant then = at("12:00").plus(Duration.ofDays(30));

        history.maintain(then);

        assertThat(day(CPU)).containsExactly("12:30:00 7.0");
        assertThat(hours(CPU)).hasSize(3);
        history.maintain(then.plus(Duration.ofDays(2)));
        assertThat(day(CPU)).isEmpty();
        assertThat(history.latest(CPU)).isEmpty();
        assertThat(hours(CPU)).hasSize(3);
        history.maintain(at("12:00").plus(Duration.ofDays(3 * 365 + 8)));
        assertThat(hours(CPU)).isEmpty();
    }

    @Test
    void aSampleLaterThanRetentionDoesNotSpoilTheRollUpOfItsHour() {
        append(CPU, "10:00 1", "10:01 3");
        Instant then = at("12:00").plus(Duration.ofDays(31));
        history.maintain(then);
        append(CPU, "10:30 50");
        history.maintain(then.plusSeconds(60));

        assertThat(hours(CPU)).containsExactly("10:00 n=2 min=1.0 max=3.0 mean=2.0 last=3.0");
        assertThat(day(CPU)).isEmpty();
    }

    @Test
    void takesSamplesAgainAfterRetentionHasDroppedAll() {
        append(CPU, "10:00 1");
        Instant then = at("12:00").plus(Duration.ofDays(31));
        history.maintain(then);
        SampleBatch batch = new SampleBatch(1);
        batch.add(catalog.id(CPU), micros(then), 2);
        history.append(batch);
        reopen();

        assertThat(history.range(CPU, Instant.MIN, Instant.MAX))
                .containsExactly(new Sample(then, 2));
    }

    @Test
    void aRestartKeepsAll() {
        SeriesKey odd =
                new SeriesKey(
                        "disk, odd=1",
                        new TreeMap<>(Map.of("host", "db=07", "path", "C:\\a,b", "empty", "")),
                        "used percent");
        append(CPU, "10:00 1", "10:01 2");
        append(odd, "10:00 3");
        append(MEMORY, "10:00 70");
        history.maintain(at("11:05"));
        int number = catalog.id(odd);
        reopen();

        assertThat(catalog.size()).isEqualTo(3);
        assertThat(catalog.find(odd)).contains(number);
        assertThat(day(CPU)).containsExactly("10:00:00 1.0", "10:01:00 2.0");
        assertThat(day(odd)).containsExactly("10:00:00 3.0");
        assertThat(history.latest(odd)).contains(new Sample(TEN, 3));
        assertThat(hours(CPU)).containsExactly("10:00 n=2 min=1.0 max=2.0 mean=1.5 last=2.0");
        append(odd, "10:01 4");
        append(series("new", "web-02", "value"), "10:00 5");
        reopen();
        assertThat(catalog.size()).isEqualTo(4);
        assertThat(day(odd)).containsExactly("10:00:00 3.0", "10:01:00 4.0");
    }

    /** Random batches with repeats and late samples, restarts in between, against a sorted map. */
    @Test
    void readsLikeASortedMapWhateverTheOrderOfWrites() {
        long seed = 20260302;
        Random random = new Random(seed);
        List<SeriesKey> keys = List.of(CPU, MEMORY, series("disk", "web-02", "free"));
        Map<SeriesKey, TreeMap<Instant, Double>> model = new HashMap<>();
        keys.forEach(key -> model.put(key, new TreeMap<>()));
        for (int round = 0; round < 60; round++) {
            SampleBatch batch = new SampleBatch(16);
            for (int i = random.nextInt(30); i > 0; i--) {
                SeriesKey key = keys.get(random.nextInt(keys.size()));
                Instant at = TEN.plusSeconds(random.nextInt(round * 10 + 20) * 60L);
                double value = random.nextInt(1000);
                batch.add(catalog.id(key), micros(at), value);
                model.get(key).put(at, value);
            }
            history.append(batch);
            if (round % 20 == 19) {
                reopen();
            }
            SeriesKey key = keys.get(round % keys.size());
            Instant from = TEN.plusSeconds(random.nextInt(6000));
            Instant to = from.plusSeconds(random.nextInt(30_000));
            assertThat(history.range(key, from, to))
                    .as("round %d of seed %d", round, seed)
                    .isEqualTo(samples(model.get(key).subMap(from, to)));
            assertThat(history.count(from, to))
                    .isEqualTo(
                            model.values().stream()
                                    .mapToLong(all -> all.subMap(from, to).size())
                                    .sum());
        }
        assertThat(history.latest(CPU))
                .contains(samples(model.get(CPU).tailMap(TEN)).get(model.get(CPU).size() - 1));
    }

    private static List<Sample> samples(Map<Instant, Double> all) {
        return all.entrySet().stream()
                .map(entry -> new Sample(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Test
    void readersSeeAllThatWasAcknowledgedWhileOthersAppend() throws Exception {
        append(CPU, "10:00 0");
        AtomicInteger acknowledged = new AtomicInteger(1);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> reading = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                reading.add(readers.submit(() -> readUntil(acknowledged, 3000)));
            }
            while (acknowledged.get() < 3000) {
                SampleBatch batch = new SampleBatch(10);
                int next = acknowledged.get();
                for (int i = 9; i >= 0; i--) {
                    batch.add(catalog.id(CPU), micros(TEN.plusSeconds(next + i)), next + i);
                }
                history.append(batch);
                acknowledged.addAndGet(10);
            }
            for (Future<?> reader : reading) {
                reader.get(60, TimeUnit.SECONDS);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private void readUntil(AtomicInteger acknowledged, int end) {
        int known;
        do {
            known = acknowledged.get();
            List<Sample> seen = history.range(CPU, TEN, TEN.plusSeconds(known));
            assertThat(seen).hasSize(known);
            assertThat(seen.get(known - 1))
                    .isEqualTo(new Sample(TEN.plusSeconds(known - 1), known - 1));
            assertThat(history.latest(CPU).orElseThrow().value()).isGreaterThanOrEqualTo(known - 1);
        } while (known < end);
    }
}
