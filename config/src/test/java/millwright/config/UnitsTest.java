package millwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S, 500ms", "15s, PT15S, 15s", "60s, PT1M, 1m", "2h, PT2H, 2h",
        "1d, PT24H, 24h", "30d, PT720H, 30d", "0s, PT0S, 0s", "90s, PT90S, 90s"
    })
    void durationsAreReadAndWrittenInTheLargestUnit(String text, Duration value, String printed)
            throws Refusal {
        assertThat(Durations.parse(text)).isEqualTo(value);
        assertThat(Durations.print(value)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "-5s", "5 minutes", "s", "1.5h", "٣s", "99999999999d"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "16MiB, 16777216, 16MiB", "1GiB, 1073741824, 1GiB", "500kB, 500000, 500000B",
        "0, 0, 0B", "1025 B, 1025, 1025B", "2048B, 2048, 2KiB"
    })
    void sizesAreReadAndWrittenWithoutLoss(String text, long bytes, String printed) throws Refusal {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "16mib", "16M", "-1MiB", "MiB", "999999999999999TiB", "1.5GiB"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"interval, intervall, 1", "host, hsot, 1", "a, b, 1", "abc, '', 3", "x, x, 0"})
    void editsCountSwapsAsOne(String a, String b, int edits) {
        assertThat(Nearest.edits(a, b)).isEqualTo(edits);
    }
}
