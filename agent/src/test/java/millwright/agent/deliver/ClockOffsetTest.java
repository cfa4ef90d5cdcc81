package millwright.agent.deliver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private final ClockOffset offset = new ClockOffset();

    @Test
    void nothingIsKnownBeforeACollectorHasToldItsTime() {
        assertThat(offset.best()).isEmpty();
    }

    @Test
    void itIsTheCollectorsTimeLessTheMiddleOfTheRoundTrip() {
        offset.measure(AT, ofMillis(40), AT.plusMillis(1020));
        assertThat(offset.best()).contains(ofSeconds(1));
    }

    @Test
    void aMachineThatIsAheadHasANegativeOffset() {
        offset.measure(AT, ofMillis(40), AT.minusMillis(2980));
        assertThat(offset.best()).contains(ofSeconds(-3));
    }

    @Test
    void ofTheNewestEightTheShortestRoundTripCounts() {
        offset.measure(AT, ofMillis(10), AT.plusMillis(1005));
        for (int i = 0; i < 7; i++) {
            offset.measure(AT, ofMillis(400), AT.plusMillis(1500));
        }
        assertThat(offset.best()).contains(ofSeconds(1));
        offset.measure(AT, ofMillis(400), AT.plusMillis(1500));
        assertThat(offset.best()).contains(ofMillis(1300));
    }
}
