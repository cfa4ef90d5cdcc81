package millwright.collector.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.DoubleFunction;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import millwright.rules.forecast.Path;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.w3c.dom.Document;

/** A chart as PNG or SVG. Needs no display; needs one font on the machine. */
public final class Picture {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 620;

    /** PNG at twice the size, for screens of today. */
    private static final int PNG_SCALE = 2;

    /** More than a place across for each pixel only makes the file larger. */
    private static final int POINTS_MAX = 2400;

    /** For the label of a limit at the very top, as a share of the height. */
    private static final double HEADROOM = 0.06;

    private static final Duration HOURS_MAX = Duration.ofDays(3);
    private static final Duration DAYS_MAX = Duration.ofDays(400);
    private static final Color NONE = new Color(0, 0, 0, 0);
    private static final Color INK = new Color(0x17212b);
    private static final Color MUTED = new Color(0x566472);
    private static final Color GRID = new Color(0xe3e8ed);
    private static final Color HISTORY = new Color(0x8a96a3);
    private static final Color COURSE = new Color(0x0f6a92);
    private static final Color LIMIT = new Color(0xb86a00);
    private static final Color HARD = new Color(0xb3161f);
    private static final Color CROSSING = new Color(0x6b3fa0);

    private final SeriesChart chart;

    public Picture(SeriesChart chart) {
        this.chart = chart;
    }

    public void png(OutputStream to) throws IOException {
        BufferedImage image =
                new BufferedImage(
                        WIDTH * PNG_SCALE, HEIGHT * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(PNG_SCALE, PNG_SCALE);
            draw(graphics);
        } finally {
            graphics.dispose();
        }
        ImageIO.write(image, "png", to);
    }

    public void svg(OutputStream to) throws IOException {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .getDOMImplementation()
                            .createDocument("http://www.w3.org/2000/svg", "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            graphics.setSVGCanvasSize(new java.awt.Dimension(WIDTH, HEIGHT));
            draw(graphics);
            graphics.stream(new OutputStreamWriter(to, StandardCharsets.UTF_8), true);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK has no XML parser", e);
        }
    }

    private void draw(Graphics2D graphics) {
        JFreeChart picture = new JFreeChart(null, font(Font.BOLD, 18), plot(), false);
        picture.setBackgroundPaint(Color.WHITE);
        picture.setPadding(new RectangleInsets(14, 14, 10, 24));
        title(picture, chart.title(), font(Font.BOLD, 19), INK, 0);
        title(picture, chart.verdict(), font(Font.PLAIN, 15), INK, 4);
        title(picture, chart.basis(), font(Font.PLAIN, 12), MUTED, 3);
        picture.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    }

    private static void title(JFreeChart picture, String text, Font font, Color color, int above) {
        if (!text.isEmpty()) {
            TextTitle title = new TextTitle(text.replace('\u00a0', ' '), font);
            title.setPaint(color);
            title.setHorizontalAlignment(HorizontalAlignment.LEFT);
            title.setTextAlignment(HorizontalAlignment.LEFT);
            title.setExpandToFitSpace(true);
            title.setPadding(new RectangleInsets(above, 8, 2, 8));
            picture.addSubtitle(title);
        }
    }

    private XYPlot plot() {
        XYPlot plot = new XYPlot(null, times(), values(), null);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setInsets(new RectangleInsets(12, 4, 4, 10));
        ahead(plot);
        plot.setDataset(1, history());
        plot.setRenderer(1, line(HISTORY, 1.4f));
        chart.segment()
                .filter(start -> start.isAfter(chart.from()))
                .ifPresent(s -> segment(plot, s));
        plot.addDomainMarker(upright(chart.at(), MUTED, "now", 1.2f), Layer.BACKGROUND);
        chart.lines().forEach(line -> limit(plot, line));
        marks(plot);
        return plot;
    }

    private DateAxis times() {
        DateAxis axis = new DateAxis(null, TimeZone.getTimeZone(chart.zone()), Locale.ENGLISH);
        axis.setRange(millis(chart.from()), millis(chart.to()));
        axis.setLabel(
                "%s (%s)"
                        .formatted(
                                chart.zone().getId(),
                                DateTimeFormatter.ofPattern("xxx", Locale.ROOT)
                                        .format(chart.at().atZone(chart.zone()))));
        SimpleDateFormat format = new SimpleDateFormat(timePattern(), Locale.ENGLISH);
        format.setTimeZone(TimeZone.getTimeZone(chart.zone()));
        axis.setDateFormatOverride(format);
        axis.setLabelFont(font(Font.PLAIN, 12));
        axis.setLabelPaint(MUTED);
        axis.setTickLabelFont(font(Font.PLAIN, 12));
        axis.setTickLabelPaint(MUTED);
        axis.setAxisLinePaint(GRID);
        axis.setTickMarkPaint(GRID);
        return axis;
    }

    private String timePattern() {
        Duration span = Duration.between(chart.from(), chart.to());
        if (span.compareTo(HOURS_MAX) <= 0) {
            return "d MMM HH:mm";
        }
        return span.compareTo(DAYS_MAX) <= 0 ? "d MMM" : "MMM yyyy";
    }

    private NumberAxis values() {
        Axis scale = chart.axis();
        NumberAxis axis = new NumberAxis();
        axis.setRange(scale.bottom(), scale.top() + HEADROOM * (scale.top() - scale.bottom()));
        axis.setTickUnit(new NumberTickUnit(scale.step()));
        axis.setNumberFormatOverride(new Labels(chart.value()));
        axis.setTickLabelFont(font(Font.PLAIN, 12));
        axis.setTickLabelPaint(MUTED);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    /** Also where nothing is ahead: the first renderer draws the limits and now. */
    private void ahead(XYPlot plot) {
        YIntervalSeries series = new YIntervalSeries("expected");
        chart.path().ifPresent(path -> fill(series, path));
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        data.addSeries(series);
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setSeriesStroke(0, rounded(2.4f));
        renderer.setSeriesPaint(0, COURSE);
        renderer.setSeriesFillPaint(0, COURSE);
        renderer.setAlpha(0.17f);
        plot.setDataset(0, data);
        plot.setRenderer(0, renderer);
    }

    private static void fill(YIntervalSeries series, Path path) {
        for (int i = 0; i < path.size(); i++) {
            series.add(millis(path.instant(i)), path.middle(i), path.low(i), path.high(i));
        }
    }

    /** Where there are many values, the lowest and the highest of each stretch. */
    private XYSeriesCollection history() {
        XYSeries series = new XYSeries("measured", false, true);
        int[] shown = chart.shown().toArray();
        long gap = chart.gapSeconds();
        int stride = Math.max(1, (2 * shown.length + POINTS_MAX - 1) / POINTS_MAX);
        for (int i = 0; i < shown.length; i += stride) {
            int end = Math.min(shown.length, i + stride);
            int low = shown[i];
            int high = shown[i];
            for (int k = i; k < end; k++) {
                low = value(shown[k]) < value(low) ? shown[k] : low;
                high = value(shown[k]) > value(high) ? shown[k] : high;
            }
            if (i > 0 && second(shown[i]) - second(shown[i - 1]) > gap) {
                series.add(second(shown[i]) * 1000.0 - 1, null);
            }
            series.add(second(Math.min(low, high)) * 1000.0, value(Math.min(low, high)));
            if (low != high) {
                series.add(second(Math.max(low, high)) * 1000.0, value(Math.max(low, high)));
            }
        }
        XYSeriesCollection data = new XYSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private double value(int i) {
        return chart.history().value(i);
    }

    private long second(int i) {
        return chart.history().second(i);
    }

    private static XYLineAndShapeRenderer line(Color color, float width) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesStroke(0, rounded(width));
        return renderer;
    }

    private static void segment(XYPlot plot, Instant start) {
        ValueMarker marker = upright(start, HISTORY, "segment begins", 1);
        marker.setStroke(dashed(1, 2, 4));
        plot.addDomainMarker(marker, Layer.BACKGROUND);
    }

    private static ValueMarker upright(Instant at, Color color, String text, float width) {
        ValueMarker marker = new ValueMarker(millis(at));
        marker.setPaint(color);
        marker.setStroke(new BasicStroke(width));
        marker.setLabel(text);
        marker.setLabelFont(font(Font.PLAIN, 12));
        marker.setLabelPaint(color);
        marker.setLabelBackgroundColor(NONE);
        marker.setAlpha(1);
        marker.setLabelAnchor(RectangleAnchor.BOTTOM_LEFT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        marker.setLabelOffset(new RectangleInsets(4, 6, 4, 6));
        return marker;
    }

    private static void limit(XYPlot plot, SeriesChart.Line line) {
        Color color = line.hard() ? HARD : LIMIT;
        ValueMarker marker = new ValueMarker(line.value());
        marker.setPaint(color);
        marker.setStroke(dashed(1.6f, 8, 5));
        marker.setLabel(line.label().replace('\u00a0', ' '));
        marker.setLabelFont(font(Font.BOLD, 13));
        marker.setLabelPaint(color);
        marker.setLabelBackgroundColor(NONE);
        marker.setAlpha(1);
        marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
        marker.setLabelOffset(new RectangleInsets(3, 6, 3, 6));
        plot.addRangeMarker(marker, Layer.FOREGROUND);
    }

    private void marks(XYPlot plot) {
        XYSeries points = new XYSeries("crossing", false, true);
        for (SeriesChart.Mark mark : chart.marks()) {
            points.add(millis(mark.median()), mark.value());
            IntervalMarker when =
                    new IntervalMarker(
                            millis(mark.early()), millis(mark.late().orElse(chart.to())));
            when.setPaint(CROSSING);
            when.setAlpha(0.08f);
            plot.addDomainMarker(when, Layer.BACKGROUND);
            ValueMarker line = upright(mark.median(), CROSSING, mark.label(), 1.2f);
            line.setStroke(dashed(1.2f, 3, 3));
            line.setLabelFont(font(Font.BOLD, 13));
            plot.addDomainMarker(line, Layer.FOREGROUND);
        }
        XYSeriesCollection data = new XYSeriesCollection();
        data.addSeries(points);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-6, -6, 12, 12));
        renderer.setSeriesPaint(0, CROSSING);
        renderer.setUseOutlinePaint(true);
        renderer.setSeriesOutlinePaint(0, Color.WHITE);
        renderer.setSeriesOutlineStroke(0, new BasicStroke(2));
        plot.setDataset(2, data);
        plot.setRenderer(2, renderer);
    }

    /** As the library counts time. */
    private static double millis(Instant at) {
        return (double) at.toEpochMilli();
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private static BasicStroke rounded(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static BasicStroke dashed(float width, float on, float off) {
        return new BasicStroke(
                width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {on, off}, 0);
    }

    /** Values as the rest of the chart writes them. */
    private static final class Labels extends NumberFormat {
        private static final long serialVersionUID = 1L;

        private final transient DoubleFunction<String> value;

        Labels(DoubleFunction<String> value) {
            this.value = value;
        }

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return to.append(value.apply(number).replace('\u00a0', ' '));
        }

        @Override
        public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
            return format((double) number, to, position);
        }

        @Override
        public Number parse(String text, ParsePosition position) {
            throw new UnsupportedOperationException("the axis only writes");
        }
    }
}
