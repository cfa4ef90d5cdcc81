package millwright.collector.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.rules.forecast.Observations;
import org.junit.jupiter.api.Test;

class TerminalChartTest {
    private static final ZoneId CAIRO = ZoneId.of("Africa/Cairo");

    @Test
    void showsThePastTheLimitTheCourseAndTheCrossing() {
        List<String> lines = TerminalChart.draw(chart(), 100, true);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(lines.get(5))
                .startsWith(" 80% ┤╌ level 1 ")
                .contains(" 5 Dec 22:00 ")
                .contains("◆")
                .contains("━");
        assertThat(lines.get(0)).startsWith("100% ┤═ hard limit ═");
        assertThat(String.join("", lines)).contains("░").contains("│").contains("┊");
    }

    @Test
    void asciiIsEnough() {
        List<String> lines = TerminalChart.draw(chart(), 80, false);
        assertThat(String.join("\n", lines)).matches("[\\x20-\\x7e\\n]+");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(lines.get(5)).contains(" 5 Dec 22:00 ").contains("X");
    }

    @Test
    void aTerminalThatIsTooNarrowGetsTheNarrowestChart() {
        assertThat(TerminalChart.draw(chart(), 3, true))
                .isEqualTo(TerminalChart.draw(chart(), TerminalChart.COLUMNS_MIN, true));
    }

    @Test
    void theHistoryEndsAtNow() {
        List<String> lines = TerminalChart.draw(chart(), 80, false);
        int now = lines.get(15).indexOf('|', 6);
        assertThat(lines.subList(0, 16))
                .allSatisfy(
                        line -> {
                            assertThat(line.lastIndexOf('.')).isLessThanOrEqualTo(now);
                            assertThat(line.indexOf('*'))
                                    .satisfiesAnyOf(
                                            at -> assertThat(at).isNegative(),
                                            at -> assertThat(at).isGreaterThanOrEqualTo(now - 1));
                        });
    }

    @Test
    void aConstantSeriesWithoutForecastIsDrawn() {
        Observations flat = Observations.of(new long[] {0, 3600, 7200}, new double[] {5, 5, 5});
        SeriesChart chart =
                new SeriesChart(
                        "a",
                        "",
                        "",
                        flat,
                        Instant.EPOCH,
                        Instant.ofEpochSecond(7200),
                        Instant.ofEpochSecond(10_800),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        CAIRO,
                        value -> String.format(Locale.ROOT, "%.1f", value));
        assertThat(String.join("\n", TerminalChart.draw(chart, 60, false))).contains("5.0 +.");
    }

    static SeriesChart chart() {
        return new SeriesChart(
                "db-07 disk_used /var",
                "Reaches 80 %.",
                "Model line.",
                MadeUpForecast.history(),
                MadeUpForecast.history().first(),
                MadeUpForecast.AT,
                MadeUpForecast.AT.plus(MadeUpForecast.HORIZON),
                Optional.of(MadeUpForecast.expected().path()),
                List.of(
                        new SeriesChart.Line(80, "level 1", false),
                        new SeriesChart.Line(100, "hard limit", true)),
                List.of(
                        new SeriesChart.Mark(
                                80,
                                Instant.parse("2026-12-03T04:00:00Z"),
                                Instant.parse("2026-12-05T20:00:00Z"),
                                Optional.of(Instant.parse("2026-12-09T12:00:00Z")),
                                "5 Dec 22:00")),
                Optional.of(Instant.parse("2026-11-12T06:00:00Z")),
                CAIRO,
                value -> String.format(Locale.ROOT, "%.0f%%", value));
    }
}
