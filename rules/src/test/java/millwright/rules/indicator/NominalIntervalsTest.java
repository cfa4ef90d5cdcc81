package millwright.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NominalIntervalsTest {
    private static final int CPU = 0;
    private final NominalIntervals intervals = new NominalIntervals(Duration.ofSeconds(10));

    private void series(int series, int count, double... seconds) {
        for (int i = 0; i < count; i++) {
            intervals.observe(CPU, series, Math.round(seconds[i % seconds.length] * 1e6));
        }
    }

    private Duration of(int series) {
        return intervals.of(CPU, series);
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(of(7)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void oneSeriesAloneHasItsOwn() {
        series(0, 1, 60);
        assertThat(of(0)).isEqualTo(Duration.ofMinutes(1));
        series(0, 100, 60, 60, 60, 120);
        assertThat(of(0)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aHostThatLosesHalfOfItsSamplesIsMeasuredByItsPeers() {
        for (int host = 0; host < 4; host++) {
            series(host, 40, 60);
        }
        series(4, 20, 120);
        assertThat(of(4)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aHostThatIsMeantToBeSlowerHasItsOwn() {
        for (int host = 0; host < 4; host++) {
            series(host, 40, 10);
        }
        series(4, 20, 30);
        assertThat(of(4)).isEqualTo(Duration.ofSeconds(10)); // three times: still a loss
        series(5, 20, 31);
        assertThat(of(5)).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void aBusySeriesHasOneVoteLikeEveryOther() {
        series(0, 100_000, 1);
        series(1, 40, 10);
        series(2, 40, 10);
        assertThat(of(0)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void jitterIsTheSameSpacing() {
        series(0, 64, 9.8, 10.1, 10, 9.9, 10.2);
        series(1, 64, 10.3, 9.7, 10);
        series(2, 64, 4);
        assertThat(of(0)).isBetween(Duration.ofMillis(9_600), Duration.ofMillis(10_100));
    }

    @Test
    void aDeclaredIntervalWins() {
        series(0, 64, 10);
        intervals.declare(CPU, Duration.ofSeconds(15));
        assertThat(of(0)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aChangedIntervalIsLearnedAnew() {
        series(0, 64, 10);
        series(0, 40 * 16, 30);
        assertThat(of(0)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void longIntervalsAreIntervalsToo() {
        series(0, 40, 3600);
        assertThat(of(0)).isEqualTo(Duration.ofHours(1));
    }
}
