package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Verdicts.Standing;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final IndicatorKey KEY = new IndicatorKey("db-07", "disk_free", "/var");
    private static final Limit HARD = Limit.hard(Direction.BELOW, 0);
    private static final Limit LEVEL_1 = Limit.level(1, Direction.BELOW, 20);
    private static final Limit LEVEL_2 = Limit.level(2, Direction.BELOW, 10);
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Quality QUALITY = new Quality(Duration.ofDays(20), 480, 1, 0.4, true);

    private Verdicts verdicts = Verdicts.NONE;
    private Forecast newest;

    @Test
    void aCrossingIsToldByTheThirdRunInARowAndNotByTheSecond() {
        run(0, hardIn(40));
        run(1, hardIn(40));
        assertThat(told(30)).isEmpty();

        run(2, hardIn(40));

        assertThat(told(30)).hasSize(1);
        assertThat(told(30).get(0).since()).isEqualTo(hour(0));
        assertThat(told(30).get(0).at()).isEqualTo(hour(2));
        assertThat(verdicts.runs()).isEqualTo(3);
    }

    @Test
    void oneRunThatExpectsNoneBeginsAnew() {
        run(0, hardIn(40));
        run(1, hardIn(40));
        run(2, quiet());
        run(3, hardIn(40));
        run(4, hardIn(40));
        assertThat(told(30)).isEmpty();

        run(5, hardIn(40));

        assertThat(told(30).get(0).since()).isEqualTo(hour(3));
    }

    @Test
    void oneRunThatSeesItNearDoesNotMakeItUrgent() {
        run(0, hardIn(90));
        run(1, hardIn(90));
        run(2, hardIn(3));

        // of 90 h, 91 h and 5 h after the start: the middle one
        assertThat(told(30).get(0).crossing().early()).contains(hour(90));
    }

    @Test
    void twoOfThreeRunsThatSeeItNearDo() {
        run(0, hardIn(90));
        run(1, hardIn(4));
        run(2, hardIn(4));

        assertThat(told(30).get(0).crossing().early()).contains(hour(6));
    }

    @Test
    void aLimitThatIsChangedBeginsAnew() {
        run(0, crossing(LEVEL_1, 40));
        run(1, crossing(LEVEL_1, 40));
        run(2, crossing(Limit.level(1, Direction.BELOW, 25), 40));

        assertThat(told(30)).isEmpty();
    }

    @Test
    void ofTheLevelsOnlyTheFirstIsTold() {
        for (int i = 0; i < 3; i++) {
            run(i, crossing(LEVEL_1, 40), crossing(LEVEL_2, 60), hardIn(80));
        }

        assertThat(told(30))
                .extracting(told -> told.crossing().limit().name())
                .containsExactly("level 1", "hard limit");
    }

    @Test
    void aLimitThatIsPassedAlreadyIsLeftToTheBreaches() {
        for (int i = 0; i < 3; i++) {
            run(i, crossing(LEVEL_1, 0), hardIn(80));
        }

        assertThat(told(19.9))
                .extracting(told -> told.crossing().limit().name())
                .containsExactly("hard limit");
        assertThat(told(20)).hasSize(2); // the limit itself is not past it
    }

    @Test
    void aPredictionIsTakenBackByTheThirdQuietRunAndNotByTheSecond() {
        for (int i = 0; i < 3; i++) {
            run(i, hardIn(40));
        }
        run(3, quiet());
        run(4, quiet());
        assertThat(withdrawn(60)).isEmpty();

        run(5, quiet());

        assertThat(withdrawn(60))
                .hasValueSatisfying(
                        back -> {
                            assertThat(back.since()).isEqualTo(hour(3));
                            assertThat(back.at()).isEqualTo(hour(5));
                            assertThat(back.why())
                                    .isEqualTo(
                                            "no crossing expected within 30 days in 3 runs since"
                                                    + " 2026-03-02T03:00:00Z: now 60.00 %, changing"
                                                    + " by -1.50 % a day since"
                                                    + " 2026-02-20T00:00:00Z");
                        });
    }

    @Test
    void aRunThatSaysNothingMakesNoOtherPredictionOfItAndTakingItBackDoes() {
        for (int i = 0; i < 3; i++) {
            run(i, hardIn(40));
        }
        run(3);
        for (int i = 4; i < 7; i++) {
            run(i, hardIn(40));
        }
        assertThat(told(30).get(0).since()).isEqualTo(hour(0));
        assertThat(told(30).get(0).confirmedFrom()).isEqualTo(hour(4));

        for (int i = 7; i < 10; i++) {
            run(i, quiet());
        }
        assertThat(withdrawn(60)).isPresent();
        for (int i = 10; i < 13; i++) {
            run(i, hardIn(40));
            assertThat(withdrawn(60)).isEmpty();
        }
        assertThat(told(30).get(0).since()).isEqualTo(hour(10));
    }

    @Test
    void whatIsTakenBackIsTakenBackAtEachRunForAWhileInCaseNobodyHasHeard() {
        for (int i = 0; i < 3; i++) {
            run(i, hardIn(40));
        }
        for (int i = 3; i < 33; i++) {
            run(i, quiet());
        }
        assertThat(withdrawn(60)).isPresent(); // the 30th quiet run

        run(33, quiet());
        assertThat(withdrawn(60)).isEmpty();
    }

    @Test
    void whatWasNeverToldIsNotTakenBack() {
        run(0, hardIn(40));
        run(1, hardIn(40));
        for (int i = 2; i < 6; i++) {
            run(i, quiet());
        }

        assertThat(withdrawn(60)).isEmpty();
    }

    @Test
    void aCurveThatGoesFlatAtItsLimitTakesNothingBack() {
        for (int i = 0; i < 3; i++) {
            run(i, hardIn(2));
        }
        for (int i = 3; i < 9; i++) {
            run(i, quiet());
        }

        assertThat(withdrawn(0.1)).isEmpty(); // past level 1
        assertThat(withdrawn(20)).isPresent();
    }

    @Test
    void nothingCanBeSaidNeitherConfirmsNorTakesBack() {
        for (int i = 0; i < 3; i++) {
            run(i, hardIn(40));
        }
        for (int i = 3; i < 9; i++) {
            run(i);
        }

        assertThat(verdicts.standing()).isEqualTo(Standing.UNFORECASTABLE);
        assertThat(told(30)).isEmpty();
        assertThat(withdrawn(60)).isEmpty();
    }

    @Test
    void aRunThatIsAskedForAgainCountsOnce() {
        run(0, hardIn(40));
        run(1, hardIn(40));
        run(1, hardIn(40));

        assertThat(verdicts.runs()).isEqualTo(2);
        assertThat(told(30)).isEmpty();
    }

    @Test
    void whatIsReadBackGoesOnAsIfNothingHadHappened() {
        run(0, crossing(LEVEL_1, 20), hardIn(40));
        run(1, crossing(LEVEL_1, 20), hardIn(41));

        String text = verdicts.text();
        verdicts = Verdicts.parse(text);
        assertThat(verdicts.text()).isEqualTo(text);
        run(2, crossing(LEVEL_1, 20), hardIn(40));

        assertThat(told(30)).hasSize(2);
        assertThat(told(30).get(1).crossing().early()).contains(hour(42));
        assertThat(Verdicts.parse(Verdicts.NONE.text()).standing()).isEqualTo(Standing.UNHEARD);
    }

    @Test
    void aDamagedTextIsRefused() {
        assertThatThrownBy(() -> Verdicts.parse("CROSSES\tyesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no verdicts: 'CROSSES\tyesterday'");
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }

    /** What one limit's crossing is, seen from an hour. */
    private interface Seen {
        Crossing from(int hour);
    }

    private static Seen hardIn(int hours) {
        return crossing(HARD, hours);
    }

    private static Seen crossing(Limit limit, int hours) {
        return from ->
                new Crossing(
                        limit,
                        0.95,
                        true,
                        Optional.of(hour(from + hours)),
                        Optional.of(hour(from + hours + 10)),
                        Optional.of(hour(from + hours + 20)));
    }

    private static Seen quiet() {
        return from ->
                new Crossing(
                        LEVEL_1, 0.02, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Without any crossing it cannot be forecast. */
    private void run(int hour, Seen... seen) {
        Instant at = hour(hour);
        newest =
                seen.length == 0
                        ? new Forecast.Unforecastable(
                                at,
                                HORIZON,
                                Forecast.Reason.TOO_UNCERTAIN,
                                "too wide",
                                QUALITY,
                                Optional.empty())
                        : new Forecast.Expected(
                                at,
                                HORIZON,
                                new Path(
                                        at,
                                        Duration.ofHours(1),
                                        new double[0],
                                        new double[0],
                                        new double[0]),
                                java.util.Arrays.stream(seen).map(one -> one.from(hour)).toList(),
                                "robust-line",
                                new Segment(
                                        Instant.parse("2026-02-20T00:00:00Z"),
                                        Segment.Beginning.STEP,
                                        240,
                                        -1.5),
                                QUALITY);
        verdicts = verdicts.next(newest, ForecastTerms.STANDARD);
    }

    private List<PredictedCrossing> told(double last) {
        return verdicts.predictions(KEY, "percent", newest, last, Priority.P1, "", List.of());
    }

    private Optional<WithdrawnPrediction> withdrawn(double last) {
        return verdicts.withdrawal(KEY, "percent", newest, last);
    }
}
