package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    @Test
    void theyAreInTimeOrderWhateverOrderTheyCameIn() {
        assertThat(text(of(30, 3, 10, 1, 20, 2))).isEqualTo("10=1.0 20=2.0 30=3.0 ");
    }

    @Test
    void ofSeveralAtOneInstantTheLastOneCounts() {
        assertThat(text(of(10, 1, 20, 2, 10, 7, 20, 8))).isEqualTo("10=7.0 20=8.0 ");
        assertThat(text(of(10, 1, 10, 2, 20, 3))).isEqualTo("10=2.0 20=3.0 ");
    }

    @Test
    void whatIsNoNumberIsNoValue() {
        assertThat(text(of(10, Double.NaN, 20, 2, 20, Double.NaN, 30, Double.NEGATIVE_INFINITY)))
                .isEqualTo("20=2.0 ");
    }

    @Test
    void untilTakesTheInstantItself() {
        Observations all = of(10, 1, 20, 2, 30, 3);

        assertThat(all.until(Instant.ofEpochSecond(20)).size()).isEqualTo(2);
        assertThat(all.until(Instant.ofEpochSecond(19)).size()).isEqualTo(1);
        assertThat(all.until(Instant.ofEpochSecond(9)).isEmpty()).isTrue();
        assertThat(all.until(Instant.ofEpochSecond(31)).last()).isEqualTo("1970-01-01T00:00:30Z");
    }

    @Test
    void timesInAnotherUnitAreRefused() {
        assertThat(of(253402300799L, 1).last()).isEqualTo("9999-12-31T23:59:59Z");
        assertThatThrownBy(() -> of(253402300800L, 1))
                .hasMessage(
                        "253402300800 is no time in seconds since 1970 in the years 1 to 9999:"
                                + " is it in another unit?");
        assertThat(of(-62135596800L, 1).first()).isEqualTo("0001-01-01T00:00:00Z");
        assertThatThrownBy(() -> of(-62135596801L, 1)).hasMessageContaining("-62135596801");
    }

    @Test
    void asManyInstantsAsValues() {
        assertThatThrownBy(() -> Observations.of(new long[2], new double[3]))
                .hasMessage("2 instants, 3 values");
    }

    /** Second, value, second, value. */
    private static Observations of(double... pairs) {
        long[] seconds = new long[pairs.length / 2];
        double[] values = new double[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = (long) pairs[2 * i];
            values[i] = pairs[2 * i + 1];
        }
        return Observations.of(seconds, values);
    }

    private static String text(Observations observations) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < observations.size(); i++) {
            text.append(observations.second(i)).append('=').append(observations.value(i));
            text.append(' ');
        }
        return text.toString();
    }
}
