package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.chart.SeriesChart;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;

/** The newest forecast of a running collector, with the history that it has stored. */
final class AskedForecast {
    /** The interface gives no longer span at once. */
    private static final Duration HISTORY_MAX = Duration.ofDays(399);

    private final AskedCollector collector;

    AskedForecast(URI collector) {
        this.collector = new AskedCollector(collector);
    }

    ForecastReport report(IndicatorKey key, ZoneId zone) throws IOException {
        String of =
                "host=%s&indicator=%s&resource=%s"
                        .formatted(
                                AdminClient.encoded(key.host()),
                                AdminClient.encoded(key.indicator()),
                                AdminClient.encoded(key.resource()));
        JsonNode course =
                collector
                        .find("/api/v1/forecasts/course?" + of)
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                "The collector at %s has no forecast of %s. %s/forecasts shows those it has."
                                                        .formatted(collector, key, collector)));
        JsonNode item = course.path("forecast");
        try {
            Forecast forecast = forecast(item, course.path("path"));
            Instant from =
                    SeriesChart.start(
                            Observations.NONE,
                            forecast.at(),
                            forecast.horizon(),
                            forecast.said().map(s -> s.segment().start()));
            Instant oldest = forecast.at().minus(HISTORY_MAX);
            Observations history =
                    history(
                            collector
                                    .find(
                                            "/api/v1/indicators/history?%s&from=%s&to=%s"
                                                    .formatted(
                                                            of,
                                                            from.isBefore(oldest) ? oldest : from,
                                                            forecast.at().plusSeconds(1)))
                                    .orElse(MissingNode.getInstance()));
            List<Limit> limits =
                    forecast.said().stream()
                            .flatMap(s -> s.crossings().stream())
                            .map(Crossing::limit)
                            .toList();
            return new ForecastReport(
                    key, item.path("unit").asText(""), history, limits, forecast, zone);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw collector.unread(e);
        }
    }

    private static Forecast forecast(JsonNode item, JsonNode path) {
        Instant at = Instant.parse(item.path("at").asText());
        Duration horizon = Duration.ofSeconds(item.path("horizonSeconds").asLong());
        Quality quality = quality(item.path("quality"));
        Optional<Forecast.Expected> said =
                path.isEmpty()
                        ? Optional.empty()
                        : Optional.of(expected(item, path, at, horizon, quality));
        if (item.path("verdict").asText().equals("unforecastable")) {
            return new Forecast.Unforecastable(
                    at,
                    horizon,
                    Forecast.Reason.valueOf(
                            item.path("reason").asText("too_short").toUpperCase(Locale.ROOT)),
                    item.path("sentence").asText(""),
                    quality,
                    said);
        }
        return said.orElseThrow(() -> new IllegalArgumentException("a forecast without a path"));
    }

    private static Forecast.Expected expected(
            JsonNode item, JsonNode path, Instant at, Duration horizon, Quality quality) {
        List<Crossing> crossings = new ArrayList<>();
        item.path("crossings").forEach(one -> crossings.add(crossing(one)));
        JsonNode segment = item.path("segment");
        return new Forecast.Expected(
                at,
                horizon,
                path(path, at),
                crossings,
                item.path("model").asText(),
                new Segment(
                        Instant.parse(segment.path("start").asText()),
                        Segment.Beginning.valueOf(
                                segment.path("beginning").asText().toUpperCase(Locale.ROOT)),
                        segment.path("points").asInt(),
                        segment.path("ratePerDay").asDouble()),
                quality);
    }

    private static Path path(JsonNode points, Instant at) {
        double[] middle = new double[points.size()];
        double[] low = new double[points.size()];
        double[] high = new double[points.size()];
        for (int i = 0; i < middle.length; i++) {
            middle[i] = points.get(i).path("middle").asDouble();
            low[i] = points.get(i).path("low").asDouble();
            high[i] = points.get(i).path("high").asDouble();
        }
        Instant first = Instant.parse(points.path(0).path("at").asText());
        Instant before = points.size() > 1 ? Instant.parse(points.path(1).path("at").asText()) : at;
        return new Path(first, Duration.between(first, before).abs(), middle, low, high);
    }

    private static Crossing crossing(JsonNode one) {
        return new Crossing(
                new Limit(
                        one.path("limit").asText(),
                        Direction.valueOf(one.path("direction").asText().toUpperCase(Locale.ROOT)),
                        one.path("value").asDouble(),
                        one.path("hard").asBoolean()),
                one.path("probability").asDouble(),
                one.path("expected").asBoolean(),
                instant(one, "early"),
                instant(one, "median"),
                instant(one, "late"));
    }

    private static Optional<Instant> instant(JsonNode node, String name) {
        return node.path(name).isTextual()
                ? Optional.of(Instant.parse(node.path(name).asText()))
                : Optional.empty();
    }

    private static Quality quality(JsonNode quality) {
        return new Quality(
                Duration.ofSeconds(quality.path("historySeconds").asLong()),
                quality.path("points").asInt(),
                quality.path("coverage").asDouble(),
                quality.path("relativeError").asDouble(1),
                quality.path("confident").asBoolean());
    }

    private static Observations history(JsonNode answer) {
        JsonNode points = answer.path("points");
        long[] seconds = new long[points.size()];
        double[] values = new double[points.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Instant.parse(points.get(i).path("at").asText()).getEpochSecond();
            values[i] = points.get(i).path("value").asDouble();
        }
        return Observations.of(seconds, values);
    }
}
