package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.collector.cases.Basis;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.TicketAct;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** Predictions beside what the board shows: the disk of db-1 fills up. */
class ForecastCycleTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final IndicatorKey DISK = new IndicatorKey("db-1", "disk_free", "/");

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final List<PredictedCrossing> crossings = new ArrayList<>();
    private final List<WithdrawnPrediction> withdrawn = new ArrayList<>();
    private boolean isAway;
    private int applied;
    private Instant now = TEN;

    private final ForwardingCases cases =
            new ForwardingCases(CaseStores.inMemory()) {
                @Override
                public List<CaseEvent> apply(List<Decision> decisions, Basis basis) {
                    applied++;
                    if (isAway) {
                        throw new CaseStoreException("away", null);
                    }
                    return super.apply(decisions, basis);
                }
            };
    private IndicatorBoard board = board();
    private DecisionCycle cycle = cycle();

    private IndicatorBoard board() {
        return new IndicatorBoard(
                catalog,
                IndicatorMapping.shipped(),
                ENGINE::levels,
                DetectionPolicy.standard(),
                now);
    }

    private DecisionCycle cycle() {
        return new DecisionCycle(
                board,
                ENGINE,
                cases,
                MaintenancePolicy.shipped(),
                new Predictions() {
                    @Override
                    public List<PredictedCrossing> crossings() {
                        return List.copyOf(crossings);
                    }

                    @Override
                    public List<WithdrawnPrediction> withdrawn() {
                        return List.copyOf(withdrawn);
                    }
                },
                Optional.empty());
    }

    /** The newest run has it: of the first level in so many hours, of the hard limit later. */
    private void foresees(int hours) {
        crossings.clear();
        withdrawn.clear();
        crossings.add(crossing(Limit.level(1, Direction.BELOW, 20), hours));
        crossings.add(crossing(Limit.hard(Direction.BELOW, 0), hours * 3));
    }

    private PredictedCrossing crossing(Limit limit, int hours) {
        Instant early = now.plus(Duration.ofHours(hours));
        return new PredictedCrossing(
                DISK,
                now,
                TEN.minus(Duration.ofHours(2)),
                Duration.ofDays(30),
                "percent",
                new Crossing(
                        limit, 0.9, true, Optional.of(early), Optional.of(early), Optional.empty()),
                31,
                "robust-line",
                new Segment(TEN, Segment.Beginning.HISTORY, 240, -8),
                new Quality(Duration.ofDays(20), 480, 1, 0.4, true),
                Priority.P1,
                "",
                List.of());
    }

    private void takesBack() {
        crossings.clear();
        withdrawn.add(new WithdrawnPrediction(DISK, now, now, 71, "growth stopped"));
    }

    private void diskUsed(double percent) {
        board.accept(
                catalog.id(
                        new SeriesKey(
                                "disk",
                                new TreeMap<>(Map.of("host", "db-1", "path", "/")),
                                "used_percent")),
                Micros.of(now),
                percent);
    }

    private List<String> turn() {
        now = now.plusSeconds(1);
        return cycle.turn(now).stream()
                .map(event -> event.type() + " " + event.priority())
                .toList();
    }

    @Test
    void aRunIsActedOnOnceAndTheNextOneOnlyWhereItIsNews() {
        foresees(10);
        assertThat(turn()).containsExactly("ticket-opened P3");
        assertThat(turn()).isEmpty();

        now = now.plus(Duration.ofHours(1));
        foresees(9);
        assertThat(turn()).isEmpty();
        assertThat(applied).isEqualTo(1);
        now = now.plus(Duration.ofHours(1));
        foresees(8);
        assertThat(turn()).startsWith("ticket-raised P2", "emergency-requested P2");
    }

    @Test
    void whatAStoreThatIsAwayDidNotTakeComesAgain() {
        foresees(10);
        isAway = true;
        assertThatThrownBy(this::turn).isInstanceOf(CaseStoreException.class);

        isAway = false;
        assertThat(turn()).containsExactly("ticket-opened P3");

        takesBack();
        isAway = true;
        assertThatThrownBy(this::turn).isInstanceOf(CaseStoreException.class);
        isAway = false;
        assertThat(turn()).containsExactly("ticket-resolved P3");
        assertThat(turn()).isEmpty();
    }

    @Test
    void afterARestartWhatIsOnlyForeseenIsNoBreachThatGoesOn() {
        diskUsed(70);
        foresees(10);
        assertThat(turn()).containsExactly("ticket-opened P3");

        board = board();
        board.remember(0, Micros.of(now), 70);
        board.restore(cases.open());
        cycle = cycle();
        diskUsed(70);
        assertThat(turn()).isEmpty(); // told again, and no news

        now = now.plusSeconds(10);
        diskUsed(81);
        assertThat(turn()).containsExactly("ticket-occurrence P3");
    }

    @Test
    void aBreachOfTheSameTurnGoesFirst() {
        foresees(1); // which alone would be P3 for the level and P1 for the end
        diskUsed(81);

        assertThat(turn()).containsExactly("ticket-opened P3");
        now = now.plus(Duration.ofHours(1));
        diskUsed(81);
        foresees(1);
        assertThat(turn()).startsWith("ticket-raised P1", "emergency-requested P1");
    }

    @Test
    void otherRulesAreAskedAnew() {
        foresees(10);
        turn();
        int before = applied;

        cycle.reload(ENGINE, IndicatorMapping.shipped());
        cases.act("T-000001", new TicketAct.Resolve("extended", false), "anna", now);

        assertThat(turn()).isEmpty(); // known when it was resolved
        assertThat(applied).isEqualTo(before);
    }
}
