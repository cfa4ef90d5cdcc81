package millwright.agent.probe.tail;

import static millwright.agent.probe.TargetDownException.Reason.PERMISSION;
import static millwright.agent.probe.TargetDownException.Reason.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.agent.probe.TargetDownException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {
    @TempDir Path folder;
    private RotatingLog log;
    private Tail tail;

    @BeforeEach
    void begin() throws IOException {
        log = new RotatingLog(folder.resolve("app.log")).append("old\n");
        tail = tail("app.log");
        assertThat(read()).isEmpty(); // begins at the end
    }

    private Tail tail(String name) {
        return tail(name, 1 << 20);
    }

    private Tail tail(String name, long bytesMax) {
        return new Tail(
                PathPattern.parse(folder.resolve("x").resolveSibling(name).toString()),
                bytesMax,
                Optional.of(StateFile.of(folder, "log", "shop")));
    }

    private List<String> read() {
        List<String> lines = new ArrayList<>();
        tail.read(lines::add, () -> true);
        tail.keep(Map.of("count", "7"));
        return lines;
    }

    private void restart() {
        tail.close();
        tail = tail("app.log");
    }

    @Test
    void aLineIsReadWhenItIsComplete() throws IOException {
        log.append("on");
        assertThat(read()).isEmpty();
        log.append("e\ntw");
        assertThat(read()).containsExactly("one");
        log.append("o\r\n");
        assertThat(read()).containsExactly("two");
    }

    @Test
    void theFirstStartInTheMiddleOfALineWaitsForItsEnd() throws IOException {
        RotatingLog other = new RotatingLog(folder.resolve("other.log")).append("a\nha");
        tail = new Tail(PathPattern.parse(other.file.toString()), 1000, Optional.empty());
        assertThat(read()).isEmpty();
        other.append("lf\n");
        assertThat(read()).containsExactly("half");
    }

    @Test
    void aSlowWriterOfTheOldFileIsHeard() throws IOException {
        log.append("one\n").rename().append("three\n");
        assertThat(read()).containsExactly("one");
        Files.writeString(
                folder.resolve("app.log.1"), "two\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(read()).containsExactly("two", "three");
    }

    @Test
    void aDeletedFileIsReadToItsEnd() throws IOException {
        log.append("one\n").delete().append("two\n");
        assertThat(read()).containsExactly("one");
        assertThat(read()).containsExactly("two");
    }

    @Test
    void theRestOfATruncatedFileIsReadFromItsCopy() throws IOException {
        log.append("one\n").copyAndTruncate().append("two\n");
        assertThat(read()).containsExactly("one");
        assertThat(read()).containsExactly("two");
    }

    @Test
    void aTruncatedFileWithoutACopyBeginsAnew() throws IOException {
        log.append("a line that was read\n");
        assertThat(read()).hasSize(1);
        log.truncate().append("new\n");
        assertThat(read()).containsExactly("new");
    }

    @Test
    void aHoleThatATruncationLeftIsNoLine() throws IOException {
        log.append("a line that was read\n");
        assertThat(read()).hasSize(1);
        log.truncate().append("\0".repeat(40_000) + "new\n");
        assertThat(read()).containsExactly("new");
    }

    @Test
    void aPackedFileIsReadOnAfterARestart() throws IOException {
        log.append("one\n");
        assertThat(read()).containsExactly("one");
        log.append("two\n").rename().pack().append("three\n");
        restart();
        assertThat(read()).containsExactly("two");
        assertThat(read()).containsExactly("three");
    }

    @Test
    void severalRotationsBetweenTwoReadingsAreReadInOrder() throws IOException {
        log.append("one\n").rename().append("two\n").rename().append("three\n");
        assertThat(read()).containsExactly("one", "two");
        assertThat(read()).containsExactly("three");
    }

    @Test
    void otherFilesBesideTheLogAreNotItsOwn() throws IOException {
        for (String other : new String[] {"app.log.bak", "app.log.1.old", "app.logs.1", "x.log"}) {
            Files.writeString(folder.resolve(other), "not ours\n");
        }
        log.append("one\n").rename().append("two\n");
        assertThat(read()).containsExactly("one");
        assertThat(read()).containsExactly("two");
    }

    @Test
    void aNewFileEachDayFollowsTheOldOne() throws IOException {
        Files.writeString(folder.resolve("u_ex261122.log"), "before\n");
        RotatingLog first = new RotatingLog(folder.resolve("u_ex261123.log")).append("old\n");
        tail =
                new Tail(
                        PathPattern.parse(folder.resolve("u_ex") + "*.log"),
                        1000,
                        Optional.empty());
        assertThat(read()).isEmpty();
        first.append("one\n");
        new RotatingLog(folder.resolve("u_ex261124.log")).append("two\n");
        assertThat(read()).containsExactly("one");
        assertThat(read()).containsExactly("two");
    }

    @Test
    void numbersInNamesAreNumbers() {
        List<String> names = new ArrayList<>(List.of("app-10", "app-9", "app-9a", "app-"));
        names.sort(NaturalOrder.INSTANCE);
        assertThat(names).containsExactly("app-", "app-9", "app-9a", "app-10");
    }

    @Test
    void anEndlessLineIsCutAndCostsBoundedMemory() throws IOException {
        for (int i = 0; i < 100; i++) {
            log.append("x".repeat(10_000));
        }
        assertThat(read()).containsExactly("x".repeat(Tail.LINE_BYTES_MAX));
        log.append("x".repeat(100_000));
        assertThat(read()).isEmpty();
        restart(); // in the middle of it
        log.append("the end of it\nnext\n");
        assertThat(read()).containsExactly("next");
    }

    @Test
    void aLongLineIsCutButTheNextOneIsNot() throws IOException {
        log.append("x".repeat(Tail.LINE_BYTES_MAX + 5) + "\nnext\n");
        assertThat(read()).containsExactly("x".repeat(Tail.LINE_BYTES_MAX), "next");
        assertThat(tail.linesCut()).isOne();
    }

    @Test
    void whatIsNoUtf8IsReadAllTheSame() throws IOException {
        Files.write(
                log.file,
                "caf\u00e9 \u0130\n".getBytes(StandardCharsets.ISO_8859_1),
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(read()).containsExactly("caf\ufffd ?");
    }

    @Test
    void aReadingTakesNoMoreThanItsBound() throws IOException {
        tail = tail("app.log", 10);
        log.append("one\ntwo\nthree\nfour\n");
        List<String> lines = new ArrayList<>();
        TailReading reading = tail.read(lines::add, () -> true);
        assertThat(lines).containsExactly("one", "two");
        assertThat(reading.unreadBytes()).hasValue(9);
        tail.read(lines::add, () -> true);
        assertThat(lines).containsExactly("one", "two", "three", "four");
    }

    @Test
    void aReadingStopsWhenItsTimeIsOver() throws IOException {
        log.append(("x".repeat(99) + "\n").repeat(1000));
        List<String> lines = new ArrayList<>();
        tail.read(lines::add, () -> false);
        assertThat(lines).hasSizeBetween(300, 340); // one chunk
    }

    @Test
    void aRestartFindsItsPlaceAndWhatWasKeptWithIt() throws IOException {
        log.append("one\n");
        assertThat(read()).containsExactly("one");
        log.append("two\n");
        restart();
        assertThat(tail.notes()).isEqualTo(Map.of("count", "7"));
        assertThat(read()).containsExactly("two");
    }

    @Test
    void aTornStateIsNone() throws IOException {
        Path state;
        try (var files = Files.list(folder.resolve("positions"))) {
            state = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(state);
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(state, Arrays.copyOf(whole, length));
            assertThat(StateFile.of(folder, "log", "shop").read()).isEmpty();
        }
        Files.write(state, whole);
        assertThat(StateFile.of(folder, "log", "shop").read()).isPresent();
    }

    @Test
    void theStateOfAnotherLogIsNone() throws IOException {
        new RotatingLog(folder.resolve("other.log")).append("a\nb\n");
        tail = tail("other.log");
        assertThat(tail.notes()).isEmpty();
        assertThat(read()).isEmpty();
    }

    @Test
    void aLogThatIsMissingForAMomentIsBeingRotated() throws IOException {
        log.append("one\n");
        Files.move(log.file, folder.resolve("app.log.1"));
        assertThat(read()).containsExactly("one");
        TargetDownException down = catchThrowableOfType(TargetDownException.class, this::read);
        assertThat(down.reason()).isEqualTo(UNREADABLE);
        assertThat(down).hasMessage("there is no file " + log.file);
        log.append("two\n");
        assertThat(read()).isEmpty();
        assertThat(read()).containsExactly("two");
    }

    @Test
    void aLogThatWasNeverThereIsReadWholeWhenItComes() throws IOException {
        tail = tail("later.log");
        assertThatThrownBy(this::read).isInstanceOf(TargetDownException.class);
        new RotatingLog(folder.resolve("later.log")).append("one\n");
        assertThat(read()).containsExactly("one");
    }

    @Test
    void aFolderIsNoLog() throws IOException {
        Files.createDirectory(folder.resolve("dir.log"));
        tail = tail("dir.log");
        assertThatThrownBy(this::read).isInstanceOf(TargetDownException.class);
    }

    @Test
    void aLogThatMayNotBeReadIsToldWithTheUser() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Files.setPosixFilePermissions(log.file, PosixFilePermissions.fromString("---------"));
        restart();
        TargetDownException down = catchThrowableOfType(TargetDownException.class, this::read);
        assertThat(down.reason()).isEqualTo(PERMISSION);
    }
}
