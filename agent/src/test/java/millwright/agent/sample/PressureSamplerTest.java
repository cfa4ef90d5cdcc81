package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PressureSamplerTest {
    @TempDir Path folder;

    private void pressure(String resource, String text) throws IOException {
        Files.writeString(folder.resolve(resource), text);
    }

    @Test
    void someAndFullAreALineEach() throws IOException {
        String idle = "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n";
        pressure("cpu", "some avg10=0.79 avg60=2.63 avg300=3.55 total=3064305738\n"); // Linux 5.4
        pressure("memory", idle + idle.replace("some", "full"));
        pressure("io", idle + "full avg10=100.00 avg60=1.38 avg300=0.45 total=51169282\n");
        assertThat(Readings.words(new PressureSampler(folder)))
                .hasSize(5)
                .contains(
                        "pressure{resource=cpu, type=some} avg10=0.79 avg60=2.63 avg300=3.55"
                                + " total=3064305738",
                        "pressure{resource=memory, type=full} avg10=0.0 avg60=0.0 avg300=0.0"
                                + " total=0",
                        "pressure{resource=io, type=full} avg10=100.0 avg60=1.38 avg300=0.45"
                                + " total=51169282");
    }

    @Test
    void whatIsNoPressureIsQuotedInTheRefusal() throws IOException {
        pressure("cpu", "some avg10=lots\n");
        assertThatThrownBy(() -> Readings.of(new PressureSampler(folder)))
                .isInstanceOf(SamplingException.class)
                .hasMessage("pressure of cpu reads: some avg10=lots");
    }

    @Test
    void aFileThatHasGoneIsARefusal() {
        assertThatThrownBy(() -> Readings.of(new PressureSampler(folder)))
                .isInstanceOf(SamplingException.class)
                .hasMessageContaining("cpu");
    }

    @Test
    void thisMachinesPressureIsRead() {
        Path here = Path.of("/proc/pressure");
        assumeTrue(Unreadable.canRead(here.resolve("cpu")), "only newer Linux tells its pressure");
        assertThat(Readings.of(new PressureSampler(here))).hasSizeGreaterThanOrEqualTo(5);
    }
}
