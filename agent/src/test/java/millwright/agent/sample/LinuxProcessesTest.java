package millwright.agent.sample;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxProcessesTest {
    private static final Instant BOOT = Instant.parse("2026-03-01T00:00:00Z");
    private static final ProcStat STAT = new ProcStat(BOOT, 100, 4096);
    private static final String JAVA =
            " S 1 4242 4242 0 -1 4194560 9 0 0 0 1250 250 7 8 20 0 33 0 360000 9000000 512"
                    + " 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0\n";

    @TempDir Path proc;

    @Test
    void aLineBecomesAReading() {
        assertThat(STAT.parse("4242 (java)" + JAVA))
                .isEqualTo(
                        new ProcessReading(
                                "java",
                                4242,
                                BOOT.plusSeconds(3600),
                                ofSeconds(15),
                                512 * 4096,
                                9_000_000,
                                33));
    }

    @Test
    void aNameMayHoldSpacesAndParentheses() {
        assertThat(STAT.parse("7 ((sd-pam) 1 (x)" + JAVA).name()).isEqualTo("(sd-pam) 1 (x");
        assertThat(STAT.parse("7 ()" + JAVA).name()).isEmpty();
    }

    @Test
    void aLineThatIsCutIsARefusal() {
        assertThatThrownBy(() -> STAT.parse("7 (java) S 1 4242"))
                .isInstanceOf(SamplingException.class)
                .hasMessageContaining("has 3 fields after the name");
        assertThatThrownBy(() -> STAT.parse("")).isInstanceOf(SamplingException.class);
    }

    @Test
    void aProcessThatEndsWhileTheyAreReadIsLeftOut() throws IOException {
        Files.createDirectories(proc.resolve("42"));
        Files.createDirectories(proc.resolve("sys"));
        Files.createDirectories(proc.resolve("43"));
        Files.writeString(proc.resolve("43/stat"), "43 (java)" + JAVA);
        assertThat(new LinuxProcesses(proc, STAT).readAll())
                .singleElement()
                .extracting(ProcessReading::pid)
                .isEqualTo(43L);
    }

    @Test
    void filesOfAProcessThatHasGoneAreUnknown() {
        assertThat(new LinuxProcesses(proc, STAT).openFiles(42)).isEmpty();
    }

    @Test
    void thisProcessIsAmongThoseOfThisMachine() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux has /proc");
        LinuxProcesses processes = new LinuxProcesses(Path.of("/proc"), STAT);
        long self = ProcessHandle.current().pid();
        ProcessReading reading =
                processes.readAll().stream().filter(p -> p.pid() == self).findFirst().orElseThrow();
        assertThat(reading.name()).startsWith("java");
        assertThat(reading.residentBytes()).isGreaterThan(20_000_000);
        assertThat(reading.cpuTime()).isPositive();
        assertThat(reading.threads()).isGreaterThan(5);
        assertThat(processes.openFiles(self).orElseThrow()).isGreaterThan(3);
    }
}
