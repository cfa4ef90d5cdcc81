package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this machine's disk. */
class DiskSpoolIT extends SpoolContract {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir Path folder;
    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

    @Override
    Spool spool() {
        return open(4 * MEBIBYTE);
    }

    private DiskSpool open(long bytesMax) {
        return open(folder.resolve("spool"), bytesMax);
    }

    private DiskSpool open(Path where, long bytesMax) {
        return DiskSpool.open(where, bytesMax, Duration.ofDays(7), path -> free.get(), losses, AT);
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatWasAddedIsThereAfterARestartAndPlacesGoOn() {
        long next;
        try (Spool spool = open(4 * MEBIBYTE)) {
            for (int i = 1; i <= 5; i++) {
                spool.add(batch(100, i));
            }
            spool.remove(spool.next(0, Long.MAX_VALUE).orElseThrow().id());
            next = spool.nextId();
            assertThat(spool.fateAtEnd()).startsWith("wait in ").endsWith(" for the next start");
        }
        try (Spool spool = open(4 * MEBIBYTE)) {
            assertThat(content(spool)).containsExactly(2, 3, 4, 5);
            assertThat(spool.batches()).isEqualTo(4);
            assertThat(spool.nextId()).isEqualTo(next);
            spool.add(batch(100, 6));
            assertThat(content(spool)).containsExactly(2, 3, 4, 5, 6);
        }
    }

    @Test
    void filesStayBelowTheBoundAndGoWhenTheyAreEmpty() throws IOException {
        try (Spool spool = open(4 * MEBIBYTE)) {
            for (int i = 1; i <= 6_000; i++) {
                spool.add(batch(1_000, i));
                if (i % 500 == 0) {
                    assertThat(bytesOnDisk())
                            .isEqualTo(spool.bytes())
                            .isLessThanOrEqualTo(4 * MEBIBYTE);
                }
            }
            assertThat(losses.total()).isPositive();
            // the store's own needs are a small part of it
            assertThat(spool.batches() * 1_000).isGreaterThan(5 * MEBIBYTE / 2);
            for (long id = 0; id < spool.nextId(); id++) {
                spool.remove(id);
            }
            assertThat(spool.batches()).isZero();
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(MEBIBYTE / 2);
        }
    }

    @Test
    void whileAllIsWellTheFileDoesNotGrow() throws IOException {
        try (Spool spool = open(256 * MEBIBYTE)) {
            for (int i = 1; i <= 3_000; i++) {
                spool.add(batch(1_000, i));
                spool.remove(spool.next(0, Long.MAX_VALUE).orElseThrow().id());
            }
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(200_000);
        }
    }

    @Test
    void batchesThatWaitedForTooLongGoWithTheirFile() {
        Path where = folder.resolve("spool");
        try (Spool spool = open(where, 4 * MEBIBYTE)) {
            spool.add(batch(100, 1));
        }
        try (Spool spool = open(where, 4 * MEBIBYTE)) {
            Instant later = AT.plus(Duration.ofDays(7)).plusSeconds(1);
            spool.add(new Batch(later.minusSeconds(1), new byte[10], 1, 2));
            assertThat(content(spool)).containsExactly(1, 2);
            spool.add(new Batch(later, new byte[10], 1, 3));
            assertThat(content(spool)).containsExactly(2, 3);
            assertThat(losses.total()).isEqualTo(1);
        }
    }

    @Test
    void aSecondAgentOnTheSameFolderIsRefusedKindly() {
        try (Spool first = open(4 * MEBIBYTE)) {
            assertThatThrownBy(() -> open(4 * MEBIBYTE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("spool is in use by another agent. Stop that one, or");
            first.add(batch(10, 1));
        }
        try (Spool next = open(4 * MEBIBYTE)) {
            assertThat(content(next)).containsExactly(1);
        }
    }

    @Test
    void aFullDiskIsWaitedOutInMemory() {
        try (Spool spool = open(4 * MEBIBYTE)) {
            spool.add(batch(100, 1));
            free.set(10 * MEBIBYTE);
            spool.add(batch(100, 2));
            spool.add(batch(100, 3));
            assertThat(content(spool)).containsExactly(1, 2, 3);
            assertThat(spool.fateAtEnd()).contains("2 of them are in memory and lost");
            free.set(Long.MAX_VALUE);
            spool.add(batch(100, 4));
            assertThat(spool.fateAtEnd()).doesNotContain("memory");
            assertThat(content(spool)).containsExactly(1, 2, 3, 4);
        }
        assertThat(losses.total()).isZero();
        try (Spool again = open(4 * MEBIBYTE)) {
            assertThat(content(again)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void whatWaitsInMemoryIsBoundedToo() {
        free.set(0);
        try (Spool spool = open(64 * MEBIBYTE)) {
            for (int i = 1; i <= 300; i++) {
                spool.add(batch(10_000, i));
            }
            assertThat(spool.bytes()).isLessThanOrEqualTo(3 * MEBIBYTE);
            assertThat(losses.total()).isPositive();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTriedAgain() throws IOException {
        Path blocked = Files.writeString(folder.resolve("data"), "a file where a folder should be");
        try (Spool spool = open(blocked.resolve("spool"), 4 * MEBIBYTE)) {
            spool.add(batch(100, 1));
            assertThat(content(spool)).containsExactly(1);
            Files.delete(blocked);
            spool.add(batch(100, 2));
            assertThat(content(spool)).containsExactly(1, 2);
            assertThat(spool.fateAtEnd()).doesNotContain("memory");
        }
    }

    @Test
    void aFolderOfAnotherKindOfFilesIsNoTrouble() throws IOException {
        Files.createDirectories(folder.resolve("spool"));
        Files.writeString(folder.resolve("spool/README"), "not ours");
        try (Spool spool = open(4 * MEBIBYTE)) {
            spool.add(batch(10, 1));
            assertThat(content(spool)).containsExactly(1);
        }
        assertThat(names()).contains("README");
    }

    @Test
    void garbageIsSetAsideAndTheAgentBegins() throws IOException {
        Files.createDirectories(folder.resolve("spool"));
        for (int i = 1; i <= 4; i++) {
            Path file = folder.resolve("spool/spool-000000000000000000%d.mv".formatted(i));
            Files.write(file, new byte[10_000 * i]);
        }
        try (Spool spool = open(4 * MEBIBYTE)) {
            spool.add(batch(10, 1));
            assertThat(content(spool)).containsExactly(1);
        }
        assertThat(names().stream().filter(name -> name.startsWith("damaged-"))).hasSize(2);
    }

    @Test
    void onlyTheOwnerMayLookIntoIt() throws IOException {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"),
                "file permissions are POSIX's only");
        try (Spool spool = open(4 * MEBIBYTE)) {
            spool.add(batch(10, 1));
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("spool"))))
                .isEqualTo("rwx------");
    }
}
