package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final long LARGE = 1 << 20;

    @TempDir private Path folder;
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whatWasAppendedIsReplayedInOrder() throws IOException {
        write("one", "two", "three");
        assertThat(replayed()).containsExactly("one", "two", "three");
        assertThat(replayed()).as("until it is released").hasSize(3);
    }

    @Test
    void aRecordKeepsHowItIsToBeRead() throws IOException {
        try (Journal journal = open(LARGE)) {
            journal.append(new JournalRecord(Precision.MILLISECONDS, true, 1234, bytes("packed")));
        }
        try (Journal journal = open(LARGE)) {
            journal.replay(
                    (record, segment) -> {
                        assertThat(record.precision()).isEqualTo(Precision.MILLISECONDS);
                        assertThat(record.gzip()).isTrue();
                        assertThat(record.receivedMillis()).isEqualTo(1234);
                    });
        }
    }

    @Test
    void whatIsReleasedIsGone() throws IOException {
        try (Journal journal = open(LARGE)) {
            JournalSegment one = journal.append(record("one"));
            JournalSegment two = journal.append(record("two"));
            one.release();
            two.release();
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
        assertThat(replayed()).isEmpty();
    }

    @Test
    void aSegmentStaysUntilTheLastOfItIsReleased() throws IOException {
        try (Journal journal = open(60)) {
            List<JournalSegment> segments = new ArrayList<>();
            for (String body : List.of("one", "two", "three", "four", "five")) {
                segments.add(journal.append(record(body)));
            }
            assertThat(journal.segments()).isEqualTo(3);
            segments.get(1).release();
            segments.get(2).release();
            segments.get(3).release();
            assertThat(journal.segments()).isEqualTo(2);
        }
        assertThat(replayed()).as("two stands beside one").containsExactly("one", "two", "five");
    }

    @Test
    void releasingDuringAReplayDoesNotLoseTheRest() throws IOException {
        write("one", "two", "three");
        List<String> bodies = new ArrayList<>();
        try (Journal journal = open(LARGE)) {
            journal.replay(
                    (record, segment) -> {
                        bodies.add(text(record));
                        segment.release();
                    });
            assertThat(journal.bytes()).isZero();
        }
        assertThat(bodies).hasSize(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void trimmingLetsGoOfAnActiveSegmentThatIsStored() throws IOException {
        try (Journal journal = open(LARGE)) {
            JournalSegment one = journal.append(record("one"));
            journal.trim(0);
            assertThat(journal.segments()).isEqualTo(1);
            one.release();
            journal.trim(1000);
            assertThat(journal.segments()).isEqualTo(1);
            journal.trim(0);
            assertThat(journal.segments()).isZero();
            journal.append(record("two"));
        }
        assertThat(replayed()).containsExactly("two");
    }

    @Test
    void aTornLastRecordIsCutOffWhereverItWasTorn() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(files().get(0));
        int kept = Journal.FILE_HEADER_BYTES + JournalRecord.HEADER_BYTES + 3;
        for (int size = 0; size < whole.length; size++) {
            Path file = onlyFile(whole, size);
            assertThat(replayed())
                    .as("cut at %d of %d", size, whole.length)
                    .isEqualTo(size < kept ? List.of() : List.of("one"));
            assertThat(replayed()).as("again").hasSize(size < kept ? 0 : 1);
            if (size >= kept) {
                assertThat(file).hasSize(kept);
            }
        }
    }

    @Test
    void noFlippedBitGetsThrough() throws IOException {
        write("one", "two", "three");
        byte[] whole = Files.readAllBytes(files().get(0));
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            onlyFile(flipped, flipped.length);
            List<String> expected = new ArrayList<>(List.of("one", "two", "three"));
            int at = bit / 8 - Journal.FILE_HEADER_BYTES;
            if (at >= 0) {
                expected.remove(Math.min(2, at / (JournalRecord.HEADER_BYTES + 3)));
            }
            assertThat(replayed()).as("bit %d", bit).isEqualTo(expected);
        }
    }

    @Test
    void aDamagedSegmentIsSetAsideOnceItsRestIsStored() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(files().get(0));
        whole[20] ^= 1;
        onlyFile(whole, whole.length);
        assertThat(replayed()).containsExactly("two");
        try (Journal journal = open(LARGE)) {
            journal.replay((record, segment) -> segment.release());
        }
        assertThat(files()).isEmpty();
        assertThat(names()).containsExactlyInAnyOrder("lock", "journal-000000000001.mwj.corrupt");
        write("three");
        assertThat(names()).contains("journal-000000000002.mwj");
    }

    @Test
    void aNewerFormatIsRefusedWithWhatToDo() throws IOException {
        write("one");
        byte[] whole = Files.readAllBytes(files().get(0));
        ByteBuffer.wrap(whole).putInt(4, 2).putInt(8, ~2);
        onlyFile(whole, whole.length);
        assertThatThrownBy(this::replayed)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("newer version (format 2, this one reads up to 1)");
        assertThat(files()).as("nothing of it is touched").hasSize(1);
    }

    @Test
    void aFolderInUseIsRefused() throws IOException {
        try (Journal journal = open(LARGE)) {
            assertThat(journal.segments()).isZero();
            assertThatThrownBy(() -> open(LARGE)).hasMessageContaining("in use");
        }
        open(LARGE).close();
    }

    @Test
    void aFolderThatCannotBeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Journal.open(file.resolve("journal"), true, LARGE, meters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("set data");
    }

    @Test
    void afterAFullDiskNothingOfTheRefusedRecordIsLeft() throws IOException {
        FullDisk disk = new FullDisk();
        try (Journal journal = Journal.open(folder, true, LARGE, meters, disk::open)) {
            journal.append(record("one"));
            for (int room = 0; room < JournalRecord.HEADER_BYTES + 3; room++) {
                disk.room(room);
                assertThatThrownBy(() -> journal.append(record("two")))
                        .isInstanceOf(IOException.class)
                        .hasMessage("No space left on device");
            }
            disk.room(1000);
            journal.append(record("three"));
        }
        assertThat(replayed()).containsExactly("one", "three");
    }

    @Test
    void aDiskThatCannotTakeBackEitherGetsANewSegment() throws IOException {
        FullDisk disk = new FullDisk();
        try (Journal journal = Journal.open(folder, true, LARGE, meters, disk::open)) {
            journal.append(record("one"));
            disk.room(10);
            disk.truncates(false);
            assertThatThrownBy(() -> journal.append(record("two"))).isInstanceOf(IOException.class);
            disk.room(1000);
            journal.append(record("three"));
            assertThat(journal.segments()).isEqualTo(2);
        }
        assertThat(replayed()).containsExactly("one", "three");
    }

    @Test
    void aFailedSyncFailsThatWriteAndTheNextOneWorks() throws IOException {
        FullDisk disk = new FullDisk();
        try (Journal journal = Journal.open(folder, true, LARGE, meters, disk::open)) {
            journal.append(record("one"));
            disk.syncs(false);
            assertThatThrownBy(() -> journal.append(record("two"))).isInstanceOf(IOException.class);
            disk.syncs(true);
            journal.append(record("three"));
            assertThat(journal.segments()).as("not after what may be lost").isEqualTo(2);
        }
        assertThat(replayed()).contains("one", "three");
    }

    @Test
    void withoutSyncTheDiskIsNotAsked() throws IOException {
        FullDisk disk = new FullDisk();
        disk.syncs(false);
        try (Journal journal = Journal.open(folder, false, LARGE, meters, disk::open)) {
            journal.append(record("one"));
        }
        assertThat(replayed()).containsExactly("one");
    }

    @Test
    void manyWritersShareTheirWaits() throws Exception {
        int writers = 16;
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        try (Journal journal = open(2000)) {
            List<Thread> threads =
                    IntStream.range(0, writers)
                            .mapToObj(i -> new Thread(() -> append(journal, i, done)))
                            .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(done).hasSize(writers * 50);
        assertThat(replayed()).containsExactlyInAnyOrderElementsOf(done);
    }

    private static void append(Journal journal, int writer, ConcurrentLinkedQueue<String> done) {
        for (int i = 0; i < 50; i++) {
            String body = writer + "/" + i;
            try {
                journal.append(record(body));
                done.add(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void write(String... bodies) throws IOException {
        try (Journal journal = open(LARGE)) {
            for (String body : bodies) {
                journal.append(record(body));
            }
        }
    }

    private List<String> replayed() throws IOException {
        List<String> bodies = new ArrayList<>();
        try (Journal journal = open(LARGE)) {
            journal.replay((record, segment) -> bodies.add(text(record)));
        }
        return bodies;
    }

    private Journal open(long segmentBytesMax) throws IOException {
        return Journal.open(folder, true, segmentBytesMax, meters);
    }

    private Path onlyFile(byte[] content, int size) throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        Path file = folder.resolve("journal-000000000001.mwj");
        return Files.write(file, java.util.Arrays.copyOf(content, size));
    }

    private List<Path> files() throws IOException {
        return JournalReader.files(folder);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).collect(Collectors.toList());
        }
    }

    private static JournalRecord record(String body) {
        return new JournalRecord(Precision.SECONDS, false, 0, bytes(body));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String text(JournalRecord record) {
        return UTF_8.decode(record.body().duplicate()).toString();
    }
}
