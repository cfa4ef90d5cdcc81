package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.collector.api.IndicatorHistory.Point;
import millwright.collector.chart.TimeTicks;
import millwright.rules.indicator.Direction;

/** Draws one course between two instants, with its limits. */
final class ChartPainter {
    /** Columns of the picture; each keeps its lowest and its highest value, so no peak is lost. */
    private static final int COLUMNS = 300;

    private static final int BOX = 1000;
    private static final int LABEL_GAP = 13;

    /** A label is about so wide, as a share of the chart. */
    private static final double CLOSE = 0.09;

    private final Instant from;
    private final Instant to;
    private final SiteTime time;
    private final String unit;

    ChartPainter(Instant from, Instant to, SiteTime time, String unit) {
        this.from = from;
        this.to = to;
        this.time = time;
        this.unit = unit;
    }

    /** A limit to draw. */
    record Limit(double value, Direction direction, String text, String style) {}

    Chart paint(String name, List<Point> points, List<Limit> limits, Map<Instant, String> marks) {
        return paint(name, points, limits, marks, List.of());
    }

    /**
     * @param ahead the expected course, each point with its interval as {@code min} and {@code max}
     */
    Chart paint(
            String name,
            List<Point> points,
            List<Limit> limits,
            Map<Instant, String> marks,
            List<Point> ahead) {
        List<Point> finite = points.stream().filter(p -> Double.isFinite(p.value())).toList();
        if (finite.isEmpty() && ahead.isEmpty()) {
            return Chart.none("No samples between %s and %s.".formatted(text(from), text(to)));
        }
        List<Point> all = Stream.concat(finite.stream(), ahead.stream()).toList();
        Scale scale = Scale.of(unit, all, limits);
        List<Limit> visible = limits.stream().filter(l -> l.value() <= scale.top()).toList();
        return new Chart(
                line(finite, scale),
                "",
                caption(name, finite),
                ahead(ahead, scale),
                danger(visible, scale),
                rules(visible, scale),
                values(scale),
                times(),
                marks(marks));
    }

    private String line(List<Point> points, Scale scale) {
        TreeMap<Integer, Column> columns = new TreeMap<>();
        for (Point point : points) {
            double share = share(point.at());
            if (share >= 0 && share <= 1) {
                int column = (int) Math.round(share * COLUMNS);
                columns.computeIfAbsent(column, c -> new Column(point.at())).add(point);
            }
        }
        Duration longest = Gaps.longestStep(points.stream().map(Point::at).toList());
        StringBuilder path = new StringBuilder();
        Instant last = null;
        for (Map.Entry<Integer, Column> entry : columns.entrySet()) {
            Column column = entry.getValue();
            int x = entry.getKey() * BOX / COLUMNS;
            boolean gap = last == null || last.plus(longest).isBefore(column.first);
            column.append(path, x, gap, scale);
            last = column.last;
        }
        return path.toString();
    }

    private Chart.Ahead ahead(List<Point> points, Scale scale) {
        if (points.isEmpty()) {
            return Chart.Ahead.NOTHING;
        }
        StringBuilder course = new StringBuilder();
        StringBuilder low = new StringBuilder();
        StringBuilder high = new StringBuilder();
        for (Point point : points) {
            int x = (int) Math.round(share(point.at()) * BOX);
            add(course, x, scale.share(point.value()));
            add(high, x, scale.share(point.max().orElse(point.value())));
        }
        for (int i = points.size() - 1; i >= 0; i--) { // back again, along the lower edge
            int x = (int) Math.round(share(points.get(i).at()) * BOX);
            double min = points.get(i).min().orElse(points.get(i).value());
            low.append('L').append(x).append(' ').append(Column.box(scale.share(min)));
        }
        return new Chart.Ahead(course.toString(), high.append(low).append('Z').toString());
    }

    private static void add(StringBuilder path, int x, double share) {
        path.append(path.isEmpty() ? 'M' : 'L').append(x).append(' ').append(Column.box(share));
    }

    /** One column of the picture. */
    private static final class Column {
        private final Instant first;
        private Instant last;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        Column(Instant first) {
            this.first = first;
            this.last = first;
        }

        void add(Point point) {
            min = Math.min(min, point.min().orElse(point.value()));
            max = Math.max(max, point.max().orElse(point.value()));
            last = point.at();
        }

        void append(StringBuilder path, int x, boolean gap, Scale scale) {
            int low = box(scale.share(min));
            int high = box(scale.share(max));
            path.append(gap ? 'M' : 'L').append(x).append(' ').append(low);
            path.append(low == high && gap ? "h0" : "");
            if (low != high) {
                path.append('V').append(high);
            }
        }

        private static int box(double share) {
            return (int) Math.round(BOX * (1 - share));
        }
    }

    private Chart.Danger danger(List<Limit> limits, Scale scale) {
        if (limits.isEmpty()) {
            return new Chart.Danger(0, 0);
        }
        int y = pixel(scale.share(limits.get(0).value()));
        return limits.get(0).direction() == Direction.ABOVE
                ? new Chart.Danger(Chart.TOP, y - Chart.TOP)
                : new Chart.Danger(y, Chart.TOP + Chart.PLOT - y);
    }

    /** Labels stand on their line, or higher where the one below needs the room. */
    private static List<Chart.Rule> rules(List<Limit> limits, Scale scale) {
        List<Chart.Rule> rules = new ArrayList<>();
        int room = Integer.MAX_VALUE;
        List<Limit> upwards =
                limits.stream().sorted(Comparator.comparingDouble(Limit::value)).toList();
        for (Limit limit : upwards) {
            int y = pixel(scale.share(limit.value()));
            int labelY = Math.min(y - 3, room - LABEL_GAP);
            rules.add(new Chart.Rule(y, labelY, limit.text(), limit.style()));
            room = labelY;
        }
        return rules;
    }

    private List<Chart.Rule> values(Scale scale) {
        return scale.ticks().stream()
                .map(
                        value -> {
                            int y = pixel(scale.share(value));
                            return new Chart.Rule(y, y - 3, Units.limit(value, unit), "");
                        })
                .toList();
    }

    private List<Chart.Tick> times() {
        return TimeTicks.between(from, to, time.zone()).stream()
                .map(tick -> tick(tick.at(), tick.text()))
                .toList();
    }

    /** Labels of two marks that are close to each other lean away from each other. */
    private List<Chart.Tick> marks(Map<Instant, String> marks) {
        List<Chart.Tick> ticks = new ArrayList<>();
        Instant last = Instant.MIN;
        for (Map.Entry<Instant, String> mark : new TreeMap<>(marks).entrySet()) {
            double share = share(mark.getKey());
            if (share >= 0 && share <= 1) {
                Chart.Tick tick = tick(mark.getKey(), mark.getValue());
                if (!ticks.isEmpty() && share - share(last) < CLOSE) {
                    Chart.Tick before = ticks.remove(ticks.size() - 1);
                    ticks.add(new Chart.Tick(before.x(), before.text() + Units.SPACE, "end"));
                    tick = new Chart.Tick(tick.x(), Units.SPACE + tick.text(), "start");
                }
                ticks.add(tick);
                last = mark.getKey();
            }
        }
        return ticks;
    }

    private Chart.Tick tick(Instant at, String text) {
        double share = share(at);
        String anchor = share < 0.06 ? "start" : share > 0.94 ? "end" : "middle";
        return new Chart.Tick(String.format(Locale.ROOT, "%.1f", share * 100), text, anchor);
    }

    private String caption(String name, List<Point> points) {
        if (points.isEmpty()) {
            return "%s: no samples from %s to %s.".formatted(name, text(from), text(to));
        }
        double min = points.stream().mapToDouble(Point::value).min().orElseThrow();
        double max = points.stream().mapToDouble(Point::value).max().orElseThrow();
        double last = points.get(points.size() - 1).value();
        return "%s from %s to %s: lowest %s, highest %s, latest %s."
                .formatted(
                        name,
                        text(from),
                        text(to),
                        Units.value(min, unit),
                        Units.value(max, unit),
                        Units.value(last, unit));
    }

    private String text(Instant at) {
        return time.moment(at).text();
    }

    private double share(Instant at) {
        return (double) Duration.between(from, at).toMillis()
                / Duration.between(from, to).toMillis();
    }

    private static int pixel(double share) {
        return Chart.TOP + (int) Math.round(Chart.PLOT * (1 - share));
    }
}
