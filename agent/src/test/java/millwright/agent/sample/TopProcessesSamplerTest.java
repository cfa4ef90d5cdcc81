package millwright.agent.sample;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static millwright.agent.sample.Readings.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TopProcessesSamplerTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private final List<ProcessReading> processes = new ArrayList<>();
    private final Map<Long, Long> openFiles = new HashMap<>();
    private final Sampler sampler = new TopProcessesSampler(new FakeTable(), 1);

    private final class FakeTable implements ProcessTable {
        @Override
        public List<ProcessReading> readAll() {
            return List.copyOf(processes);
        }

        @Override
        public OptionalLong openFiles(long pid) {
            Long count = openFiles.get(pid);
            return count == null ? OptionalLong.empty() : OptionalLong.of(count);
        }
    }

    private void process(String name, long pid, Duration cpuTime, long residentBytes) {
        process(name, pid, Instant.EPOCH, cpuTime, residentBytes);
    }

    private void process(
            String name, long pid, Instant started, Duration cpuTime, long residentBytes) {
        processes.removeIf(process -> process.pid() == pid);
        processes.add(new ProcessReading(name, pid, started, cpuTime, residentBytes, 9000, 3));
    }

    private List<String> words(Duration later) {
        return Readings.words(sampler, AT.plus(later));
    }

    @Test
    void theFirstReadingKnowsMemoryOnly() {
        process("java", 7, ofSeconds(500), 4000);
        process("sshd", 8, ofSeconds(800), 100);
        assertThat(words(Duration.ZERO))
                .containsExactly(
                        "procstat_top{process_name=java} memory_rss=4000 memory_vms=9000"
                                + " num_threads=3 processes=1 pid=7");
    }

    @Test
    void theBiggestByCpuAndByMemoryGetOneLineEach() {
        process("java", 7, ofSeconds(500), 4000);
        process("gzip", 8, ofSeconds(10), 100);
        process("idle", 9, ofSeconds(10), 10);
        words(Duration.ZERO);
        process("gzip", 8, ofSeconds(40), 100);
        assertThat(words(ofSeconds(30)))
                .containsExactly(
                        "procstat_top{process_name=gzip} cpu_usage=100.0 memory_rss=100"
                                + " memory_vms=9000 num_threads=3 processes=1 pid=8",
                        "procstat_top{process_name=java} cpu_usage=0.0 memory_rss=4000"
                                + " memory_vms=9000 num_threads=3 processes=1 pid=7");
    }

    @Test
    void oneThatIsBiggestInBothGetsOneLine() {
        process("java", 7, Duration.ZERO, 4000);
        words(Duration.ZERO);
        process("java", 7, ofSeconds(75), 4000);
        assertThat(words(ofSeconds(30)))
                .containsExactly(
                        "procstat_top{process_name=java} cpu_usage=250.0 memory_rss=4000"
                                + " memory_vms=9000 num_threads=3 processes=1 pid=7");
    }

    @Test
    void processesOfOneNameAreOneLineWithThePidOfTheBusiest() {
        process("php-fpm", 7, ofSeconds(10), 900);
        process("php-fpm", 8, ofSeconds(10), 500);
        process("mysqld", 9, ofSeconds(10), 1000); // bigger than either, smaller than both
        words(Duration.ZERO);
        process("php-fpm", 7, ofSeconds(13), 900);
        process("php-fpm", 8, ofSeconds(16), 500);
        process("mysqld", 9, ofSeconds(18), 1000);
        assertThat(words(ofSeconds(30)))
                .containsExactly(
                        "procstat_top{process_name=php-fpm} cpu_usage=30.0 memory_rss=1400"
                                + " memory_vms=18000 num_threads=6 processes=2 pid=8");
    }

    @Test
    void whereNoneUsesCpuThePidIsOfTheOneWithMostMemory() {
        process("php-fpm", 7, ofSeconds(10), 500);
        process("php-fpm", 8, ofSeconds(10), 900);
        process("php-fpm", 9, ofSeconds(10), 900);
        assertThat(words(Duration.ZERO)).singleElement().asString().endsWith("pid=8");
    }

    @Test
    void aNewProcessOfAKnownNameMakesNoNewSeries() {
        process("php-fpm", 7, ofSeconds(10), 500);
        words(Duration.ZERO);
        processes.clear();
        process("php-fpm", 20, AT.plusSeconds(10), ofSeconds(6), 500);
        assertThat(words(ofSeconds(30)))
                .containsExactly(
                        "procstat_top{process_name=php-fpm} cpu_usage=20.0 memory_rss=500"
                                + " memory_vms=9000 num_threads=3 processes=1 pid=20");
    }

    @Test
    void kernelThreadsAppearOnlyWhereTheyUseCpuAndAsOneFamily() {
        process("kworker/0:1-events", 7, ofSeconds(1), 0);
        process("kworker/u4:2", 8, ofSeconds(1), 0);
        assertThat(words(Duration.ZERO)).isEmpty();
        assertThat(words(ofSeconds(30))).isEmpty();
        process("kworker/0:1-events", 7, ofSeconds(2), 0);
        process("kworker/u4:2", 8, ofSeconds(3), 0);
        assertThat(words(ofSeconds(60)))
                .singleElement()
                .asString()
                .startsWith("procstat_top{process_name=kworker} cpu_usage=10.0 memory_rss=0")
                .endsWith("processes=2 pid=8");
    }

    @Test
    void aSlashInTheNameOfAnOrdinaryProcessStays() {
        process("a/b", 7, ofSeconds(1), 100);
        assertThat(words(Duration.ZERO)).first().asString().contains("process_name=a/b}");
    }

    @Test
    void aPidThatIsUsedAgainIsAnotherProcess() {
        process("java", 7, ofSeconds(500), 4000);
        words(Duration.ZERO);
        process("cc1", 7, AT.plusSeconds(10), ofSeconds(15), 4000);
        assertThat(words(ofSeconds(30))).first().asString().contains("cc1", "cpu_usage=50.0");
    }

    @Test
    void timeThatRunsBackwardsCountsAsNone() {
        process("java", 7, ofSeconds(500), 4000);
        words(Duration.ZERO);
        process("java", 7, ofSeconds(400), 4000);
        assertThat(words(ofSeconds(30))).first().asString().contains("cpu_usage=0.0");
    }

    @Test
    void openFilesAreSummedWhereAllOfThemMayBeLookedAt() {
        process("php-fpm", 7, ofSeconds(10), 500);
        process("php-fpm", 8, ofSeconds(10), 900);
        openFiles.put(7L, 20L);
        assertThat(words(ZERO)).singleElement().asString().doesNotContain("num_fds");
        openFiles.put(8L, 30L);
        assertThat(words(ofSeconds(30))).singleElement().asString().endsWith(" num_fds=50");
    }

    @Test
    void aSlowLeakerIsNamedThoughItIsNotAmongTheBiggest() {
        process("mysqld", 9, ofSeconds(10), 4 * GIB);
        for (int minute = 0; minute <= 15; minute++) {
            process("leaker", 7, ofSeconds(10), 50 * MIB + minute * MIB);
            List<String> words = words(ofMinutes(minute));
            if (minute < 15) {
                assertThat(words).singleElement().asString().contains("mysqld");
            } else {
                assertThat(words)
                        .hasSize(2)
                        .anyMatch(
                                line ->
                                        line.contains("process_name=leaker}")
                                                && line.endsWith(
                                                        " memory_rss_growth_bytes_per_hour="
                                                                + 60 * MIB
                                                                + " memory_rss_growth_pid=7"))
                        .anyMatch(
                                line ->
                                        line.contains("process_name=mysqld}")
                                                && line.contains("_per_hour=0 "));
            }
        }
    }

    @Test
    void aRestartBeginsAnew() {
        for (int minute = 0; minute <= 30; minute++) {
            process("app", 7, ofSeconds(10), GIB + minute * MIB);
            words(ofMinutes(minute));
        }
        process("app", 7, AT.plusSeconds(1805), ofSeconds(1), 100 * MIB);
        assertThat(words(ofMinutes(31)))
                .singleElement()
                .asString()
                .doesNotContain("growth", "cpu_usage=0.0");
    }

    @Test
    void growthOfOneNameIsThatOfItsProcessesTogether() {
        for (int minute = 0; minute <= 15; minute++) {
            process("worker", 7, ofSeconds(10), 50 * MIB + minute * MIB);
            process("worker", 8, ofSeconds(10), 50 * MIB + 2L * minute * MIB);
            process("worker", 9, ofSeconds(10), 50 * MIB);
            words(ofMinutes(minute));
        }
        process("worker", 10, ofSeconds(10), 50 * MIB); // new, its growth is not known
        assertThat(words(ofMinutes(16)))
                .singleElement()
                .asString()
                .contains("_per_hour=%d ".formatted(180 * MIB), "_growth_pid=8");
    }

    @Test
    void lessThanAMebibyteAnHourIsNoGrowthToBeNamed() {
        process("mysqld", 9, ofSeconds(10), 4 * GIB);
        for (int minute = 0; minute <= 60; minute++) {
            process("steady", 7, ofSeconds(10), 50 * MIB + 16_000L * minute);
            assertThat(words(ofMinutes(minute)))
                    .singleElement()
                    .asString()
                    .contains("process_name=mysqld");
        }
    }
}
