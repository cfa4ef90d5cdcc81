package millwright.enrolment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "modes are POSIX's")
class OwnerOnlyTest {
    @TempDir private Path folder;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aNewFolderAndItsFilesAreTheOwnersAlone() throws IOException {
        Path identity = folder.resolve("data/identity");
        OwnerOnly.folder(identity);
        OwnerOnly.write(identity.resolve("key"), "x".getBytes(UTF_8));

        assertThat(mode(identity)).isEqualTo("rwx------");
        assertThat(mode(identity.resolve("key"))).isEqualTo("rw-------");
    }

    @Test
    void whatWasOpenIsClosed() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path file = Files.writeString(open.resolve("key"), "old and longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        OwnerOnly.folder(open);
        OwnerOnly.write(file, "new".getBytes(UTF_8));

        assertThat(mode(open)).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("new");
        try (Stream<Path> left = Files.list(open)) {
            assertThat(left).containsExactly(file);
        }
    }
}
