package millwright.collector.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.questdb.std.FilesFacadeImpl;
import io.questdb.std.str.LPSZ;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What QuestDB as history does when things go wrong. */
class QuestDbHistoryTroubleIT {
    private static final SeriesKey CPU =
            new SeriesKey("cpu", new TreeMap<>(Map.of("host", "web-01")), "usage_active");

    @TempDir Path folder;

    private History open() {
        return Histories.open(HistoryConfig.of(folder), new SeriesCatalog());
    }

    private static SampleBatch batch(int from, int to) {
        SampleBatch batch = new SampleBatch(to - from);
        for (int i = from; i < to; i++) {
            batch.add(0, i * 1_000_000L, i);
        }
        return batch;
    }

    private static void isOneToEach(History history, int samples) {
        List<Sample> found = history.range(CPU, Instant.MIN, Instant.MAX);
        assertThat(found).hasSize(samples);
        for (int i = 0; i < samples; i++) {
            assertThat(found.get(i)).isEqualTo(new Sample(Instant.ofEpochSecond(i), i));
        }
    }

    @Test
    void aFolderThatIsOpenAlreadyIsRefused() {
        try (History first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining("Stop the other collector");
            assertThat(first.count(Instant.MIN, Instant.MAX)).isZero();
        }
        open().close();
    }

    @Test
    void aStoreOfANewerVersionIsRefusedAndLeftAlone() throws IOException {
        open().close();
        Files.writeString(folder.resolve("format"), "2\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("format 2")
                .hasMessageContaining("a newer Millwright wrote it")
                .hasMessageContaining("empty folder");
        assertThat(folder.resolve("format")).hasContent("2");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Files.writeString(folder.resolve("holiday.jpg"), "beach");

        assertThatThrownBy(this::open)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("holds holiday.jpg")
                .hasMessageContaining("Set a folder that is empty");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        HistoryConfig below = HistoryConfig.of(file.resolve("history"));

        assertThatThrownBy(() -> Histories.open(below, new SeriesCatalog()))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining(below.folder().toString())
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("write access");
    }

    @Test
    void aCatalogThatHasSeriesAlreadyIsRefused() {
        SeriesCatalog catalog = new SeriesCatalog();
        catalog.id(CPU);

        assertThatThrownBy(() -> Histories.open(HistoryConfig.of(folder), catalog))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already has 1 series");
        open().close();
    }

    @Test
    void aClosedHistoryRefusesInsteadOfCrashing() {
        History history = open();
        history.close();
        history.close();

        assertThatThrownBy(() -> history.count(Instant.MIN, Instant.MAX))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    /**
     * @param recentMax few, so that moving recent samples fails; many, so that appending does
     */
    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000_000})
    void aFullDiskRefusesTheBatchAndTheSameBatchGoesInWhenThereIsSpaceAgain(int recentMax) {
        Disk disk = new Disk();
        SeriesCatalog catalog = new SeriesCatalog();
        HistoryConfig config = HistoryConfig.of(folder);
        try (History history = QuestDbHistory.open(config, catalog, recentMax, () -> disk)) {
            catalog.id(CPU);
            history.append(batch(0, 1500));
            disk.isFull = true;
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> history.append(batch(1500, 700_000)))
                        .isInstanceOf(HistoryException.class)
                        .hasMessageContaining(folder.toString())
                        .hasMessageContaining("free space");
            }
            isOneToEach(history, 1500);
            assertThat(history.latest(CPU)).contains(new Sample(Instant.ofEpochSecond(1499), 1499));

            disk.isFull = false;
            history.append(batch(1500, 700_000));
            history.append(batch(700_000, 700_001));
            isOneToEach(history, 700_001);
        }
        try (History history = open()) {
            isOneToEach(history, 700_001);
        }
    }

    @Test
    void killedCollectorHasKeptEveryAcknowledgedSample() throws Exception {
        int acknowledged = 0;
        for (int round = 0; round < 3; round++) {
            acknowledged = killWhileAppending(acknowledged, 40 + 25 * round);
            try (History history = open()) {
                int stored = (int) history.count(Instant.MIN, Instant.MAX);
                assertThat(stored).isGreaterThanOrEqualTo(acknowledged);
                isOneToEach(history, stored);
                acknowledged = stored;
            }
        }
    }

    /** Starts a collector that says what it has appended, and kills it after some batches. */
    private int killWhileAppending(int from, int batches) throws Exception {
        Process writer = child(AppendingChild.class, folder.toString(), Integer.toString(from));
        int acknowledged = from;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
            for (int i = 0; i < batches; i++) {
                String line = said.readLine();
                assertThat(line).as("line %d of the child", i).isNotNull();
                acknowledged = number(line);
            }
            // By its handle, as the process itself would close our end of the pipe at once.
            writer.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.endsWith(";")) {
                    acknowledged = number(line);
                }
            }
        }
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    // Such as "300;": with its end, so that a line cut off by the kill is not taken for a number.
    private static int number(String line) {
        return Integer.parseInt(line.substring(0, line.length() - 1));
    }

    @Test
    void saysNothingOnStandardOutputOrError() throws Exception {
        Process quiet = child(QuietChild.class, folder.toString());
        String said = new String(quiet.getInputStream().readAllBytes(), UTF_8);

        assertThat(quiet.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(quiet.exitValue()).isZero();
    }

    /** An hour of 10 MB, which QuestDB splits where late samples fall into it. */
    @Test
    void repeatsInALargeHourWinAndRetentionTakesItWhole() {
        SeriesCatalog catalog = new SeriesCatalog();
        int rows = 500_000;
        try (History history =
                QuestDbHistory.open(
                        HistoryConfig.of(folder), catalog, 1, () -> FilesFacadeImpl.INSTANCE)) {
            catalog.id(CPU);
            history.append(every(7000, 0, rows, 1));
            for (int round = 2; round < 12; round++) {
                history.append(
                        every(7000, rows - 40_000 * round, rows - 40_000 * round + 10, round));
            }
            history.append(every(7000, rows, rows + 1, 1));
            List<Sample> found = history.range(CPU, Instant.EPOCH, Instant.MAX);
            assertThat(found).hasSize(rows + 1);
            for (int round = 2; round < 12; round++) {
                int at = rows - 40_000 * round;
                assertThat(found.get(at - 1).value()).isEqualTo(1);
                assertThat(found.subList(at, at + 10))
                        .extracting(Sample::value)
                        .containsOnly(round * 1.0);
                assertThat(found.get(at + 10).value()).isEqualTo(1);
            }

            history.maintain(
                    Instant.EPOCH.plus(HistoryConfig.RAW_RETENTION).plus(Duration.ofHours(3)));

            assertThat(history.count(Instant.MIN, Instant.MAX)).isZero();
            assertThat(history.hourly(CPU, Instant.EPOCH, Instant.MAX))
                    .extracting(HourlyRollUp::count)
                    .containsExactly(rows + 1L);
        }
    }

    private static SampleBatch every(int micros, int from, int to, double value) {
        SampleBatch batch = new SampleBatch(to - from);
        for (int i = from; i < to; i++) {
            batch.add(0, (long) i * micros, value);
        }
        return batch;
    }

    @Test
    void keepsToItsFolder() throws IOException {
        Path history = folder.resolve("data").resolve("history");
        try (History opened = Histories.open(HistoryConfig.of(history), new SeriesCatalog())) {
            opened.append(new SampleBatch(0));
            opened.maintain(Instant.parse("2026-03-02T10:00:00Z"));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("data"));
        }
        try (var files = Files.list(history.getParent())) {
            assertThat(files).containsExactly(history);
        }
    }

    private static Process child(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(
                    List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Collections.addAll(command, arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Appends batch after batch and prints how many samples are stored, until it is killed. */
    static final class AppendingChild {
        private AppendingChild() {}

        public static void main(String[] arguments) {
            SeriesCatalog catalog = new SeriesCatalog();
            HistoryConfig config = HistoryConfig.of(Path.of(arguments[0]));
            int next = Integer.parseInt(arguments[1]);
            History history =
                    QuestDbHistory.open(config, catalog, 2000, () -> FilesFacadeImpl.INSTANCE);
            catalog.id(CPU);
            while (true) {
                // Reaches back, as a journal that delivers again does.
                history.append(batch(Math.max(0, next - 50), next + 100));
                next += 100;
                System.out.println(next + ";");
            }
        }
    }

    static final class QuietChild {
        private QuietChild() {}

        public static void main(String[] arguments) {
            SeriesCatalog catalog = new SeriesCatalog();
            try (History history =
                    Histories.open(HistoryConfig.of(Path.of(arguments[0])), catalog)) {
                catalog.id(CPU);
                history.append(batch(0, 100));
                history.maintain(Instant.EPOCH.plus(Duration.ofDays(1)));
            }
        }
    }

    /** A disk that is full when we say so: files cannot grow then, and none are made. */
    private static final class Disk extends FilesFacadeImpl {
        private volatile boolean isFull;

        @Override
        public boolean allocate(long fd, long size) {
            return !isFull && super.allocate(fd, size);
        }

        @Override
        public long openRW(LPSZ name, int options) {
            return isFull && !exists(name) ? -1 : super.openRW(name, options);
        }

        @Override
        public int errno() {
            return isFull ? 28 : super.errno();
        }
    }
}
