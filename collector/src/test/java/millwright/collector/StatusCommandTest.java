package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusCommandTest {
    @Test
    void aLimitWithoutASustainTimeCountsAtOnce() {
        assertThat(StatusCommand.sustain(0)).isEqualTo("at once");
    }

    @Test
    void aSustainTimeIsInMinutesWhereItIsWholeOnes() {
        assertThat(StatusCommand.sustain(900)).isEqualTo("for 15 min");
        assertThat(StatusCommand.sustain(90)).isEqualTo("for 90 s");
    }
}
