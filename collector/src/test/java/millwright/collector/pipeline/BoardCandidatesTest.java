package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.forecast.Candidate;
import millwright.collector.forecast.Candidates;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Range;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;
import org.junit.jupiter.api.Test;

/** What of a board is forecast, with the shipped mapping and limits. */
class BoardCandidatesTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final IndicatorBoard board =
            new IndicatorBoard(
                    catalog,
                    IndicatorMapping.shipped(),
                    DecisionEngine.compile(RuleSet.shipped())::levels,
                    DetectionPolicy.standard(),
                    TEN);
    private final Candidates candidates = board.candidates();

    private SeriesKey sends(String measurement, String field, double value, String... tags) {
        Map<String, String> all = new TreeMap<>(Map.of("host", "db-07"));
        for (int i = 0; i < tags.length; i += 2) {
            all.put(tags[i], tags[i + 1]);
        }
        SeriesKey key = new SeriesKey(measurement, new TreeMap<>(all), field);
        board.accept(catalog.id(key), Micros.of(TEN), value);
        return key;
    }

    @Test
    void aDiskIsForecastByWhatIsFreeUntilNothingIs() {
        SeriesKey used = sends("disk", "used_percent", 70, "path", "/var");

        assertThat(candidates.list())
                .containsExactly(
                        new Candidate(
                                new IndicatorKey("db-07", "disk_free", "/var"),
                                "percent",
                                used,
                                true,
                                List.of(
                                        Limit.level(1, Direction.BELOW, 20),
                                        Limit.level(2, Direction.BELOW, 10),
                                        Limit.level(3, Direction.BELOW, 5),
                                        Limit.hard(Direction.BELOW, 0)),
                                Range.PERCENT));
    }

    @Test
    void itsLastHourIsToldInTheIndicatorsOwnTerms() {
        sends("disk", "used_percent", 70, "path", "/var");

        assertThat(candidates.recent(new IndicatorKey("db-07", "disk_free", "/var")))
                .extracting(sample -> sample.value())
                .containsExactly(30.0);
        assertThat(candidates.recent(new IndicatorKey("db-07", "disk_free", "/"))).isEmpty();
    }

    @Test
    void whatIsARatioOfCountersOrIsNotForetoldIsNone() {
        sends("http_requests", "errors", 1, "service", "shop");
        sends("http_requests", "requests", 100, "service", "shop");
        sends("clock", "offset_seconds", 0.1);
        assertThat(candidates.list()).isEmpty();

        sends("mem", "used_percent", 50);
        assertThat(candidates.list())
                .extracting(one -> one.key().indicator())
                .containsExactly("memory_usage");
    }
}
