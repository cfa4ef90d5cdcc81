package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent or a machine that dies in the middle of a write: whatever part of it is on the disk, all
 * that was added before is there.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be copied there")
class SpoolTornWriteIT {
    private static final int BATCHES = 60;
    private static final int SECTOR = 512;

    /** The store keeps two copies of where it begins to read, before all else. */
    private static final int HEADER = 8 * 1024;

    @TempDir Path folder;

    private static Batch batch(int number) {
        byte[] content = new byte[1_000 + number * 37 % 900];
        new SplittableRandom(number).nextBytes(content);
        return new Batch(AT, content, 1, number);
    }

    private static DiskSpool open(Path where, Losses losses) {
        return DiskSpool.open(
                where, 256 << 20, Duration.ofDays(7), path -> Long.MAX_VALUE, losses, AT);
    }

    @Test
    void whatWasAddedIsThereWhereverTheNextWriteTears() throws IOException {
        Path spooled = folder.resolve("spool");
        try (Spool spool = open(spooled, new Losses())) {
            spool.add(batch(1));
            Path file = onlyFile(spooled);
            byte[] before = Files.readAllBytes(file);
            for (int number = 2; number <= BATCHES; number++) {
                spool.add(batch(number));
                byte[] after = Files.readAllBytes(file);
                for (byte[] torn : tears(before, after, number % 20 == 0)) {
                    assertHolds(file.getFileName(), torn, number - 1);
                }
                before = after;
            }
        }
    }

    /** What can be on the disk between two states of a file. */
    private static List<byte[]> tears(byte[] before, byte[] after, boolean isEachPlace) {
        List<byte[]> torn = new ArrayList<>();
        torn.add(merged(before, after, HEADER, after.length)); // all but the header
        torn.add(merged(before, after, 0, HEADER)); // the header alone: a machine that lost power
        int step = isEachPlace ? SECTOR : after.length / 2;
        for (int end = HEADER + step; end < after.length; end += step) {
            if (isEachPlace && Arrays.equals(sector(before, end), sector(after, end))) {
                continue;
            }
            torn.add(merged(before, after, HEADER, end));
            torn.add(merged(before, after, 0, end));
        }
        return torn;
    }

    private static byte[] sector(byte[] file, int end) {
        return Arrays.copyOfRange(file, Math.min(end - SECTOR, file.length), end);
    }

    /** The file as it was, but for one range that is as it will be. */
    private static byte[] merged(byte[] before, byte[] after, int from, int to) {
        byte[] merged = Arrays.copyOf(before, Math.max(before.length, Math.min(to, after.length)));
        int end = Math.min(to, after.length);
        System.arraycopy(after, from, merged, from, end - from);
        return merged;
    }

    private void assertHolds(Path name, byte[] content, int batches) throws IOException {
        Path copy = Files.createTempDirectory(folder, "torn");
        Files.write(copy.resolve(name), content);
        Losses losses = new Losses();
        try (Spool spool = open(copy, losses)) {
            assertThat(SpoolContract.content(spool))
                    .as("after %d batches", batches)
                    .startsWith(IntStream.rangeClosed(1, batches).boxed().toArray(Integer[]::new));
        }
        assertThat(losses.total()).isZero();
    }

    private static Path onlyFile(Path spooled) throws IOException {
        try (Stream<Path> files = Files.list(spooled)) {
            List<Path> segments = files.filter(Segment::isOne).toList();
            assertThat(segments).hasSize(1);
            return segments.get(0);
        }
    }
}
