package millwright.collector.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import millwright.rules.forecast.Observations;
import org.junit.jupiter.api.Test;

class NextSamplesTest {
    @Test
    void aSteadySeriesGoesOnAtItsStep() {
        assertThat(after(1000, 1000, 700, 1000))
                .isEmpty(); // one spacing of 300: 1300 is past the end
        assertThat(after(1000, 1300, 700, 1000)).containsExactly(1300);
        assertThat(after(1500, 2100, 700, 1000)).containsExactly(1600, 1900);
    }

    @Test
    void missingSamplesDoNotWidenTheStep() {
        assertThat(after(1900, 2500, 100, 400, 1000, 1300, 1900)).containsExactly(2200, 2500);
    }

    @Test
    void aSeriesWhosePhaseWandersByMinutesGetsEachMinute() {
        // 5 minutes apart, then a minute late, then 5 again: nobody knows when the next one comes.
        assertThat(after(960, 1200, 0, 300, 660, 960)).containsExactly(1020, 1080, 1140, 1200);
    }

    @Test
    void jitterOfSecondsIsNoStep() {
        assertThat(after(902, 1500, 0, 300, 601, 902)).containsExactly(1203);
    }

    @Test
    void oneSampleHasNoStep() {
        assertThat(after(1000, 9000, 1000)).isEmpty();
    }

    private static long[] after(long cut, long end, long... seconds) {
        return NextSamples.after(
                Observations.of(seconds, new double[seconds.length]),
                Instant.ofEpochSecond(cut),
                Duration.ofSeconds(end - cut));
    }
}
