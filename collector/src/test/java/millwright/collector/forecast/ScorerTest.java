package millwright.collector.forecast;

import static millwright.collector.forecast.Hourly.FULL;
import static millwright.collector.forecast.Hourly.LEVEL;
import static millwright.collector.forecast.Hourly.NOON;
import static millwright.collector.forecast.Hourly.hours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasts made at noon for two days; the means are those from noon on. */
class ScorerTest {
    private static final Duration HORIZON = Duration.ofDays(2);

    private Limit limit = LEVEL;
    private List<Instant> work = List.of();
    private Optional<KeptForecast.ExpectedValue> value = Optional.empty();

    /** Expects it in 6 to 12 hours. */
    private KeptForecast crossing(double early, Optional<Instant> late) {
        return kept(
                KeptForecast.What.CROSSING,
                new Crossing(
                        limit,
                        0.9,
                        true,
                        Optional.of(hours(early)),
                        Optional.of(hours(early)),
                        late));
    }

    private KeptForecast quiet() {
        return kept(
                KeptForecast.What.QUIET,
                new Crossing(
                        limit, 0.1, false, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private KeptForecast kept(KeptForecast.What what, Crossing crossing) {
        return new KeptForecast(
                Hourly.candidate("db-07", "disk", limit).key(),
                NOON,
                HORIZON,
                what,
                "",
                Optional.of(crossing),
                70,
                "robust-line",
                hours(-2),
                value);
    }

    private Score score(KeptForecast forecast, double at, String means, double now) {
        Candidate candidate = Hourly.candidate("db-07", "disk", limit);
        return Scorer.score(
                new Due(forecast, hours(at), false, false),
                Optional.of(new Course(candidate, Hourly.ring(means))),
                work,
                hours(now));
    }

    private Outcome outcome(KeptForecast forecast, double at, String means) {
        return score(forecast, at, means, 100).crossing().orElseThrow().outcome();
    }

    /** Crosses in the hour that begins so many hours after noon; expected after 6 to 12 hours. */
    @ParameterizedTest(name = "crossing after {0} h is {1}")
    @CsvSource({"3,LATE", "5,LATE", "6,HIT", "9,HIT", "12,HIT", "13,EARLY", "47,EARLY"})
    void aCrossingIsHeldAgainstTheInterval(int hour, Outcome expected) {
        String means = "70x" + hour + " 81x" + (49 - hour);

        assertThat(outcome(crossing(6, Optional.of(hours(12))), 48, means)).isEqualTo(expected);
    }

    @Test
    void theLimitItselfIsNotPastButAHardLimitIs() {
        assertThat(outcome(quiet(), 48, "70x5 80x44")).isEqualTo(Outcome.QUIET);
        limit = FULL;
        assertThat(outcome(quiet(), 48, "70x5 100x44")).isEqualTo(Outcome.MISSED);
        assertThat(outcome(quiet(), 48, "70x5 99.9x44")).isEqualTo(Outcome.QUIET);
    }

    @Test
    void oneHourPastIsNoCrossingTwoAre() {
        assertThat(outcome(quiet(), 48, "70x9 81 70x39")).isEqualTo(Outcome.QUIET);
        assertThat(outcome(quiet(), 48, "70x9 81 81 70x38")).isEqualTo(Outcome.MISSED);
        assertThat(outcome(quiet(), 48, "70x9 81 - 81 70x37")).isEqualTo(Outcome.MISSED);
    }

    @Test
    void whatDidNotComeWithinTheHorizonNeverCame() {
        KeptForecast forecast = crossing(6, Optional.of(hours(12)));

        assertThat(outcome(forecast, 48, "70x49 81x9")).isEqualTo(Outcome.NEVER);
        assertThat(outcome(forecast, 48, "70x48 81x9")).isEqualTo(Outcome.EARLY);
    }

    @Test
    void aHitTellsItsLeadFromTheFirstPrediction() {
        Score.OfCrossing hit =
                score(crossing(6, Optional.of(hours(12))), 12, "70x9 81x20", 14)
                        .crossing()
                        .orElseThrow();

        assertThat(hit.crossedAt()).contains(hours(9));
        assertThat(hit.lead()).contains(Duration.ofHours(11)); // predicted since 10:00
    }

    @Test
    void atTheEndOfTheIntervalItIsLookedForAndOtherwiseAgainAtTheHorizon() {
        KeptForecast forecast = crossing(6, Optional.of(hours(12)));
        assertThat(forecast.firstDue()).contains(hours(12));

        Score before = score(forecast, 12, "70x15", 14);
        assertThat(before.crossing()).isEmpty();
        assertThat(before.next()).contains(hours(48));
    }

    @Test
    void anIntervalThatIsOpenAtItsEndIsLookedAtAtTheHorizon() {
        KeptForecast forecast = crossing(6, Optional.empty());

        assertThat(forecast.firstDue()).contains(hours(48));
        assertThat(outcome(forecast, 48, "70x40 81x9")).isEqualTo(Outcome.HIT);
    }

    @Test
    void dataThatIsLateIsWaitedForADay() {
        KeptForecast forecast = quiet();
        assertThat(score(forecast, 48, "70x40", 71).crossing()).isEmpty();
        assertThat(score(forecast, 48, "70x40", 71).next()).contains(hours(77));

        assertThat(outcome(forecast, 48, "70x40")).isEqualTo(Outcome.QUIET);
    }

    @Test
    void aHostThatVanishedIsNotScored() {
        Score.OfCrossing gone = score(quiet(), 48, "70x24", 100).crossing().orElseThrow();
        assertThat(gone.outcome()).isEqualTo(Outcome.UNSCORED);
        assertThat(gone.why()).isEqualTo("only 23 of 48 hours are known");

        assertThat(outcome(quiet(), 48, "70x25")).isEqualTo(Outcome.QUIET);
        Score none =
                Scorer.score(
                        new Due(quiet(), hours(48), false, false),
                        Optional.empty(),
                        List.of(),
                        hours(50));
        assertThat(none.crossing().orElseThrow().outcome()).isEqualTo(Outcome.UNSCORED);
        assertThat(none.next()).isEmpty();
    }

    @Test
    void aGapThatHidesWhetherItCameInTimeIsNotScored() {
        KeptForecast forecast = crossing(6, Optional.of(hours(12)));

        assertThat(outcome(forecast, 48, "70x4 -x4 81x41")).isEqualTo(Outcome.UNSCORED);
        assertThat(outcome(forecast, 48, "70x7 -x4 81x38")).isEqualTo(Outcome.HIT);
    }

    @Test
    void aPredictionThatWorkMayHaveAvertedIsNotScoredAsWrong() {
        work = List.of(hours(3));
        KeptForecast forecast = crossing(6, Optional.of(hours(12)));

        assertThat(outcome(forecast, 48, "70x49")).isEqualTo(Outcome.UNSCORED);
        assertThat(outcome(forecast, 48, "70x9 81x40")).isEqualTo(Outcome.HIT);
        assertThat(outcome(quiet(), 48, "70x49")).isEqualTo(Outcome.QUIET);
    }

    @Test
    void theMeanOfTheHourIsHeldAgainstItsInterval() {
        value = Optional.of(new KeptForecast.ExpectedValue(hours(24), 60, 70, 75));
        Score within = score(quiet(), 24, "70x24 75 70", 26);
        assertThat(within.value()).contains(new Score.Value(Optional.of(75.0), true));
        assertThat(within.crossing()).isEmpty();
        assertThat(within.next()).contains(hours(48));

        assertThat(score(quiet(), 24, "70x24 76 70", 26).value())
                .contains(new Score.Value(Optional.of(76.0), false));
        assertThat(score(quiet(), 24, "70x24 - 70", 26).value())
                .contains(new Score.Value(Optional.empty(), false));
        Score waits = score(quiet(), 24, "70x20", 26);
        assertThat(waits.value()).isEmpty();
        assertThat(waits.next()).contains(hours(32));
    }
}
