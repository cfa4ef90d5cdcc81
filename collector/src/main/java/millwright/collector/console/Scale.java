package millwright.collector.console;

import java.util.ArrayList;
import java.util.List;
import millwright.collector.api.IndicatorHistory.Point;
import millwright.collector.chart.Axis;

/**
 * The vertical scale of a chart, from 0: percent to 100, or less where values and limits all lie
 * far below; other units to above the highest value and the first limit.
 */
record Scale(double bottom, double top, double step) {
    private static final List<Double> PERCENT_TOPS = List.of(5.0, 10.0, 25.0, 50.0);

    static Scale of(String unit, List<Point> points, List<ChartPainter.Limit> limits) {
        if (unit.equals("percent")) {
            return percent(points, limits);
        }
        double highest =
                points.stream().mapToDouble(p -> p.max().orElse(p.value())).max().orElse(0);
        double lowest = points.stream().mapToDouble(p -> p.min().orElse(p.value())).min().orElse(0);
        double limit = limits.isEmpty() ? 0 : limits.get(0).value();
        double wanted = Math.max(highest, limit) * 1.15;
        double step = Axis.step((wanted > 0 ? wanted : 1) - Math.min(0, lowest));
        double top = Math.ceil((wanted > 0 ? wanted : 1) / step) * step;
        return new Scale(lowest < 0 ? Math.floor(lowest / step) * step : 0, top, step);
    }

    private static Scale percent(List<Point> points, List<ChartPainter.Limit> limits) {
        double highest =
                points.stream().mapToDouble(p -> p.max().orElse(p.value())).max().orElse(0);
        double limit = limits.stream().mapToDouble(ChartPainter.Limit::value).max().orElse(100);
        double top = percentTop(Math.max(highest, limit));
        return new Scale(0, top, top == 100 ? 25 : top / 5);
    }

    /** The smallest of a few round tops that has room for a percentage. */
    static double percentTop(double percent) {
        return PERCENT_TOPS.stream().filter(top -> percent <= top * 0.98).findFirst().orElse(100.0);
    }

    /** 0 at the bottom to 1 at the top; what lies outside sticks to the edge. */
    double share(double value) {
        return Math.max(0, Math.min(1, (value - bottom) / (top - bottom)));
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; bottom + i * step <= top + step / 1000; i++) {
            ticks.add(bottom + i * step);
        }
        return ticks;
    }
}
