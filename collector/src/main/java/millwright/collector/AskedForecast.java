package millwright.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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

    private final URI collector;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();

    AskedForecast(URI collector) {
        this.collector = collector;
    }

    ForecastReport report(IndicatorKey key, ZoneId zone) throws IOException {
        String of =
                "host=%s&indicator=%s&resource=%s"
                        .formatted(
                                AdminClient.encoded(key.host()),
                                AdminClient.encoded(key.indicator()),
                                AdminClient.encoded(key.resource()));
        JsonNode item = get("/api/v1/forecasts?" + of).path("items").path(0);
        if (item.isMissingNode()) {
            throw new Refused(
                    "The collector at %s has no forecast of %s. %s/forecasts shows those it has."
                            .formatted(collector, key, collector));
        }
        try {
            Forecast forecast = forecast(item);
            Instant from =
                    SeriesChart.start(
                            Observations.NONE,
                            forecast.at(),
                            forecast.horizon(),
                            said(forecast).map(s -> s.segment().start()));
            Instant oldest = forecast.at().minus(HISTORY_MAX);
            Observations history =
                    history(
                            get(
                                    "/api/v1/indicators/history?%s&from=%s&to=%s"
                                            .formatted(
                                                    of,
                                                    from.isBefore(oldest) ? oldest : from,
                                                    forecast.at().plusSeconds(1))));
            List<Limit> limits =
                    said(forecast).stream()
                            .flatMap(s -> s.crossings().stream())
                            .map(Crossing::limit)
                            .toList();
            return new ForecastReport(
                    key, item.path("unit").asText(""), history, limits, forecast, zone);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(
                    "The collector at %s answers something else than this version reads: %s. Use the millwright-collector of its version."
                            .formatted(collector, e.getMessage()),
                    e);
        }
    }

    private static Optional<Forecast.Expected> said(Forecast forecast) {
        return forecast instanceof Forecast.Unforecastable none
                ? none.tentative()
                : Optional.of((Forecast.Expected) forecast);
    }

    private static Forecast forecast(JsonNode item) {
        Instant at = Instant.parse(item.path("at").asText());
        Duration horizon = Duration.ofSeconds(item.path("horizonSeconds").asLong());
        Quality quality = quality(item.path("quality"));
        Optional<Forecast.Expected> said =
                item.path("path").path("middle").isEmpty()
                        ? Optional.empty()
                        : Optional.of(expected(item, at, horizon, quality));
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
            JsonNode item, Instant at, Duration horizon, Quality quality) {
        List<Crossing> crossings = new ArrayList<>();
        item.path("crossings").forEach(one -> crossings.add(crossing(one)));
        JsonNode segment = item.path("segment");
        return new Forecast.Expected(
                at,
                horizon,
                path(item.path("path")),
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

    private static Path path(JsonNode path) {
        return new Path(
                Instant.parse(path.path("from").asText()),
                Duration.ofSeconds(path.path("stepSeconds").asLong()),
                numbers(path.path("middle")),
                numbers(path.path("low")),
                numbers(path.path("high")));
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }

    private static Crossing crossing(JsonNode one) {
        return new Crossing(
                new Limit(
                        one.path("name").asText(),
                        Direction.valueOf(one.path("direction").asText().toUpperCase(Locale.ROOT)),
                        one.path("limit").asDouble(),
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

    private JsonNode get(String path) throws IOException {
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(collector.resolve(path))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode body = json.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new Refused(
                        "%s answers %d: %s"
                                .formatted(
                                        collector.resolve(path),
                                        answer.statusCode(),
                                        body.path("detail").asText("no reason given")));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new Refused(
                    "What listens at %s is no collector of Millwright.".formatted(collector));
        } catch (IOException e) {
            throw new Refused(
                    "No collector answers at %s. Start it, or name another with --collector."
                            .formatted(collector));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + collector, e);
        }
    }
}
