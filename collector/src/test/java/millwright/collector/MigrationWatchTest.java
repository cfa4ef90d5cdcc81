package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationWatchTest {
    private static final Instant BEFORE = Instant.parse("2026-03-02T10:00:00Z");

    @TempDir private Path data;
    private int changes;

    private MigrationWatch watch() {
        return new MigrationWatch(data.resolve("state"), () -> changes++);
    }

    private void isWritten(Instant at) throws IOException {
        Path state = Files.writeString(data.resolve("state"), "samples=1");
        Files.setLastModifiedTime(state, FileTime.from(at));
    }

    @Test
    void aMigrationThatBeginsAndGoesOnIsNoticedAtEachLook() throws IOException {
        MigrationWatch watch = watch();
        watch.look();
        assertThat(changes).isZero();

        isWritten(BEFORE);
        watch.look();
        assertThat(changes).isEqualTo(1);
        isWritten(BEFORE.plusSeconds(300));
        watch.look();
        assertThat(changes).isEqualTo(2);
        watch.look();
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void whatWasOverBeforeTheStartAndAFileThatGoesAreNoChange() throws IOException {
        isWritten(BEFORE);
        MigrationWatch watch = watch();
        watch.look();
        Files.delete(data.resolve("state"));
        watch.look();
        assertThat(changes).isZero();
    }
}
