package millwright.agent.sample;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static millwright.agent.sample.Readings.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import millwright.agent.budget.Resource;
import millwright.agent.budget.Usage;
import org.junit.jupiter.api.Test;

class OwnProcessTest {
    private Optional<ProcessReading> now = Optional.empty();
    private OptionalLong files = OptionalLong.of(37);
    private final OwnProcess self =
            new OwnProcess(
                    () -> now,
                    new ProcessTable() {
                        @Override
                        public List<ProcessReading> readAll() {
                            return List.of();
                        }

                        @Override
                        public OptionalLong openFiles(long pid) {
                            return files;
                        }
                    });

    private Usage read(Duration cpuTime, int secondsLater) {
        now = Optional.of(new ProcessReading("java", 7, Instant.EPOCH, cpuTime, 60_000, 9, 12));
        return self.read(AT.plusSeconds(secondsLater));
    }

    @Test
    void cpuIsOfOneCoreSinceTheLastReading() {
        assertThat(read(ofSeconds(2), 0).of(Resource.CPU)).isEmpty();
        assertThat(read(ofMillis(2180), 60).of(Resource.CPU)).hasValue(0.3);
    }

    @Test
    void theRestIsAsItStands() {
        Usage usage = read(ofSeconds(2), 0);
        assertThat(usage.of(Resource.MEMORY)).hasValue(60_000);
        assertThat(usage.of(Resource.THREADS)).hasValue(12);
        assertThat(usage.of(Resource.HANDLES)).hasValue(37);
        files = OptionalLong.empty();
        assertThat(read(ofSeconds(2), 60).of(Resource.HANDLES)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackGivesNoShare() {
        read(ofSeconds(2), 60);
        assertThat(read(ofMillis(2180), 0).of(Resource.CPU)).isEmpty();
        assertThat(read(ofMillis(2780), 60).of(Resource.CPU)).hasValue(1.0);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        assertThat(self.read(AT)).isEqualTo(Usage.UNKNOWN);
    }
}
