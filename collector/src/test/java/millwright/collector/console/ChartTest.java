package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.collector.api.IndicatorHistory.Point;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.State;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Instant FROM = Instant.parse("2026-03-28T20:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-29T02:00:00Z");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    private final ChartPainter painter =
            new ChartPainter(FROM, TO, new SiteTime(TO, KATHMANDU), "percent");

    @Test
    void aLineBreaksWhereNobodyMeasured() {
        List<Point> points = new ArrayList<>(everyMinute(0, 120, 50));
        points.addAll(everyMinute(180, 300, 50));

        assertThat(paint(points).line()).matches("M0 500h0(L\\d+ 500)+M500 500h0(L\\d+ 500)+");
    }

    @Test
    void onePeakAmongThousandsOfSamplesIsSeen() {
        List<Point> points = new ArrayList<>();
        for (int second = 0; second < 6 * 3600; second += 10) {
            points.add(point(FROM.plusSeconds(second), second == 10_000 ? 100 : 10));
        }

        Chart chart = paint(points);

        assertThat(chart.line()).containsOnlyOnce("V0").hasSizeLessThan(4000);
        assertThat(chart.caption().replace('\u00a0', ' '))
                .startsWith(
                        "CPU utilization from 2026-03-29 01:45 +05:45 to 2026-03-29 07:45 +05:45")
                .endsWith("lowest 10.0 %, highest 100.0 %, latest 10.0 %.");
    }

    @Test
    void limitsStandOnTheirLinesAndTheirLabelsDoNotTouch() {
        Chart chart =
                painter.paint(
                        "Disk free",
                        everyMinute(0, 360, 60),
                        List.of(
                                new ChartPainter.Limit(20, Direction.BELOW, "P3", "p3"),
                                new ChartPainter.Limit(10, Direction.BELOW, "P2", "p2"),
                                new ChartPainter.Limit(5, Direction.BELOW, "P1", "p1")),
                        Map.of());

        assertThat(chart.limits()).extracting(Chart.Rule::y).containsExactly(170, 162, 146);
        assertThat(chart.limits()).extracting(Chart.Rule::labelY).containsExactly(167, 154, 141);
        assertThat(chart.danger()).isEqualTo(new Chart.Danger(146, 32));
    }

    @Test
    void theTimeAxisHasTheSitesFullHours() {
        assertThat(paint(everyMinute(0, 360, 50)).times())
                .extracting(Chart.Tick::text)
                .containsExactly("02:00", "03:00", "04:00", "05:00", "06:00", "07:00");
    }

    @Test
    void withoutSamplesItSaysWhichTimeIsEmpty() {
        assertThat(paint(List.of()).line()).isEmpty();
        assertThat(paint(List.of()).empty())
                .isEqualTo(
                        "No samples between 2026-03-29 01:45 +05:45 and 2026-03-29 07:45 +05:45.");
    }

    @Test
    void smallPercentagesGetASmallScale() {
        assertThat(
                        Scale.of("percent", List.of(point(FROM, 0.2)), List.of(limit(1), limit(5)))
                                .top())
                .isEqualTo(10);
        assertThat(Scale.of("percent", List.of(point(FROM, 0.2)), List.of(limit(80))).top())
                .isEqualTo(100);
        assertThat(Scale.of("percent", List.of(point(FROM, 0.2)), List.of()).top()).isEqualTo(100);
    }

    @Test
    void secondsGoAboveTheHighestValueInRoundSteps() {
        Scale scale = Scale.of("seconds", List.of(point(FROM, 6.8)), List.of(limit(3)));

        assertThat(scale.ticks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
    }

    @Test
    void aSparklineOfAStaleIndicatorEndsBeforeItsRightEdge() {
        IndicatorView stale = indicator(ago -> ago < 20 ? Optional.empty() : Optional.of(50.0));

        assertThat(Sparkline.path(stale, MadeUpFleet.NOW))
                .startsWith("M0 10h0L2 10")
                .endsWith("L40 10");
    }

    @Test
    void aSparklineBreaksWhereNobodyMeasured() {
        IndicatorView gap =
                indicator(ago -> ago > 20 && ago < 40 ? Optional.empty() : Optional.of(50.0));

        assertThat(Sparkline.path(gap, MadeUpFleet.NOW))
                .containsOnlyOnce("M40 10h0")
                .endsWith("60 10");
    }

    private static IndicatorView indicator(
            java.util.function.Function<Double, Optional<Double>> course) {
        return new MadeUpFleet(MadeUpFleet.NOW)
                .with("a", "cpu_utilization", "", State.OK, 0, Duration.ofDays(1), course)
                .hosts()
                .get(0)
                .indicators()
                .get(0);
    }

    private Chart paint(List<Point> points) {
        return painter.paint("CPU utilization", points, List.of(limit(80)), Map.of());
    }

    private static ChartPainter.Limit limit(double value) {
        return new ChartPainter.Limit(value, Direction.ABOVE, "P3", "p3");
    }

    private static List<Point> everyMinute(int from, int to, double value) {
        List<Point> points = new ArrayList<>();
        for (int minute = from; minute < to; minute++) {
            points.add(point(FROM.plusSeconds(minute * 60L), value));
        }
        return points;
    }

    private static Point point(Instant at, double value) {
        return new Point(at, value, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
