package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableTest {
    @TempDir Path proc;

    private record Files1(OptionalLong openFiles) implements ProcessTable {
        @Override
        public List<ProcessReading> readAll() {
            return List.of();
        }

        @Override
        public OptionalLong openFiles(long pid) {
            return openFiles;
        }
    }

    private List<String> gaps(OptionalLong openFiles) {
        return Unreadable.onLinux(proc, new Files1(openFiles)).gaps();
    }

    private void there(String name) throws IOException {
        Path file = proc.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    @Test
    void whereAllCanBeReadThereIsNothingToTell() throws IOException {
        there("1/stat");
        there("pressure/cpu");
        assertThat(gaps(OptionalLong.of(300))).isEmpty();
    }

    @Test
    void hiddenProcessesAreToldWithWhatWouldShowThem() throws IOException {
        there("pressure/cpu");
        assertThat(gaps(OptionalLong.empty()))
                .singleElement()
                .asString()
                .startsWith("procstat_top sees only processes of its own user")
                .contains("hidepid", "gid=GROUP", "ProtectProc=");
    }

    @Test
    void filesOfOthersAndPressureAreToldEach() throws IOException {
        there("1/stat");
        assertThat(gaps(OptionalLong.empty()))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("num_fds of other users'"),
                        second -> assertThat(second).startsWith("pressure is left out"));
    }

    @Test
    void aFileThatRefusesWhenItIsReadCannotBeRead() {
        assertThat(Unreadable.canRead(proc)).isFalse();
        assertThat(Unreadable.canRead(proc.resolve("nowhere"))).isFalse();
    }
}
