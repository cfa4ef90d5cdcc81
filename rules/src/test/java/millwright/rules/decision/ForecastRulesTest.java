package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** forecast.drl, and how urgent a predicted crossing is. */
class ForecastRulesTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /** Of the first run that the prediction stands on. */
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    private static final Instant EPISODE = MORNING.plusNanos(1_000);
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final Limit HARD = Limit.hard(Direction.BELOW, 0);
    private static final Limit LEVEL_1 = Limit.level(1, Direction.BELOW, 20);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<PredictedCrossing> predictions = new ArrayList<>();
    private final List<WithdrawnPrediction> withdrawn = new ArrayList<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<OpenCase> open = new ArrayList<>();
    private final List<ResolvedCase> resolved = new ArrayList<>();
    private MaintenancePolicy policy = MaintenancePolicy.shipped();
    private Priority ceiling = Priority.P1;
    private String ceilingReason = "";
    private Instant confirmedFrom = NOON.minus(hours(2));

    private static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }

    private void predicts(Limit limit, Duration until) {
        predictions.add(prediction(limit, until));
    }

    private PredictedCrossing prediction(Limit limit, Duration until) {
        Instant early = NOON.plus(until);
        return new PredictedCrossing(
                DISK,
                NOON,
                MORNING,
                confirmedFrom,
                Duration.ofDays(30),
                "percent",
                new Crossing(
                        limit,
                        0.93,
                        true,
                        Optional.of(early),
                        Optional.of(early.plus(hours(5))),
                        Optional.empty()),
                31.2,
                "robust-line",
                new Segment(MORNING, Segment.Beginning.STEP, 240, -8.2),
                new Quality(Duration.ofDays(20), 480, 1, 0.4, true),
                ceiling,
                ceilingReason,
                List.of());
    }

    private void takesBack() {
        withdrawn.add(new WithdrawnPrediction(DISK, NOON, MORNING, 71, "growth stopped"));
    }

    /** A ticket that only a forecast has opened, for a crossing in that time. */
    private void hasForecastTicket(Priority priority, Duration until, int settledLevel) {
        open.add(
                new OpenCase(
                        "t1",
                        DISK,
                        priority,
                        EPISODE,
                        MORNING,
                        Optional.empty(),
                        false,
                        settledLevel,
                        Optional.of(new OpenCase.Known(EPISODE, NOON.plus(until)))));
    }

    /** A ticket of a breach that shows no forecast. */
    private void hasThresholdTicket(Priority priority, int settledLevel) {
        open.add(new OpenCase("t1", DISK, priority, MORNING.minus(SECOND), settledLevel));
    }

    private void isBreached() {
        breaches.add(
                new Breach(
                        DISK,
                        ENGINE.levels(DISK).get(0),
                        MORNING,
                        NOON,
                        19,
                        1,
                        1,
                        false,
                        List.of()));
    }

    private List<Foreseen> foreseen() {
        return new ForecastPriority(policy).mostUrgent(predictions, NOON, ENGINE::levels);
    }

    private Priority priority() {
        return foreseen().get(0).priority();
    }

    private List<String> decisions() {
        Facts facts =
                new Facts(breaches, recoveries, List.of(), open, resolved)
                        .with(foreseen(), withdrawn);
        Surroundings around =
                new Correlator(new HostNames(), policy.correlation(), policy.flapping())
                        .around(facts, open, java.util.Map.of());
        return ENGINE.decide(facts.in(around), NOON).stream().map(this::line).toList();
    }

    private String line(Decision decision) {
        if (decision instanceof Decision.OpenTicket d) {
            return "open %s after %s".formatted(d.priority(), d.previous().orElse("none"));
        } else if (decision instanceof Decision.RaiseTicket d) {
            return "raise %s to %s".formatted(d.ticket(), d.to());
        } else if (decision instanceof Decision.ReopenTicket d) {
            return "reopen %s %s".formatted(d.ticket(), d.priority());
        } else if (decision instanceof Decision.NoteForecast d) {
            return "note on " + d.ticket();
        } else if (decision instanceof Decision.WithdrawForecast d) {
            return "withdraw from " + d.ticket();
        }
        return decision.getClass().getSimpleName();
    }

    private static final class HostNames implements ServiceMap {
        @Override
        public Optional<String> serviceOf(String host) {
            return Optional.of("shop");
        }

        @Override
        public java.util.Set<String> needsOf(String service) {
            return java.util.Set.of();
        }
    }

    @Test
    void theHardLimitIsAsUrgentAsTheResolutionTargetThatItsEarlyEndLiesWithin() {
        assertThat(hardIn(hours(4))).isEqualTo(Priority.P1);
        assertThat(hardIn(hours(4).plus(SECOND))).isEqualTo(Priority.P2);
        assertThat(hardIn(hours(24))).isEqualTo(Priority.P2);
        assertThat(hardIn(hours(24).plus(SECOND))).isEqualTo(Priority.P3);
        assertThat(hardIn(hours(72))).isEqualTo(Priority.P3);
        assertThat(hardIn(hours(72).plus(SECOND))).isEqualTo(Priority.P4);
        assertThat(hardIn(Duration.ZERO)).isEqualTo(Priority.P1);
    }

    private Priority hardIn(Duration until) {
        predictions.clear();
        predicts(HARD, until);
        return priority();
    }

    @Test
    void theFiguresAreThePolicys() {
        policy = MaintenancePolicy.parse("policy.yaml", "targets: {P2: {resolution: 8h}}");

        assertThat(hardIn(hours(8))).isEqualTo(Priority.P2);
        assertThat(hardIn(hours(8).plus(SECOND))).isEqualTo(Priority.P3);
    }

    @Test
    void theFirstLevelIsNeverAboveP3() {
        predicts(LEVEL_1, hours(1));

        assertThat(priority()).isEqualTo(Priority.P3);
        assertThat(foreseen().get(0).why())
                .isEqualTo(
                        "P1 by time: possible within 4 h; at most P3: it is the first level, not"
                                + " the end");
    }

    @Test
    void theFirstLevelBeyondAllTargetsIsP4() {
        predicts(LEVEL_1, hours(72).plus(SECOND));

        assertThat(priority()).isEqualTo(Priority.P4);
        assertThat(foreseen().get(0).why())
                .isEqualTo("P4 by time: not possible within any resolution target");
    }

    @Test
    void theRecordsCeilingHoldsAndSaysWhy() {
        ceiling = Priority.P4;
        ceilingReason = "at most P4: this forecast is not sure of itself";
        predicts(HARD, hours(1));

        assertThat(priority()).isEqualTo(Priority.P4);
        assertThat(foreseen().get(0).why())
                .isEqualTo(
                        "P1 by time: possible within 4 h; at most P4: this forecast is not sure of"
                                + " itself");
    }

    @Test
    void ofTwoLimitsTheMoreUrgentSpeaksAndOfEqualsTheNearer() {
        predicts(LEVEL_1, hours(10));
        predicts(HARD, hours(80));
        assertThat(foreseen()).hasSize(1);
        assertThat(foreseen().get(0).prediction().crossing().limit()).isEqualTo(LEVEL_1);

        predictions.clear();
        predicts(LEVEL_1, hours(10));
        predicts(HARD, hours(70));
        assertThat(foreseen().get(0).prediction().crossing().limit()).isEqualTo(LEVEL_1);

        predictions.clear();
        predicts(LEVEL_1, hours(10));
        predicts(HARD, hours(20));
        assertThat(foreseen().get(0).prediction().crossing().limit()).isEqualTo(HARD);
    }

    @Test
    void aPredictedCrossingOpensATicketWithWhatTheTableRecommends() {
        predicts(HARD, hours(20));

        assertThat(decisions()).containsExactly("open P2 after none");
        assertThat(foreseen().get(0).action())
                .isEqualTo("Clear old logs and temporary files; plan an extension");
    }

    @Test
    void aCrossingThatHasDrawnNearRaisesItsTicketAndOneThatHasNotDoesNot() {
        hasForecastTicket(Priority.P3, hours(25), 0);
        predicts(HARD, hours(24));
        assertThat(decisions()).containsExactly("raise t1 to P2");

        predictions.clear();
        predicts(HARD, hours(24).plus(SECOND));
        assertThat(decisions()).isEmpty();
    }

    @Test
    void aCrossingThatIsFurtherAwayLowersNothing() {
        hasForecastTicket(Priority.P2, hours(50), 0);
        predicts(HARD, hours(99));

        assertThat(decisions()).isEmpty();
    }

    @Test
    void aDeadlineThatHasMovedByAQuarterIsNotedOnce() {
        hasForecastTicket(Priority.P4, hours(200), 0);
        predicts(HARD, hours(150));
        assertThat(decisions()).isEmpty();

        predictions.clear();
        predicts(HARD, hours(150).minus(SECOND));
        assertThat(decisions()).containsExactly("note on t1");

        predictions.clear();
        predicts(HARD, hours(400));
        assertThat(decisions()).isEmpty();

        predictions.clear();
        predicts(HARD, hours(400).plus(SECOND));
        assertThat(decisions()).containsExactly("note on t1");
    }

    @Test
    void thePriorityThatAPersonHasChosenStandsUntilTheCrossingIsMoreUrgent() {
        hasForecastTicket(Priority.P4, hours(20), 3); // in sight of P2
        predicts(HARD, hours(20));
        assertThat(decisions()).isEmpty();

        predictions.clear();
        predicts(HARD, hours(4));
        assertThat(decisions()).containsExactly("raise t1 to P1");
    }

    @Test
    void aBreachOfTheKeyTakesTheForecastTicketOver() {
        hasForecastTicket(Priority.P4, hours(200), 0);
        isBreached();
        predicts(HARD, hours(3)); // waits for the next run

        assertThat(decisions()).containsExactly("raise t1 to P3");
    }

    @Test
    void aBreachNoMoreUrgentThanItsForecastTicketIsAnOccurrenceOfIt() {
        hasForecastTicket(Priority.P2, hours(20), 0);
        isBreached();

        assertThat(decisions()).containsExactly("AddOccurrence");
    }

    @Test
    void aBreachThatBeganWithThePredictionIsAnotherEpisode() {
        hasForecastTicket(Priority.P3, hours(70), 0);
        breaches.add(
                new Breach(
                        DISK,
                        ENGINE.levels(DISK).get(0),
                        MORNING,
                        NOON,
                        19,
                        1,
                        1,
                        false,
                        List.of()));

        assertThat(decisions()).containsExactly("AddOccurrence");
    }

    @Test
    void aForecastIsNotedOnTheTicketOfABreachAndRaisesItWhereItIsMoreUrgent() {
        hasThresholdTicket(Priority.P3, 0);
        predicts(HARD, hours(30));
        assertThat(decisions()).containsExactly("note on t1");

        predictions.clear();
        predicts(HARD, hours(3));
        assertThat(decisions()).containsExactly("raise t1 to P1");
    }

    @Test
    void aForecastRaisesNoBreachWhosePriorityAPersonHasChosen() {
        hasThresholdTicket(Priority.P4, 1);
        predicts(HARD, hours(3));

        assertThat(decisions()).containsExactly("note on t1");
    }

    @Test
    void onASilentHostAForecastWaits() {
        open.add(
                new OpenCase(
                        "t2", new IndicatorKey("db-07", "agent_silent", ""), Priority.P3, MORNING));
        predicts(HARD, hours(3));
        assertThat(decisions()).isEmpty();

        hasForecastTicket(Priority.P4, hours(200), 0);
        assertThat(decisions()).isEmpty();

        predictions.clear();
        takesBack();
        assertThat(decisions()).isEmpty();
    }

    @Test
    void aPredictionThatIsTakenBackResolvesTheTicketThatOnlyItHasOpened() {
        hasForecastTicket(Priority.P3, hours(70), 1);
        takesBack();

        assertThat(decisions()).containsExactly("withdraw from t1");
    }

    @Test
    void aPredictionThatIsTakenBackEndsNoTicketOfABreach() {
        takesBack();
        hasThresholdTicket(Priority.P3, 0);
        assertThat(decisions()).isEmpty(); // it shows none

        open.set(
                0,
                new OpenCase(
                        "t1",
                        DISK,
                        Priority.P3,
                        MORNING,
                        MORNING,
                        Optional.empty(),
                        false,
                        0,
                        Optional.of(new OpenCase.Known(EPISODE, NOON))));
        assertThat(decisions()).containsExactly("withdraw from t1"); // shown no longer
    }

    @Test
    void aPredictionAfterAResolutionReopensOrOpensAnotherByTheTimeSince() {
        predicts(HARD, hours(20));
        resolved.add(new ResolvedCase("t1", DISK, NOON.minus(hours(24))));
        assertThat(decisions()).containsExactly("reopen t1 P2");

        resolved.set(0, new ResolvedCase("t1", DISK, NOON.minus(hours(24)).minus(SECOND)));
        assertThat(decisions()).containsExactly("open P2 after t1");
    }

    @Test
    void whatTheLastTicketEndedIsNotForeseenByRunsOfBeforeItsEnd() {
        resolved.add(new ResolvedCase("t1", DISK, NOON.minus(hours(1))));
        predicts(HARD, hours(20));
        assertThat(decisions()).isEmpty();

        predictions.clear();
        confirmedFrom = NOON.minus(hours(1)).plus(SECOND);
        predicts(HARD, hours(20));
        assertThat(decisions()).containsExactly("reopen t1 P2");
    }

    @Test
    void noBreachOfAnotherHostJoinsATicketOfWhatIsOnlyForeseen() {
        hasForecastTicket(Priority.P3, hours(70), 0);
        IndicatorKey other = new IndicatorKey("db-08", "disk_free", "/var");
        open.set(
                0,
                new OpenCase(
                        "t1",
                        DISK,
                        Priority.P3,
                        EPISODE,
                        NOON, // within the time of a group
                        Optional.empty(),
                        false,
                        0,
                        Optional.of(new OpenCase.Known(EPISODE, NOON))));
        breaches.add(
                new Breach(
                        other,
                        ENGINE.levels(other).get(0),
                        MORNING,
                        NOON,
                        19,
                        1,
                        1,
                        false,
                        List.of()));

        assertThat(decisions()).containsExactly("open P3 after none");
    }
}
