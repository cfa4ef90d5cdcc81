package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import millwright.collector.api.IndicatorHistory;
import millwright.collector.api.IndicatorHistory.Point;
import millwright.collector.chart.SeriesChart;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.collector.forecast.TrackRecord;
import millwright.collector.http.Exchange;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.indicator.IndicatorKey;

/** One forecast: the verdict, the course with its interval, what it stands on, and its record. */
final class ForecastPage {
    private final FleetView fleet;
    private final Outlooks outlooks;
    private final IndicatorHistory history;

    ForecastPage(FleetView fleet, Outlooks outlooks, IndicatorHistory history) {
        this.fleet = fleet;
        this.outlooks = outlooks;
        this.history = history;
    }

    /**
     * @param tentative what would have been said where nothing may be; empty otherwise
     */
    record Model(
            String what,
            String resource,
            String host,
            String hostLink,
            String indicatorLink,
            String style,
            String word,
            String verdict,
            String tentative,
            SiteTime.Moment at,
            SiteTime.Moment since,
            int runs,
            Chart chart,
            List<CrossingRow> crossings,
            List<Fact> basis,
            List<Fact> record) {}

    record CrossingRow(
            String limit,
            boolean expected,
            String chance,
            String early,
            String median,
            String late) {}

    record Fact(String name, String text) {}

    Page show(Exchange exchange, SiteTime time) {
        Outlook outlook = outlook(exchange);
        IndicatorKey key = outlook.key();
        ForecastWords words = new ForecastWords(outlook.unit(), time.zone());
        Forecast forecast = outlook.forecast();
        Optional<Forecast.Expected> said = forecast.said();
        ForecastRow row = ForecastRow.of(outlook, time);
        Model model =
                new Model(
                        row.what(),
                        row.resource(),
                        row.host(),
                        row.hostLink(),
                        Links.indicator(key),
                        row.style(),
                        row.word(),
                        words.verdict(forecast),
                        forecast instanceof Forecast.Unforecastable none
                                ? none.tentative().map(words::verdict).orElse("")
                                : "",
                        time.moment(forecast.at()),
                        time.moment(outlook.since()),
                        outlook.runs(),
                        chart(outlook, said, words, time),
                        said.stream()
                                .flatMap(s -> s.crossings().stream())
                                .map(c -> crossing(c, words, forecast.at()))
                                .toList(),
                        basis(forecast, said, words),
                        record(outlook.record()));
        return new Page(
                "forecast", row.what() + " of " + row.host() + ", forecast", "forecasts", model);
    }

    private Outlook outlook(Exchange exchange) {
        String host = exchange.path("host");
        String indicator = exchange.path("indicator");
        String resource = exchange.query("resource").orElse("");
        return Optional.of(host)
                .filter(name -> !name.isBlank() && !indicator.isBlank())
                .map(name -> new IndicatorKey(name, indicator, resource))
                .flatMap(outlooks::of)
                .orElseThrow(() -> NoSuchPage.forecast(host, indicator, resource));
    }

    private static CrossingRow crossing(Crossing crossing, ForecastWords words, Instant near) {
        return new CrossingRow(
                words.named(crossing.limit()),
                crossing.expected(),
                ForecastWords.chance(crossing.probability()),
                crossing.early().map(at -> words.moment(at, near)).orElse("–"),
                crossing.median().map(at -> words.moment(at, near)).orElse("–"),
                crossing.late()
                        .map(at -> words.moment(at, near))
                        .orElse(crossing.median().isPresent() ? "after the horizon" : "–"));
    }

    private static List<Fact> basis(
            Forecast forecast, Optional<Forecast.Expected> said, ForecastWords words) {
        Quality quality = forecast.quality();
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Looks ahead",
                        "%s, until %s"
                                .formatted(
                                        Spans.exact(forecast.horizon()),
                                        words.moment(
                                                forecast.at().plus(forecast.horizon()),
                                                forecast.at()))));
        said.ifPresent(
                s -> {
                    facts.add(new Fact("Model", s.model()));
                    facts.add(new Fact("Segment", words.segment(s)));
                    facts.add(new Fact("Trend", words.rate(s.segment().ratePerDay())));
                });
        facts.add(
                new Fact(
                        "History",
                        "%s, %,d values, %s observed"
                                .formatted(
                                        Spans.rough(quality.history()),
                                        quality.points(),
                                        Units.share(quality.coverage()))));
        facts.add(
                new Fact(
                        "Back-test",
                        String.format(
                                Locale.ROOT,
                                "error %.2f of the naive forecast's%s",
                                quality.relativeError(),
                                quality.confident() ? "" : "; not confident")));
        return facts;
    }

    private static List<Fact> record(TrackRecord record) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Crossings predicted", ForecastRow.record(record)));
        if (record.predictions() > 0) {
            facts.add(
                    new Fact(
                            "The others",
                            "%d came later than said, %d earlier or unannounced, %d never came"
                                    .formatted(record.early(), record.late(), record.never())));
        }
        facts.add(new Fact("Quiet, and rightly", "%,d".formatted(record.quiet())));
        record.coverage()
                .ifPresent(c -> facts.add(new Fact("Within the 90 % interval", Units.share(c))));
        record.lead()
                .map(Spans::rough)
                .ifPresent(lead -> facts.add(new Fact("Told in advance (median)", lead)));
        return facts;
    }

    private Chart chart(
            Outlook outlook, Optional<Forecast.Expected> said, ForecastWords words, SiteTime time) {
        Forecast forecast = outlook.forecast();
        Instant at = forecast.at();
        Duration horizon = forecast.horizon();
        Instant from =
                SeriesChart.start(
                        Observations.NONE, at, horizon, said.map(s -> s.segment().start()));
        Optional<IndicatorView> view = view(outlook.key());
        List<Point> points =
                view.map(
                                v ->
                                        history.courseOrRemembered(
                                                        v, from, time.now().plusMillis(1))
                                                .points())
                        .orElse(List.of());
        Instant left =
                points.stream().map(Point::at).findFirst().filter(from::isBefore).orElse(from);
        Instant end = at.plus(horizon);
        Map<Instant, String> marks = new HashMap<>();
        marks.put(at, "now");
        forecast.nearest()
                .flatMap(Crossing::median)
                .ifPresent(median -> marks.put(median, words.moment(median, at)));
        List<Point> ahead =
                said.map(Forecast.Expected::path)
                        .filter(path -> path.size() > 0)
                        .map((Path path) -> ForecastCourse.points(path, at, end))
                        .orElse(List.of());
        return new ChartPainter(left, end, time, outlook.unit())
                .paint(
                        Names.title(outlook.key().indicator()),
                        points,
                        limits(said, words),
                        marks,
                        ahead)
                .withCaption(words.verdict(forecast));
    }

    private static List<ChartPainter.Limit> limits(
            Optional<Forecast.Expected> said, ForecastWords words) {
        return said.stream()
                .flatMap(s -> s.crossings().stream())
                .map(Crossing::limit)
                .sorted(Comparator.comparing(Limit::hard))
                .map(
                        limit ->
                                new ChartPainter.Limit(
                                        limit.value(),
                                        limit.direction(),
                                        words.named(limit),
                                        limit.hard() ? "p1" : "p3"))
                .toList();
    }

    private Optional<IndicatorView> view(IndicatorKey key) {
        return fleet.host(key.host()).stream()
                .flatMap(host -> host.indicators().stream())
                .filter(indicator -> indicator.key().equals(key))
                .findFirst();
    }
}
