package millwright.collector.console;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.chart.SeriesChart;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;

/** What a forecast says, in sentences; for the pages and for the command. */
public final class ForecastWords {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
    private final String unit;
    private final ZoneId zone;

    /**
     * @param unit of the indicator; may be empty
     * @param zone the site's
     */
    public ForecastWords(String unit, ZoneId zone) {
        this.unit = requireNonNull(unit, "unit");
        this.zone = requireNonNull(zone, "zone");
    }

    /** In one word: {@code crossing}, {@code quiet} or {@code unforecastable}. */
    public static String kind(Forecast forecast) {
        if (forecast instanceof Forecast.Unforecastable) {
            return "unforecastable";
        }
        return forecast.nearest().isPresent() ? "crossing" : "quiet";
    }

    /** One sentence or two: when which limit is reached, or why that cannot be said. */
    public String verdict(Forecast forecast) {
        if (forecast instanceof Forecast.Unforecastable none) {
            return "Cannot say: %s.".formatted(strip(none.sentence()));
        }
        Forecast.Expected said = (Forecast.Expected) forecast;
        return said.nearest().map(c -> sentence(c, said)).orElseGet(() -> quiet(said));
    }

    /**
     * Such as {@code Reaches 80 % between 3 Dec 04:00 and 9 Dec 12:00, most likely 5 Dec 20:00.}
     */
    private String sentence(Crossing crossing, Forecast.Expected said) {
        Instant end = said.at().plus(said.horizon());
        String early = moment(crossing.early().orElseThrow(), said.at());
        String median = moment(crossing.median().orElseThrow(), said.at());
        String reaches = reaches(crossing.limit());
        return crossing.late()
                .map(
                        late ->
                                "%s between %s and %s, most likely %s."
                                        .formatted(reaches, early, moment(late, said.at()), median))
                .orElseGet(
                        () ->
                                "%s from %s on, most likely %s, perhaps only after %s."
                                        .formatted(reaches, early, median, moment(end, said.at())));
    }

    private String quiet(Forecast.Expected said) {
        String end = moment(said.at().plus(said.horizon()), said.at());
        String value =
                said.path().size() == 0
                        ? ""
                        : " By then %s, in nine of ten cases between %s and %s."
                                .formatted(ends(said.path()));
        Optional<Crossing> nearest =
                said.crossings().stream().max(Comparator.comparingDouble(Crossing::probability));
        String limits =
                nearest.map(
                                c ->
                                        "Not expected to reach %s before %s; the chance is %s."
                                                .formatted(
                                                        limit(c.limit()),
                                                        end,
                                                        chance(c.probability())))
                        .orElse("Looked ahead until %s; no limit is given.".formatted(end));
        return limits + value;
    }

    private Object[] ends(Path path) {
        int last = path.size() - 1;
        return new Object[] {
            value(path.middle(last)), value(path.low(last)), value(path.high(last))
        };
    }

    private String reaches(Limit limit) {
        return (limit.direction() == Direction.ABOVE ? "Reaches " : "Falls to ") + limit(limit);
    }

    /** Such as {@code 80 %}, or {@code its hard limit, 100 %}. */
    private String limit(Limit limit) {
        String value = Units.limit(limit.value(), unit);
        return limit.hard() ? "its hard limit, %s,".formatted(value) : value;
    }

    /** Such as {@code 3 Dec 04:00 to 9 Dec 12:00}; empty where no crossing is expected. */
    String interval(Forecast forecast) {
        return forecast.nearest()
                .map(
                        crossing ->
                                "%s to %s"
                                        .formatted(
                                                moment(
                                                        crossing.early().orElseThrow(),
                                                        forecast.at()),
                                                crossing.late()
                                                        .map(late -> moment(late, forecast.at()))
                                                        .orElse("after the horizon")))
                .orElse("");
    }

    /** Such as {@code level 1, 80 %}. */
    String named(Limit limit) {
        return "%s, %s".formatted(limit.name(), Units.limit(limit.value(), unit));
    }

    /** Such as {@code since 3 Oct 10:00, because the level jumped there}. */
    String segment(Forecast.Expected said) {
        return "since %s%s"
                .formatted(
                        moment(said.segment().start(), said.at()),
                        because(said.segment().beginning()));
    }

    /** Model, segment and rate: {@code Model robust-line; segment since 3 Oct 10:00, …}. */
    public String basis(Forecast.Expected said) {
        return "Model %s; segment %s; %s."
                .formatted(said.model(), segment(said), rate(said.segment().ratePerDay()));
    }

    private static String because(Segment.Beginning beginning) {
        return switch (beginning) {
            case HISTORY -> ", all that is known";
            case STEP -> ", because the level jumped there";
            case TREND -> ", because the trend changed there";
            case MAINTENANCE -> ", because of maintenance";
        };
    }

    /** Such as {@code +1.2 points a day}. */
    public String rate(double perDay) {
        if (!Double.isFinite(perDay)) {
            return "no trend";
        }
        String sign = perDay < 0 ? "−" : "+";
        double size = Math.abs(perDay);
        return sign
                + (unit.equals("percent") ? number(size) + Units.SPACE + "points" : value(size))
                + " a day";
    }

    private static String number(double size) {
        return String.format(
                Locale.ROOT,
                size >= 10 ? "%.0f" : size >= 0.1 || size == 0 ? "%.1f" : "%.3f",
                size);
    }

    /** Whole percent; what is neither sure nor impossible is not called so. */
    public static String chance(double probability) {
        if (probability > 0 && probability < 0.01) {
            return "under 1" + Units.SPACE + "%";
        }
        if (probability < 1 && probability > 0.99) {
            return "over 99" + Units.SPACE + "%";
        }
        return Math.round(probability * 100) + Units.SPACE + "%";
    }

    public String value(double value) {
        return Units.value(value, unit);
    }

    /** A time of the site; with its year where that is not the year of {@code near}. */
    public String moment(Instant at, Instant near) {
        ZonedDateTime local = at.atZone(zone);
        return (local.getYear() == near.atZone(zone).getYear() ? DAY : YEAR).format(local);
    }

    private static String strip(String sentence) {
        String text = sentence.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** The chart of it; what is tentative is drawn too, and called so. */
    public SeriesChart chart(
            String title,
            Observations history,
            Forecast forecast,
            List<Limit> limits,
            Optional<Instant> from) {
        Optional<Forecast.Expected> drawn = forecast.said();
        Optional<Instant> segment = drawn.map(said -> said.segment().start());
        boolean tentative = forecast instanceof Forecast.Unforecastable;
        return new SeriesChart(
                title,
                verdict(forecast),
                drawn.map(said -> (tentative ? "Tentative: " : "") + basis(said)).orElse(""),
                history,
                from.orElseGet(
                        () ->
                                SeriesChart.start(
                                        history, forecast.at(), forecast.horizon(), segment)),
                forecast.at(),
                forecast.at().plus(forecast.horizon()),
                drawn.map(Forecast.Expected::path).filter(path -> path.size() > 0),
                limits.stream().map(this::line).toList(),
                drawn.stream()
                        .flatMap(said -> said.crossings().stream())
                        .filter(Crossing::expected)
                        .map(crossing -> mark(crossing, forecast.at()))
                        .toList(),
                segment,
                zone,
                value -> Units.limit(value, unit));
    }

    private SeriesChart.Line line(Limit limit) {
        String value = Units.limit(limit.value(), unit);
        return new SeriesChart.Line(
                limit.value(), "%s %s".formatted(limit.name(), value), limit.hard());
    }

    private SeriesChart.Mark mark(Crossing crossing, Instant near) {
        Instant median = crossing.median().orElseThrow();
        return new SeriesChart.Mark(
                crossing.limit().value(),
                crossing.early().orElseThrow(),
                median,
                crossing.late(),
                moment(median, near));
    }
}
