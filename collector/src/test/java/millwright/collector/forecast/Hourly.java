package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Range;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;

/** Hourly means from words, and what a test asks of them. */
final class Hourly {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final Limit FULL = Limit.hard(Direction.ABOVE, 100);
    static final Limit LEVEL = Limit.level(1, Direction.ABOVE, 80);

    private Hourly() {}

    static Instant hours(double hours) {
        return NOON.plus(Duration.ofMinutes(Math.round(hours * 60)));
    }

    static Candidate candidate(String host, String indicator, Limit... limits) {
        return new Candidate(
                new IndicatorKey(host, indicator, ""),
                "percent",
                series(host, indicator),
                false,
                List.of(limits),
                Range.PERCENT);
    }

    static SeriesKey series(String host, String measurement) {
        return new SeriesKey(measurement, new TreeMap<>(Map.of("host", host)), "value");
    }

    /**
     * @param values such as {@code 70 71 - 73}, from the hour that begins at noon; {@code 70x24} is
     *     a day of it
     */
    static HourlyRing ring(String values) {
        HourlyRing ring = new HourlyRing(5000);
        int hour = HourlyRing.hour(NOON);
        for (String word : values.strip().split("\\s+")) {
            String[] parts = word.split("x");
            int times = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
            for (int i = 0; i < times; i++) {
                if (!parts[0].equals("-")) {
                    ring.put(hour, Double.parseDouble(parts[0]));
                }
                hour++;
            }
        }
        return ring;
    }
}
