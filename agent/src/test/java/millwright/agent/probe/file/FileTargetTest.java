package millwright.agent.probe.file;

import static millwright.agent.probe.TargetDownException.Reason.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import millwright.agent.probe.TargetDownException;
import millwright.agent.sample.SampleBatch;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir Path folder;

    private String read(String pattern, String more) {
        String yaml = "{name: nightly, path: '%s/%s'%s}".formatted(folder, pattern, more);
        FileConfig config = ConfigFile.readText("agent.yaml", yaml, Map.of(), FileConfig::read);
        SampleBatch batch = new SampleBatch(Map.of());
        new FileTarget(config).read(AT, batch);
        return batch.lines().get(0).fields().toString();
    }

    private void file(String name, int bytes, Instant modified) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    @Test
    void theNewestSpeaks() throws IOException {
        file("shop-1.dump", 10, AT.minusSeconds(90_000));
        file("shop-2.dump", 20, AT.minusSeconds(3_600));
        file("erp-1.dump", 30, AT.minusSeconds(60));
        assertThat(read("shop-*.dump", ""))
                .isEqualTo(
                        "{exists=1, files=2, files_too_small=0, age_seconds=3600.0,"
                                + " size_bytes=20}");
    }

    @Test
    void anEmptyBackupIsNone() throws IOException {
        file("shop-1.dump", 1024, AT.minusSeconds(90_000));
        file("shop-2.dump", 1023, AT.minusSeconds(3_600));
        assertThat(read("shop-*.dump", ", size_min: 1KiB"))
                .isEqualTo(
                        "{exists=1, files=1, files_too_small=1, age_seconds=90000.0,"
                                + " size_bytes=1024}");
    }

    @Test
    void noFileIsAFindingWithoutAge() throws IOException {
        Files.createDirectory(folder.resolve("shop-dir.dump"));
        assertThat(read("shop-*.dump", "")).isEqualTo("{exists=0, files=0, files_too_small=0}");
    }

    @Test
    void wildcardsMayStandInFolders() throws IOException {
        file("erp/full/a.bak", 10, AT.minusSeconds(60));
        file("shop/full/b.bak", 20, AT.minusSeconds(30));
        file("shop/log/c.bak", 30, AT);
        assertThat(read("*/full/*.bak", "")).contains("files=2", "age_seconds=30.0");
    }

    @Test
    void aFileOfTheFutureIsNew() throws IOException {
        file("shop-1.dump", 10, AT.plusSeconds(60));
        assertThat(read("shop-*.dump", "")).contains("age_seconds=0.0");
    }

    @Test
    void aMissingFolderIsDown() {
        TargetDownException down =
                catchThrowableOfType(TargetDownException.class, () -> read("nowhere/*.dump", ""));
        assertThat(down.reason()).isEqualTo(UNREADABLE);
        assertThat(down).hasMessageContaining("there is no folder " + folder.resolve("nowhere"));
    }
}
