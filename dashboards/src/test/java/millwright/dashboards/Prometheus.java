package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks a Prometheus, and says what it did not like. */
final class Prometheus {
    private final Http http;

    Prometheus(Http http) {
        this.http = http;
    }

    /** As of now. @return an array of series; each has {@code metric} and {@code value} */
    JsonNode now(String query) {
        return result(query, http.form("/api/v1/query", "query", query));
    }

    /**
     * @return an array of series; each has {@code metric} and {@code values}
     */
    JsonNode over(String query, Instant from, Instant to, Duration step) {
        return result(
                query,
                http.form(
                        "/api/v1/query_range",
                        "query",
                        query,
                        "start",
                        Long.toString(from.getEpochSecond()),
                        "end",
                        Long.toString(to.getEpochSecond()),
                        "step",
                        Long.toString(step.toSeconds())));
    }

    /**
     * @return an array of texts, or with {@code query_result} of series
     */
    JsonNode variable(String query) {
        if (query.startsWith("query_result(")) {
            return now(query.substring("query_result(".length(), query.length() - 1));
        }
        String[] parts =
                query.substring("label_values(".length(), query.length() - 1).split(", (?=\\w+$)");
        List<String> values =
                http.form("/api/v1/series", "match[]", parts[0])
                        .path("data")
                        .findValuesAsText(parts[1]);
        return new ObjectMapper().valueToTree(values);
    }

    private static JsonNode result(String query, JsonNode answer) {
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(query + " is refused: " + answer.path("error").asText());
        }
        return answer.path("data").path("result");
    }
}
