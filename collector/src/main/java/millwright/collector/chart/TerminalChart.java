package millwright.collector.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.rules.forecast.Path;

/** A chart in letters: Braille dots and blocks, or plain ASCII where the terminal has no more. */
public final class TerminalChart {
    public static final int COLUMNS_MIN = 40;
    private static final int ROWS = 16;

    private final SeriesChart chart;
    private final boolean unicode;
    private final Axis axis;
    private final int labelColumns;
    private final int plotColumns;
    private final Canvas canvas;

    private TerminalChart(SeriesChart chart, int columns, boolean unicode) {
        this.chart = chart;
        this.unicode = unicode;
        axis = chart.axis();
        int widest = 0;
        for (double tick : axis.ticks()) {
            widest = Math.max(widest, label(tick).length());
        }
        labelColumns = widest;
        plotColumns = Math.max(COLUMNS_MIN, columns) - labelColumns - 2;
        canvas = new Canvas(plotColumns, ROWS);
    }

    /**
     * @param columns the terminal's width; at least {@value #COLUMNS_MIN} are used
     * @param unicode whether it shows more than ASCII
     */
    public static List<String> draw(SeriesChart chart, int columns, boolean unicode) {
        return new TerminalChart(chart, columns, unicode).lines();
    }

    /** The same text for a terminal that shows ASCII alone. */
    public static String ascii(String text) {
        return text.replace('\u00a0', ' ')
                .replace('\u2013', '-')
                .replace("…", "...")
                .replaceAll("[^\\x20-\\x7e\\n]", "?");
    }

    private List<String> lines() {
        chart.path().ifPresent(this::band);
        bar(chart.at(), unicode ? '│' : '|');
        chart.segment().ifPresent(start -> bar(start, unicode ? '┊' : '!'));
        chart.lines().forEach(this::limit);
        history();
        chart.path().ifPresent(this::median);
        chart.marks().forEach(this::mark);
        chart.lines().forEach(this::name);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            lines.add((labelOf(row) + canvas.row(row, unicode)).stripTrailing());
        }
        lines.add(" ".repeat(labelColumns) + (unicode ? " └" : " +") + baseLine());
        lines.add(" ".repeat(labelColumns + 2) + times());
        lines.add(" ".repeat(labelColumns + 2) + legend());
        return lines;
    }

    private String label(double value) {
        String text = chart.value().apply(value);
        return unicode ? text : ascii(text);
    }

    private String labelOf(int row) {
        for (double tick : axis.ticks()) {
            if (row(tick) == row) {
                String text = label(tick);
                return " ".repeat(labelColumns - text.length()) + text + (unicode ? " ┤" : " +");
            }
        }
        return " ".repeat(labelColumns) + (unicode ? " │" : " |");
    }

    private String baseLine() {
        char[] line = (unicode ? "─" : "-").repeat(plotColumns).toCharArray();
        for (TimeTicks.TimeTick tick : ticks()) {
            int column = column(tick.at());
            if (column >= 0 && column < plotColumns) {
                line[column] = unicode ? '┬' : '+';
            }
        }
        return new String(line);
    }

    private List<TimeTicks.TimeTick> ticks() {
        return TimeTicks.between(chart.from(), chart.to(), chart.zone());
    }

    private String times() {
        StringBuilder line = new StringBuilder();
        for (TimeTicks.TimeTick tick : ticks()) {
            int begin = Math.max(0, column(tick.at()) - tick.text().length() / 2);
            if (begin > line.length() - (line.isEmpty() ? 1 : 0)
                    && begin + tick.text().length() <= plotColumns) {
                line.append(" ".repeat(begin - line.length())).append(tick.text());
            }
        }
        return line.toString();
    }

    private String legend() {
        String known = unicode ? "⠒ measured, │ now" : ". measured, | now";
        String segment =
                chart.segment().isPresent() ? (unicode ? ", ┊ segment" : ", ! segment") : "";
        String ahead =
                chart.path().isEmpty()
                        ? ""
                        : unicode ? ", then expected in ░ 90 %" : ", * expected in : 90 %";
        String mark = chart.marks().isEmpty() ? "" : unicode ? ", ◆ crossing" : ", X crossing";
        return known + segment + ahead + mark;
    }

    private int column(Instant instant) {
        return (int) Math.floor(chart.share(instant) * plotColumns);
    }

    private int dotRow(double value) {
        return (int) Math.round((1 - axis.share(value)) * (canvas.dotsDown() - 1));
    }

    private int row(double value) {
        return dotRow(value) / Canvas.DOTS_DOWN;
    }

    private Instant instant(double share) {
        return chart.from()
                .plusSeconds(
                        Math.round(
                                share
                                        * (chart.to().getEpochSecond()
                                                - chart.from().getEpochSecond())));
    }

    private void bar(Instant at, char letter) {
        for (int row = 0; row < ROWS; row++) {
            canvas.letter(Math.min(column(at), plotColumns - 1), row, letter);
        }
    }

    private void band(Path path) {
        for (int column = Math.max(0, column(chart.at())); column < plotColumns; column++) {
            Instant middle = instant((column + 0.5) / plotColumns);
            if (!middle.isBefore(chart.at())) {
                Path.Point point = path.at(middle);
                for (int row = row(point.high()); row <= row(point.low()); row++) {
                    canvas.letter(column, row, unicode ? '░' : ':');
                }
            }
        }
    }

    private void limit(SeriesChart.Line line) {
        int row = row(line.value());
        for (int column = 0; column < plotColumns; column++) {
            canvas.letter(column, row, line.hard() ? (unicode ? '═' : '=') : (unicode ? '╌' : '-'));
        }
    }

    /** Last, so that nothing hides it. */
    private void name(SeriesChart.Line line) {
        String text = " " + line.label() + " ";
        canvas.over(1, row(line.value()), unicode ? text : ascii(text));
    }

    /** Each place across has its lowest and its highest value, so no peak is lost. */
    private void history() {
        int across = canvas.dotsAcross();
        double[] low = new double[across];
        double[] high = new double[across];
        java.util.Arrays.fill(low, Double.POSITIVE_INFINITY);
        java.util.Arrays.fill(high, Double.NEGATIVE_INFINITY);
        chart.shown()
                .forEach(
                        i -> {
                            double value = chart.history().value(i);
                            Instant at = Instant.ofEpochSecond(chart.history().second(i));
                            int x = Math.min(across - 1, (int) (chart.share(at) * across));
                            low[x] = Math.min(low[x], value);
                            high[x] = Math.max(high[x], value);
                        });
        for (int x = 0; x < across; x++) {
            if (low[x] <= high[x]) {
                canvas.dots(x, dotRow(high[x]), dotRow(low[x]), '.');
            }
        }
    }

    private void median(Path path) {
        int across = canvas.dotsAcross();
        int before = -1;
        for (int x = (int) (chart.share(chart.at()) * across); x < across; x++) {
            int y = dotRow(path.at(instant((x + 0.5) / across)).middle());
            canvas.dots(x, before < 0 ? y : before + Integer.signum(y - before), y, '*');
            before = y;
        }
    }

    private void mark(SeriesChart.Mark mark) {
        int row = row(mark.value());
        int end = mark.late().map(this::column).orElse(plotColumns - 1);
        for (int column = column(mark.early()); column <= end; column++) {
            canvas.letter(column, row, unicode ? '━' : '#');
        }
        canvas.over(column(mark.median()), row, unicode ? "◆" : "X");
        String text = " " + (unicode ? mark.label() : ascii(mark.label())) + " ";
        int before = column(mark.early()) - text.length();
        int after = Math.max(end, column(mark.median())) + 1;
        boolean fits = before > column(chart.at()) || after + text.length() > plotColumns;
        canvas.over(Math.max(0, fits ? before : after), row, text);
    }
}
