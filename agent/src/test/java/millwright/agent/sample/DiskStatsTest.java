package millwright.agent.sample;

import static millwright.agent.sample.Readings.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiskStatsTest {
    private static final Set<String> WHOLE = Set.of("vda", "cciss!c0d0");

    private final List<DiskReading> disks = new ArrayList<>();
    private final Sampler sampler = new DiskIoSampler(() -> List.copyOf(disks));

    private List<String> words(int secondsLater, String line) {
        disks.clear();
        disks.addAll(DiskStats.parse(line, WHOLE));
        return Readings.words(sampler, AT.plusSeconds(secondsLater));
    }

    @Test
    void wholeDisksCountAndPartitionsDoNot() {
        String text =
                """
                 254       0 vda 100 7 2000 300 50 9 800 400 1 600 700 5 20 8 9 7 4
                 254       1 vda1 99 7 2000 300 50 9 800 400 1 600 700
                 104       0 cciss/c0d0 1 2 3 4 5 6 7 8 9 10 11
                   7       0 loop0 0 0 0 0 0 0 0 0 0 0 0
                """;
        assertThat(DiskStats.parse(text, WHOLE))
                .extracting(DiskReading::name)
                .containsExactly("vda", "cciss/c0d0");
    }

    @Test
    void countersAreInBytesAndMillisecondsAsTelegrafHasThem() {
        assertThat(words(0, "254 0 vda 100 7 2000 300 50 9 800 400 1 600 700 5 20 8 9"))
                .containsExactly(
                        "diskio{name=vda} reads=100 writes=50 read_bytes=1024000"
                                + " write_bytes=409600 io_time=600 iops_in_progress=1"
                                + " read_time=300 write_time=400 weighted_io_time=700"
                                + " merged_reads=7 merged_writes=9");
    }

    @Test
    void latencyIsThatOfTheRequestsSinceTheLastReading() {
        words(0, "254 0 vda 100 0 0 300 50 0 0 400 0 600 700");
        // 10 reads took 50 ms, 40 writes 850 ms; busy for 2.5 s of 10
        assertThat(words(10, "254 0 vda 110 0 0 350 90 0 0 1250 0 3100 700"))
                .singleElement()
                .asString()
                .endsWith(
                        " io_util=25.0 read_await=5.0 write_await=21.25 io_await=18.0"
                                + " io_svctm=50.0");
    }

    @Test
    void aDiskWithoutRequestsHasNoLatency() {
        String idle = "254 0 vda 100 0 0 300 50 0 0 400 0 600 700";
        words(0, idle);
        assertThat(words(10, idle))
                .singleElement()
                .asString()
                .endsWith("merged_writes=0 io_util=0.0");
    }

    @Test
    void aDiskIsNotBusierThanAlwaysAndACounterThatFellTellsNothing() {
        words(0, "254 0 vda 100 0 0 300 50 0 0 400 0 600 700");
        assertThat(words(10, "254 0 vda 100 0 0 300 50 0 0 400 0 10601 700"))
                .singleElement()
                .asString()
                .endsWith("io_util=100.0");
        assertThat(words(20, "254 0 vda 1 0 0 3 5 0 0 4 0 6 7"))
                .singleElement()
                .asString()
                .endsWith("merged_writes=0");
    }

    @Test
    void thisMachinesDisksAreThere() {
        Path file = Path.of("/proc/diskstats");
        assumeTrue(Files.isReadable(file), "only Linux has /proc/diskstats");
        assertThat(new DiskStats(file, Path.of("/sys/block")).get())
                .allSatisfy(disk -> assertThat(disk.name()).isNotBlank())
                .allSatisfy(disk -> assertThat(disk.times()).isPresent());
    }

    @Test
    void aFileThatIsNotThereIsARefusal() {
        assertThatThrownBy(() -> new DiskStats(Path.of("/nowhere"), Path.of("/sys/block")).get())
                .isInstanceOf(SamplingException.class)
                .hasMessageStartingWith("/nowhere: ");
    }
}
