package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.REFUSED;
import static millwright.agent.probe.jmx.JmxReadings.down;
import static millwright.agent.probe.jmx.JmxReadings.target;
import static millwright.agent.probe.jmx.JmxReadings.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An application that goes and comes back. */
class LostJmxIT {
    @Test
    void aRestartedApplicationIsReadAgain() throws IOException {
        RunningApplication first = RunningApplication.open(0);
        try (JmxTarget target =
                target("{name: erp, address: '127.0.0.1:%d'}".formatted(first.port))) {
            assertThat(words(target)).hasSize(1);
            first.close();
            assertThat(down(target).reason()).isEqualTo(REFUSED);
            try (RunningApplication second = RunningApplication.open(first.port)) {
                assertThat(words(target)).hasSize(1);
                assertThat(second.process.isAlive()).isTrue();
            }
        } finally {
            first.close();
        }
    }

    @Test
    void oneThatCameBackBetweenTwoReadingsWasNeverDown() throws IOException {
        RunningApplication first = RunningApplication.open(0);
        try (JmxTarget target =
                target("{name: erp, address: '127.0.0.1:%d'}".formatted(first.port))) {
            assertThat(words(target)).hasSize(1);
            first.close();
            try (RunningApplication second = RunningApplication.open(first.port)) {
                assertThat(words(target)).hasSize(1);
                assertThat(second.process.isAlive()).isTrue();
            }
        } finally {
            first.close();
        }
    }
}
