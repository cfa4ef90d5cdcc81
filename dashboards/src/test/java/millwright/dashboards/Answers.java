package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What servers answer to a dashboard's queries, as the page that draws previews wants it. */
final class Answers {
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}|\\$tag_(\\w+)");
    private static final Duration LIVE = Duration.ofSeconds(80);
    private static final int POINTS = 150;

    private final Prometheus prometheus;
    private final Influx influx;

    Answers(Prometheus prometheus, Influx influx) {
        this.prometheus = prometheus;
        this.influx = influx;
    }

    String page(String file, JsonNode dashboard) throws IOException {
        boolean isOneHost = file.startsWith("host");
        Map<String, Object> answers = Json.object();
        Duration range = range(dashboard);
        String host = isOneHost ? "db-01" : ".*";
        List<Object> marks = Dashboards.isInflux(file) ? List.of() : tickets(host);
        for (JsonNode panel : dashboard.path("panels")) {
            if (!panel.path("type").asText().equals("row")) {
                Map<String, Object> answer =
                        Dashboards.isInflux(file)
                                ? overMonths(panel, host)
                                : over(panel, host, range);
                answer.put("marks", marks);
                answers.put(panel.path("id").asText(), answer);
            }
        }
        Map<String, Object> chosen =
                Json.object(
                        "datasource",
                        Dashboards.isInflux(file) ? "InfluxDB, hourly" : "Prometheus",
                        "console",
                        "http://127.0.0.1:8480");
        if (isOneHost) {
            chosen.put("host", "db-01");
        }
        String data =
                Json.text(
                        Json.object("dashboard", dashboard, "chosen", chosen, "answers", answers));
        try (InputStream page = Answers.class.getResourceAsStream("preview.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("/*DATA*/", data.replace("</", "<\\/"));
        }
    }

    private static Duration range(JsonNode dashboard) {
        String from = dashboard.path("time").path("from").asText();
        return from.equals("now-24h") ? Duration.ofHours(24) : Duration.ofDays(7);
    }

    private List<Object> tickets(String host) {
        List<Object> marks = new ArrayList<>();
        String query = "millwright_ticket_opened_timestamp_seconds{host=~\"" + host + "\"}";
        for (JsonNode series : prometheus.now(query)) {
            marks.add(
                    Json.object("at", series.path("value").path(1).asDouble(), "colour", "orange"));
        }
        return marks;
    }

    /** Of the whole time, or where there is next to nothing, of the last minutes. */
    private Map<String, Object> over(JsonNode panel, String host, Duration range) {
        boolean isForetold = panel.toString().contains("forecast_day_ahead");
        Map<String, Object> whole =
                answer(panel, host, range, isForetold ? Duration.ofDays(1) : Duration.ZERO);
        if (isInstant(panel) || isForetold) {
            return whole;
        }
        Map<String, Object> live = answer(panel, host, LIVE, Duration.ZERO);
        return longest(whole) > 4 && (hasCourse(whole, 6) || !hasCourse(live, 0)) ? whole : live;
    }

    /**
     * Whether there is something to see: a value that is not zero.
     *
     * @param unseen how many of the newest points do not count
     */
    private static boolean hasCourse(Map<String, Object> answer, int unseen) {
        for (Object query : (List<?>) answer.get("queries")) {
            for (Object series : (List<?>) ((Map<?, ?>) query).get("series")) {
                List<?> points = (List<?>) ((Map<?, ?>) series).get("points");
                for (Object point : points.subList(0, Math.max(0, points.size() - unseen))) {
                    if ((double) ((List<?>) point).get(1) != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isInstant(JsonNode panel) {
        return panel.path("targets").path(0).path("instant").asBoolean();
    }

    private static int longest(Map<String, Object> answer) {
        int most = 0;
        for (Object query : (List<?>) answer.get("queries")) {
            for (Object series : (List<?>) ((Map<?, ?>) query).get("series")) {
                most = Math.max(most, ((List<?>) ((Map<?, ?>) series).get("points")).size());
            }
        }
        return most;
    }

    private Map<String, Object> answer(
            JsonNode panel, String host, Duration range, Duration ahead) {
        boolean isLive = range.equals(LIVE);
        Instant to = Instant.now().plus(ahead);
        Instant from = to.minus(range).minus(ahead);
        Duration step =
                isLive ? Duration.ofSeconds(2) : Duration.between(from, to).dividedBy(POINTS);
        Duration rate = isLive || isInstant(panel) ? Duration.ofSeconds(30) : Duration.ofHours(2);
        List<Object> queries = new ArrayList<>();
        for (JsonNode target : panel.path("targets")) {
            String query = Filled.promQl(ShownPanel.query(target), host, Duration.ofDays(7), rate);
            JsonNode result =
                    target.path("instant").asBoolean()
                            ? prometheus.now(query)
                            : prometheus.over(query, from, to, step);
            List<Object> series = new ArrayList<>();
            for (JsonNode one : result) {
                series.add(series(one, target.path("legendFormat").asText()));
            }
            queries.add(Json.object("refId", target.path("refId").asText(), "series", series));
        }
        return Json.object(
                "from",
                from.getEpochSecond(),
                "to",
                to.getEpochSecond(),
                "step",
                step.toSeconds(),
                "gap",
                Math.max(step.toSeconds() * 2, isLive ? 10 : 3_700),
                "live",
                isLive,
                "queries",
                queries);
    }

    private static Map<String, Object> series(JsonNode one, String legend) {
        List<Object> points = new ArrayList<>();
        if (one.has("value")) {
            addPoint(points, one.path("value"));
        }
        one.path("values").forEach(value -> addPoint(points, value));
        return Json.object(
                "name", named(legend, one.path("metric")),
                "labels", one.path("metric"),
                "points", points);
    }

    private static void addPoint(List<Object> points, JsonNode value) {
        double number = value.path(1).asDouble(Double.NaN);
        if (Double.isFinite(number)) {
            points.add(List.of(value.path(0).asDouble(), number));
        }
    }

    private static String named(String legend, JsonNode labels) {
        Matcher matcher = LABEL.matcher(legend);
        return matcher.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                labels.path(
                                                found.group(1) != null
                                                        ? found.group(1)
                                                        : found.group(2))
                                        .asText()));
    }

    private Map<String, Object> overMonths(JsonNode panel, String host) {
        Instant to = Instant.now();
        List<Object> queries = new ArrayList<>();
        for (JsonNode target : panel.path("targets")) {
            boolean isTable = target.path("resultFormat").asText().equals("table");
            List<Object> series = new ArrayList<>();
            for (JsonNode one : influx.answer(target.path("query").asText(), host)) {
                series.add(isTable ? row(one) : line(one, target.path("alias").asText()));
            }
            queries.add(Json.object("refId", target.path("refId").asText(), "series", series));
        }
        return Json.object(
                "from",
                to.minus(Duration.ofDays(30)).getEpochSecond(),
                "to",
                to.getEpochSecond(),
                "step",
                21_600,
                "gap",
                180_000,
                "live",
                false,
                "queries",
                queries);
    }

    private static Map<String, Object> line(JsonNode one, String alias) {
        List<Object> points = new ArrayList<>();
        one.path("values").forEach(value -> addPoint(points, value));
        return Json.object(
                "name", named(alias, one.path("tags")),
                "labels", one.path("tags"),
                "points", points);
    }

    private static Map<String, Object> row(JsonNode one) {
        Map<String, Object> columns = Json.object();
        for (int i = 1; i < one.path("columns").size(); i++) {
            columns.put(one.path("columns").path(i).asText(), one.path("values").path(0).path(i));
        }
        return Json.object(
                "name", "", "labels", one.path("tags"), "columns", columns, "points", List.of());
    }
}
