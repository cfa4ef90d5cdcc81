package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the collector has of one indicator. Two who measure the same at other moments are compared
 * by their means over one interval.
 */
record MeasuredCourse(NavigableMap<Instant, Double> points) {
    static MeasuredCourse of(JsonNode history) {
        NavigableMap<Instant, Double> points = new TreeMap<>();
        for (JsonNode point : history.path("points")) {
            points.put(Instant.parse(point.path("at").asText()), point.path("value").asDouble());
        }
        return new MeasuredCourse(points);
    }

    /** Each value stands for the time since the one before, as a rate does. */
    double mean(Instant from, Instant to) {
        if (points.isEmpty() || points.firstKey().isAfter(from) || points.lastKey().isBefore(to)) {
            throw new AssertionError("no values from %s to %s: %s".formatted(from, to, points));
        }
        double sum = 0;
        Instant since = points.firstKey();
        for (Map.Entry<Instant, Double> point : points.entrySet()) {
            long begin = Math.max(from.toEpochMilli(), since.toEpochMilli());
            long end = Math.min(to.toEpochMilli(), point.getKey().toEpochMilli());
            sum += point.getValue() * Math.max(0, end - begin);
            since = point.getKey();
        }
        return sum / (to.toEpochMilli() - from.toEpochMilli());
    }
}
