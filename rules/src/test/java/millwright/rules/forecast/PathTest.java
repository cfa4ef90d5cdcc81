package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PathTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Path path =
            new Path(
                    NOON,
                    Duration.ofHours(1),
                    new double[] {10, 20, 40},
                    new double[] {9, 16, 20},
                    new double[] {11, 24, 60});

    @Test
    void betweenItsPointsItIsStraight() {
        assertThat(path.at(NOON.plusSeconds(900))).isEqualTo(new Path.Point(12.5, 10.75, 14.25));
        assertThat(path.at(NOON.plusSeconds(3600))).isEqualTo(new Path.Point(20, 16, 24));
        assertThat(path.at(NOON.plusSeconds(5400))).isEqualTo(new Path.Point(30, 18, 42));
    }

    @Test
    void beyondItsEndsItIsAsThere() {
        assertThat(path.at(NOON.minusSeconds(1))).isEqualTo(new Path.Point(10, 9, 11));
        assertThat(path.at(NOON.plusSeconds(7200))).isEqualTo(new Path.Point(40, 20, 60));
        assertThat(path.at(NOON.plusSeconds(9000))).isEqualTo(new Path.Point(40, 20, 60));
    }

    @Test
    void withoutPointsThereIsNoValue() {
        Path none =
                new Path(NOON, Duration.ofHours(1), new double[0], new double[0], new double[0]);
        assertThatThrownBy(() -> none.at(NOON)).isInstanceOf(IllegalStateException.class);
    }
}
