package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import millwright.collector.cases.CaseEvent;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Micros;
import org.junit.jupiter.api.Test;

/**
 * A disk that fills by 0.25 % an hour from 60 % used on, a value every ten minutes. The forecaster
 * is a ruler: the line through the last two hours.
 */
class ReplayForecastsTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final List<CaseEvent> told = new ArrayList<>();
    private int asked;

    private Forecast ruler(ForecastRequest request) {
        asked++;
        Observations seen = request.history();
        int newest = seen.size() - 1;
        double perHour = newest < 1 ? 0 : seen.value(newest) - seen.value(newest - 1);
        return new Forecast.Expected(
                request.at(),
                request.horizon(),
                new Path(
                        request.at(),
                        Duration.ofHours(1),
                        new double[0],
                        new double[0],
                        new double[0]),
                request.limits().stream()
                        .map(
                                limit ->
                                        crossing(
                                                limit,
                                                request,
                                                (limit.value() - seen.value(newest)) / perHour))
                        .toList(),
                "ruler",
                new Segment(seen.first(), Segment.Beginning.HISTORY, seen.size(), perHour * 24),
                new Quality(Duration.ofDays(1), seen.size(), 1, 0.5, true));
    }

    private static Crossing crossing(Limit limit, ForecastRequest request, double hours) {
        boolean crosses = hours > 0 && hours < request.horizon().toHours();
        Optional<Instant> at =
                crosses
                        ? Optional.of(request.at().plusSeconds(Math.round(hours * 3600)))
                        : Optional.empty();
        return new Crossing(limit, crosses ? 0.9 : 0.01, crosses, at, at, at);
    }

    private List<String> play(int hours, IntToDoubleFunction usedInHour) throws IOException {
        return play(hours, usedInHour, new Playback(catalog, ENGINE, IndicatorMapping.shipped()));
    }

    private List<String> play(int hours, IntToDoubleFunction usedInHour, Playback playback)
            throws IOException {
        int disk =
                catalog.id(
                        new SeriesKey(
                                "disk",
                                new TreeMap<>(Map.of("host", "db-1", "path", "/")),
                                "used_percent"));
        told.clear();
        playback.forecasting(this::ruler)
                .run(
                        visitor -> {
                            for (int i = 0; i <= hours * 6; i++) {
                                visitor.sample(
                                        disk,
                                        Micros.of(MIDNIGHT.plus(Duration.ofMinutes(10L * i))),
                                        usedInHour.applyAsDouble(i / 6));
                            }
                        },
                        told::add);
        return told.stream()
                .map(
                        event ->
                                "%d h %s %s"
                                        .formatted(
                                                Duration.between(MIDNIGHT, event.at()).toHours(),
                                                event.type(),
                                                event.priority()))
                .toList();
    }

    @Test
    void theThirdHourInARowThatForeseesTheEndOpensATicketWithItsTime() throws IOException {
        // Two hours make a line, at 2 h. At 81 h there are 20 % left: 72 h after the 9th hour.
        assertThat(play(9, hour -> 60 + 0.25 * hour))
                .containsExactly("4 h ticket-opened P4", "9 h ticket-raised P3");
        assertThat(told.get(0).at()).isEqualTo(MIDNIGHT.plus(Duration.ofHours(4)));
        assertThat(told.get(0).evidence().orElseThrow().forecast().orElseThrow().early())
                .isEqualTo(MIDNIGHT.plus(Duration.ofHours(81)));
    }

    @Test
    void growthThatStopsTakesItBackAndTheSameInputGivesTheSame() throws IOException {
        List<String> first = play(14, hour -> 60 + 0.25 * Math.min(hour, 9));

        assertThat(first)
                .containsExactly(
                        "4 h ticket-opened P4", "9 h ticket-raised P3", "13 h ticket-resolved P3");
        assertThat(told.get(2).reason())
                .startsWith(
                        "the prediction is taken back: no crossing expected within 30 days in 3");
        assertThat(play(14, hour -> 60 + 0.25 * Math.min(hour, 9))).isEqualTo(first);
    }

    @Test
    void aCourseThatComesNowhereNearItsLimitsIsNotEvenAskedFor() throws IOException {
        play(48, hour -> 30 + 0.0001 * (hour % 3));

        assertThat(asked).isZero();
    }

    @Test
    void theTurnsOfEachSecondAreKeptAlsoWithForecasts() throws IOException {
        Playback playback =
                new Playback(catalog, ENGINE, IndicatorMapping.shipped())
                        .eachSecondUntil(MIDNIGHT.plus(Duration.ofHours(8)));

        assertThat(play(8, hour -> 60 + 0.25 * hour, playback)).contains("4 h ticket-opened P4");
    }

    @Test
    void withoutForecastsNothingIsForeseen() throws IOException {
        new Playback(catalog, ENGINE, IndicatorMapping.shipped())
                .run(visitor -> visitor.sample(catalog.id(disk()), 0, 60), told::add);

        assertThat(told).isEmpty();
        assertThat(asked).isZero();
    }

    private static SeriesKey disk() {
        return new SeriesKey(
                "disk", new TreeMap<>(Map.of("host", "db-1", "path", "/")), "used_percent");
    }
}
