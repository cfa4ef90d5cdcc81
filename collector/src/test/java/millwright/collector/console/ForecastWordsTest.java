package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.chart.MadeUpForecast;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;
import org.junit.jupiter.api.Test;

class ForecastWordsTest {
    private final ForecastWords words = new ForecastWords("percent", ZoneId.of("Africa/Cairo"));

    @Test
    void aCrossingIsToldWithItsIntervalInTheTimeOfTheSite() {
        assertThat(plain(words.verdict(MadeUpForecast.expected())))
                .isEqualTo(
                        "Reaches 80 % between 3 Dec 06:00 and 9 Dec 14:00, most likely 5 Dec"
                                + " 22:00.");
    }

    @Test
    void aBoundBeyondTheHorizonIsNotInvented() {
        Crossing open = crossing(MadeUpForecast.SOFT, true, Optional.empty());
        assertThat(plain(words.verdict(with(open))))
                .isEqualTo(
                        "Reaches 80 % from 3 Dec 06:00 on, most likely 5 Dec 22:00, perhaps only"
                                + " after 14 Dec 12:00.");
    }

    @Test
    void aLimitBelowIsFallenTo() {
        Crossing below =
                crossing(
                        new Limit("level 1", Direction.BELOW, 20, true),
                        true,
                        Optional.of(Instant.parse("2027-01-02T10:00:00Z")));
        assertThat(plain(words.verdict(with(below))))
                .startsWith(
                        "Falls to its hard limit, 20 %, between 3 Dec 06:00 and 2 Jan 2027 12:00");
    }

    @Test
    void whereNoneIsExpectedItSaysHowLikelyOneIs() {
        Crossing none = crossing(MadeUpForecast.SOFT, false, Optional.empty());
        assertThat(plain(words.verdict(with(none))))
                .isEqualTo(
                        "Not expected to reach 80 % before 14 Dec 12:00; the chance is 97 %. By"
                                + " then 91.2 %, in nine of ten cases between 86.5 % and 95.8 %.");
    }

    @Test
    void whatCannotBeSaidHasItsReason() {
        assertThat(words.verdict(MadeUpForecast.doubtful()))
                .isEqualTo(
                        "Cannot say: the interval of the crossing is 11 d wide, 7 d are allowed.");
    }

    @Test
    void theBasisNamesModelSegmentAndRate() {
        assertThat(plain(words.basis(MadeUpForecast.expected())))
                .isEqualTo(
                        "Model robust-line + daily; segment since 12 Nov 08:00, because the level"
                                + " jumped there; +1.2 points a day.");
    }

    @Test
    void ratesHaveTheUnitsOfTheirIndicator() {
        assertThat(plain(words.rate(-0.02))).isEqualTo("−0.020 points a day");
        assertThat(plain(new ForecastWords("bytes", ZoneId.of("UTC")).rate(3 << 20)))
                .isEqualTo("+3.0 MiB a day");
    }

    @Test
    void whatIsNotSureIsNotCalledSo() {
        assertThat(plain(ForecastWords.chance(0))).isEqualTo("0 %");
        assertThat(plain(ForecastWords.chance(0.004))).isEqualTo("under 1 %");
        assertThat(plain(ForecastWords.chance(0.97))).isEqualTo("97 %");
        assertThat(plain(ForecastWords.chance(0.996))).isEqualTo("over 99 %");
        assertThat(plain(ForecastWords.chance(1))).isEqualTo("100 %");
    }

    private static Crossing crossing(Limit limit, boolean expected, Optional<Instant> late) {
        return new Crossing(
                limit,
                0.97,
                expected,
                Optional.of(Instant.parse("2026-12-03T04:00:00Z")),
                Optional.of(Instant.parse("2026-12-05T20:00:00Z")),
                late);
    }

    private static Forecast.Expected with(Crossing crossing) {
        Forecast.Expected made = MadeUpForecast.expected();
        return new Forecast.Expected(
                made.at(),
                Duration.ofDays(14),
                made.path(),
                List.of(crossing),
                made.model(),
                new Segment(made.at(), Segment.Beginning.TREND, 3, 1),
                made.quality());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
