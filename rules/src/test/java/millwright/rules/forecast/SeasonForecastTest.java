package millwright.rules.forecast;

import static millwright.rules.forecast.Foretold.crosses;
import static millwright.rules.forecast.Foretold.staysClear;
import static millwright.rules.forecast.Made.firstAbove;
import static millwright.rules.forecast.Made.hourly;
import static millwright.rules.forecast.Made.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What repeats by the day, the week and the month, and growth by the working week. */
class SeasonForecastTest {
    private static final SiteDays KUWAIT =
            new SiteDays(ZoneId.of("Asia/Kuwait"), Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY));

    /** Friday 00:00 to Sunday 00:00 in Kuwait, three hours before UTC's. */
    private static final int REST_BEGINS = 4 * 24 - 3;

    private final DoubleUnaryOperator noise = noise(0.5);

    /** Hours, of which those of Friday and Saturday count half. */
    private static double worked(double hour) {
        double weeks = Math.floor((hour - REST_BEGINS) / Made.WEEK);
        double within = hour - REST_BEGINS - weeks * Made.WEEK;
        return hour - 0.5 * (48 * weeks + Math.min(48, within));
    }

    @Test
    void whatFillsByWorkFillsHalfAsFastOnTheDaysOfRest() {
        DoubleUnaryOperator course = h -> 40 + 0.06 * worked(h);
        int truth = firstAbove(80, 505, course);
        Made disk = hourly(504, h -> course.applyAsDouble(h) + 0.5 * at(h)).above(80);

        // three weeks say by themselves which days those are
        assertThat(disk.expected().model()).contains("by the working week");
        crosses(disk.crossing(), truth, 8, 24);
        assertThat(disk.site(KUWAIT).crossing()).isEqualTo(disk.crossing());
    }

    @Test
    void aWeekAloneNeedsTheSitesHint() {
        DoubleUnaryOperator course = h -> 40 + 0.12 * worked(h);
        int truth = firstAbove(80, 201, course);
        Made disk = hourly(200, h -> course.applyAsDouble(h) + 0.2 * at(h)).above(80);

        assertThat(disk.expected().model()).doesNotContain("working week");
        assertThat(disk.site(KUWAIT).expected().model()).contains("by the working week");
        crosses(disk.site(KUWAIT).crossing(), truth, 6, 24);
        assertThat(width(disk.site(KUWAIT).crossing())).isLessThan(width(disk.crossing()) / 4);
    }

    private static double width(Crossing crossing) {
        return Duration.between(crossing.early().orElseThrow(), crossing.late().orElseThrow())
                .toHours();
    }

    @Test
    void aHintThatTheSeriesDoesNotKeepToChangesNothing() {
        Made disk = hourly(504, h -> 40 + 0.05 * h + at(h)).above(80);

        assertThat(disk.site(KUWAIT).forecast())
                .usingRecursiveComparison()
                .isEqualTo(disk.forecast());
    }

    @Test
    void aNightlyDumpOfAnHourIsNoCrossingAndOneOfThreeHoursIs() {
        // for two hours it has to stay: three hourly values
        staysClear(hourly(504, h -> (h % 24 == 2 ? 95 : 50) + at(h)).above(80).crossing());
        staysClear(
                hourly(504, h -> (h % 24 >= 2 && h % 24 < 4 ? 95 : 50) + at(h))
                        .above(80)
                        .crossing());
        // hour 504 is a midnight
        crosses(
                hourly(504, h -> (h % 24 >= 2 && h % 24 < 5 ? 95 : 50) + at(h))
                        .above(80)
                        .crossing(),
                506,
                0,
                0);
    }

    @Test
    void growingDailyPeaksPassALimitThatTheMeanStaysFarFrom() {
        // from 8:00 to 20:00 a half wave of 20 + 0.03 h above 20
        DoubleUnaryOperator cpu =
                h -> 20 + (20 + 0.03 * h) * Math.max(0, Math.sin((h % 24 - 8) / 12 * Math.PI));
        int truth =
                firstAbove(75, 841, h -> Math.min(cpu.applyAsDouble(h), cpu.applyAsDouble(h + 2)));
        Made busy = hourly(840, h -> cpu.applyAsDouble(h) + 2 * at(h)).above(75).days(60);

        crosses(busy.crossing(), truth, 50, 150);
        // the pair: the same peaks without growth
        DoubleUnaryOperator even =
                h -> 20 + 40 * Math.max(0, Math.sin((h % 24 - 8) / 12 * Math.PI));
        staysClear(
                hourly(840, h -> even.applyAsDouble(h) + 2 * at(h)).above(75).days(60).crossing());
    }

    @Test
    void thePeaksOfADailySwingPassWhenTheTrendHasLiftedThem() {
        DoubleUnaryOperator course = h -> 20 + 0.02 * h + 20 * Math.sin(h / 12 * Math.PI);
        int truth =
                firstAbove(
                        70,
                        841,
                        h -> Math.min(course.applyAsDouble(h), course.applyAsDouble(h + 2)));

        crosses(
                hourly(840, h -> course.applyAsDouble(h) + at(h)).above(70).days(60).crossing(),
                truth,
                26,
                100);
    }

    @Test
    void theDipsOfTheWeekendComeBack() {
        // busy by 60 from Monday to Friday, by 20 on the two other days
        Made busy = hourly(6 * Made.WEEK, h -> (h % Made.WEEK < 120 ? 60 : 20) + at(h)).days(14);
        Path path = busy.expected().path();

        assertThat(path.at(Made.instant(6 * Made.WEEK + 60)).middle()).isBetween(58.0, 62.0);
        assertThat(path.at(Made.instant(6 * Made.WEEK + 140)).middle()).isBetween(18.0, 22.0);
        assertThat(path.at(Made.instant(7 * Made.WEEK + 60)).high()).isLessThan(64);
    }

    @Test
    void theLastDaysOfTheMonthPassALimitThatTheRestIsFarFrom() {
        DoubleUnaryOperator course = h -> 40 + 0.01 * h + (isMonthEnd(h) ? 15 : 0);
        int truth = firstAbove(80, 2301, course);
        Made disk = hourly(2300, h -> course.applyAsDouble(h) + at(h)).above(80).days(60);

        // 0.01 an hour reaches 80 only in September; with 15 more the end of June does
        assertThat(Made.instant(truth)).isEqualTo("2026-06-28T00:00:00Z");
        crosses(disk.crossing(), truth, 3, 12);
        assertThat(disk.expected().model()).contains("month-end");
        staysClear(hourly(2300, h -> 40 + 0.01 * h + at(h)).above(80).days(60).crossing());
    }

    private static boolean isMonthEnd(double hour) {
        ZonedDateTime day = Made.instant(hour).atZone(ZoneOffset.UTC);
        return day.plusDays(3).getMonth() != day.getMonth();
    }

    private double at(double hour) {
        return noise.applyAsDouble(hour);
    }
}
