package millwright.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import millwright.collector.chart.SeriesChart;
import millwright.collector.console.ForecastWords;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.indicator.IndicatorKey;

/** What the forecast command says of one series. */
record ForecastReport(
        IndicatorKey key,
        String unit,
        Observations history,
        List<Limit> limits,
        Forecast forecast,
        ZoneId zone) {

    private ForecastWords words() {
        return new ForecastWords(unit, zone);
    }

    /** Sentences for people. */
    List<String> lines() {
        ForecastWords words = words();
        List<String> lines = new ArrayList<>();
        lines.add(key + ": " + words.verdict(forecast));
        said().ifPresent(
                        expected -> {
                            if (forecast instanceof Forecast.Unforecastable) {
                                lines.add("Tentatively: " + words.verdict(expected));
                            }
                            lines.add(words.basis(expected));
                            expected.crossings().forEach(crossing -> lines.add(chance(crossing)));
                        });
        lines.add(quality(forecast.quality()));
        lines.add("Times are of %s.".formatted(zone));
        return lines;
    }

    private Optional<Forecast.Expected> said() {
        return forecast instanceof Forecast.Unforecastable none
                ? none.tentative()
                : Optional.of((Forecast.Expected) forecast);
    }

    private String chance(Crossing crossing) {
        ForecastWords words = words();
        return "  %s %s: chance %s%s"
                .formatted(
                        crossing.limit().name(),
                        words.value(crossing.limit().value()),
                        ForecastWords.chance(crossing.probability()),
                        crossing.median()
                                .map(at -> ", most likely " + words.moment(at, forecast.at()))
                                .orElse(""));
    }

    private static String quality(Quality quality) {
        return String.format(
                Locale.ROOT,
                "History: %d values over %.1f days, %.0f %% of it observed; back-test error %.2f of"
                        + " the naive forecast's%s.",
                quality.points(),
                quality.history().toSeconds() / 86_400.0,
                100 * quality.coverage(),
                quality.relativeError(),
                quality.confident() ? "" : "; not confident");
    }

    SeriesChart chart() {
        return words().chart(key.toString(), history, forecast, limits, Optional.empty());
    }

    /** In the terms of {@code /api/v1/forecasts/course}, and with a sentence for people. */
    String json() throws JsonProcessingException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("host", key.host());
        members.put("indicator", key.indicator());
        members.put("resource", key.resource());
        members.put("unit", unit);
        members.put("at", forecast.at().toString());
        members.put("horizonSeconds", forecast.horizon().toSeconds());
        members.put("verdict", verdict());
        members.put("says", words().verdict(forecast).replace('\u00a0', ' '));
        if (forecast instanceof Forecast.Unforecastable none) {
            members.put("reason", none.reason().name().toLowerCase(Locale.ROOT));
            members.put("sentence", none.sentence());
        }
        said().ifPresent(
                        expected -> {
                            members.put("model", expected.model());
                            members.put("segment", segment(expected));
                            members.put(
                                    "crossings",
                                    expected.crossings().stream()
                                            .map(ForecastReport::crossing)
                                            .toList());
                        });
        members.put("quality", members(forecast.quality()));
        Map<String, Object> course = new LinkedHashMap<>();
        course.put("forecast", members);
        course.put("path", said().map(expected -> path(expected.path())).orElse(List.of()));
        return new JsonMapper().writeValueAsString(course);
    }

    private String verdict() {
        if (forecast instanceof Forecast.Unforecastable) {
            return "unforecastable";
        }
        return ForecastWords.next(forecast).isPresent() ? "crossing" : "quiet";
    }

    private static Map<String, Object> segment(Forecast.Expected expected) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("start", expected.segment().start().toString());
        members.put("beginning", expected.segment().beginning().name().toLowerCase(Locale.ROOT));
        members.put("points", expected.segment().points());
        members.put("ratePerDay", expected.segment().ratePerDay());
        return members;
    }

    private static Map<String, Object> crossing(Crossing crossing) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("limit", crossing.limit().name());
        members.put("direction", crossing.limit().direction().name().toLowerCase(Locale.ROOT));
        members.put("value", crossing.limit().value());
        members.put("hard", crossing.limit().hard());
        members.put("probability", crossing.probability());
        members.put("expected", crossing.expected());
        crossing.early().map(Instant::toString).ifPresent(at -> members.put("early", at));
        crossing.median().map(Instant::toString).ifPresent(at -> members.put("median", at));
        crossing.late().map(Instant::toString).ifPresent(at -> members.put("late", at));
        return members;
    }

    private static List<Map<String, Object>> path(Path path) {
        return IntStream.range(0, path.size())
                .mapToObj(
                        i -> {
                            Map<String, Object> point = new LinkedHashMap<>();
                            point.put("at", path.instant(i).toString());
                            point.put("middle", path.middle(i));
                            point.put("low", path.low(i));
                            point.put("high", path.high(i));
                            return point;
                        })
                .toList();
    }

    private static Map<String, Object> members(Quality quality) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("historySeconds", quality.history().toSeconds());
        members.put("points", quality.points());
        members.put("coverage", quality.coverage());
        members.put("relativeError", quality.relativeError());
        members.put("confident", quality.confident());
        return members;
    }
}
