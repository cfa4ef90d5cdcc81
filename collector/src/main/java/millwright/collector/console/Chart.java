package millwright.collector.console;

import java.util.List;

/**
 * A chart as the template draws it. Across, everything is percent of the width; up and down, whole
 * pixels from the top; the line itself lives in a box of 1000 by 1000 that is stretched over the
 * plot. So letters keep their size on a phone, and no style attribute is needed.
 *
 * @param line path data of the course; empty where there is nothing to draw
 * @param empty what to say in its place
 * @param caption what the chart shows, for those who do not see it
 * @param ahead what is expected after now
 * @param danger the part of the plot past the first limit
 */
record Chart(
        String line,
        String empty,
        String caption,
        Ahead ahead,
        Danger danger,
        List<Rule> limits,
        List<Rule> values,
        List<Tick> times,
        List<Tick> marks) {
    static final int TOP = 18;
    static final int PLOT = 160;

    /**
     * In the same box as the line: the expected course, and the outline of its interval. Empty
     * where nothing is expected.
     */
    record Ahead(String course, String band) {
        static final Ahead NOTHING = new Ahead("", "");
    }

    /** A horizontal line with its label. */
    record Rule(int y, int labelY, String text, String style) {}

    /**
     * A vertical line with its label.
     *
     * @param x percent of the width, with one digit
     * @param anchor {@code start}, {@code middle} or {@code end}
     */
    record Tick(String x, String text, String anchor) {}

    /** A rectangle over the whole width; no height where there is no limit. */
    record Danger(int y, int height) {}

    static Chart none(String why) {
        return new Chart(
                "",
                why,
                why,
                Ahead.NOTHING,
                new Danger(0, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same, and this for those who do not see it. */
    Chart withCaption(String more) {
        return new Chart(
                line, empty, caption + " " + more, ahead, danger, limits, values, times, marks);
    }
}
