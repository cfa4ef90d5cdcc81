package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "82.44 | percent | 82.4 %",
                "100 | percent | 100.0 %",
                "0.053 | percent | 0.05 %",
                "0 | percent | 0.0 %",
                "0.85 | seconds | 850 ms",
                "3.24 | seconds | 3.2 s",
                "119.96 | seconds | 120.0 s",
                "302 | seconds | 5 min",
                "7500 | seconds | 2 h 5 min",
                "1023 | bytes | 1023 B",
                "1610612736 | bytes | 1.5 GiB",
                "268435456 | bytes | 256 MiB",
                "1234567 | count | 1,234,567",
                "0.5 | count | 0.50",
                "12 | requests_per_second | 12 requests per second",
                "29.4 | days | 29 days",
                "-2.26 | days | -2.3 days",
                "26 | hours | 1 d 2 h",
                "1 | up | yes",
                "0 | up | no",
                "NaN | percent | –"
            })
    void aValueHasItsUnitAndTheDigitsThatHelp(double value, String unit, String text) {
        assertThat(Units.value(value, unit).replace('\u00a0', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80 | percent | 80 %",
                "0.5 | percent | 0.5 %",
                "3 | seconds | 3 s",
                "300 | seconds | 5 min",
                "93600 | seconds | 1 d 2 h",
                "14 | days | 14 days",
                "1 | up | 1 (1 is yes, 0 is no)"
            })
    void aLimitIsAsSomebodyWroteIt(double limit, String unit, String text) {
        assertThat(Units.limit(limit, unit).replace('\u00a0', ' ')).isEqualTo(text);
    }

    @Test
    void aShareIsNeverRoundedUpToAll() {
        assertThat(Units.share(0.999)).isEqualTo("99\u00a0%");
        assertThat(Units.share(0.29)).isEqualTo("29\u00a0%");
        assertThat(Units.share(1)).isEqualTo("100\u00a0%");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT59S | 59 s | 59 s",
                "PT60S | 1 min | 1 min",
                "PT90S | 1 min | 1 min 30 s",
                "PT1H | 1 h | 1 h",
                "PT26H5M | 1 d 2 h | 1 d 2 h 5 min",
                "PT0S | 0 s | 0 s"
            })
    void aSpanIsRoughForAgesAndExactForPolicy(Duration span, String rough, String exact) {
        assertThat(Spans.rough(span).replace('\u00a0', ' ')).isEqualTo(rough);
        assertThat(Spans.exact(span).replace('\u00a0', ' ')).isEqualTo(exact);
    }

    @Test
    void timesStandInTheSitesZoneWithItsOffset() {
        SiteTime time =
                new SiteTime(Instant.parse("2026-03-29T02:00:00Z"), ZoneId.of("Asia/Kuwait"));

        SiteTime.Moment moment = time.moment(Instant.parse("2026-03-28T21:30:05Z"));

        assertThat(moment.text()).isEqualTo("2026-03-29 00:30 +03:00");
        assertThat(moment.exact()).isEqualTo("2026-03-29 00:30:05 +03:00");
        assertThat(moment.iso()).isEqualTo("2026-03-28T21:30:05Z");
        assertThat(moment.ago().replace('\u00a0', ' ')).isEqualTo("4 h 29 min ago");
        assertThat(new SiteTime(Instant.EPOCH, ZoneId.of("UTC")).moment(Instant.EPOCH).text())
                .isEqualTo("1970-01-01 00:00 +00:00");
    }

    @Test
    void onlyWebAddressesBecomeLinks() {
        assertThat(Links.web("https://wiki.example.com/a")).isNotEmpty();
        assertThat(Links.web("javascript:alert(1)")).isEmpty();
        assertThat(Links.web("data:text/html,x")).isEmpty();
        assertThat(Links.web("wiki page 12")).isEmpty();
        assertThat(Links.web("")).isEmpty();
    }
}
