package millwright.rules.indicator;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors over requests in five minutes, read each minute; 1 % is the limit, 0.8 % rearms. */
class RatioTest {
    private final RatioDetector detector =
            Detectors.ratio(List.of(level(ofMinutes(5))), DetectionPolicy.standard());
    private double requests;
    private double errors;
    private int minute;

    RatioTest() {
        detector.nominal(ofMinutes(1));
    }

    private static Level level(Duration sustain) {
        Threshold threshold = new Threshold(Direction.ABOVE, 1, sustain, 0.8, ofMinutes(5));
        return new Level(1, threshold, Priority.P2, "error rate", 100, "", "");
    }

    /** So many minutes, in each of which the counters rise by this. */
    private RatioTest minutes(int count, double newRequests, double newErrors) {
        for (int i = 0; i < count; i++) {
            requests += newRequests;
            errors += newErrors;
            minute++;
            detector.observeRequests(Watched.micros(60.0 * minute), requests);
            detector.observeErrors(Watched.micros(60.0 * minute), errors);
        }
        return this;
    }

    @Test
    void theShareOfTheWindowCountsAndTheLimitItselfIsNoBreach() {
        assertThat(minutes(10, 100, 1).detector.state()).isEqualTo(State.OK);
        Judgement found = minutes(1, 100, 2).detector.judge();
        assertThat(found.state()).isEqualTo(State.BREACHED);
        assertThat(found.value()).isCloseTo(100 * 6 / 500.0, within(1e-9));
        assertThat(found.coverage()).isEqualTo(1);
        assertThat(found.fraction()).isEqualTo(1);
        assertThat(found.since()).isEqualTo(Watched.minute(6));
    }

    @Test
    void belowTheMinimumCountItSaysNothing() {
        // 5 minutes of 19 requests are 95; of 20, 100.
        assertThat(minutes(10, 19, 19).detector.state()).isEqualTo(State.INSUFFICIENT_TRAFFIC);
        assertThat(new RatioTest().minutes(10, 20, 20).detector.state()).isEqualTo(State.BREACHED);
    }

    @Test
    void aCounterThatDropsHasStartedAgainFromZero() {
        minutes(10, 100, 0);
        requests = 0;
        errors = 0;
        Judgement after = minutes(1, 100, 4).detector.judge();
        assertThat(after.state()).isEqualTo(State.OK);
        assertThat(after.value()).isCloseTo(0.8, within(1e-9)); // errors 0 → 4 of 500
    }

    @Test
    void aWindowThatIsHalfUnseenIsNoBreach() {
        minutes(3, 1000, 500);
        assertThat(detector.state()).isEqualTo(State.PENDING);
        assertThat(detector.judge().coverage()).isEqualTo(0.6);
        assertThat(minutes(1, 1000, 500).detector.state()).isEqualTo(State.BREACHED);
    }

    @Test
    void itEndsWhenTheShareHasBeenGoodForTheRearmTime() {
        minutes(10, 100, 50);
        assertThat(detector.state()).isEqualTo(State.BREACHED);
        // The bad minutes leave the window after 5; the rearm time begins only then.
        assertThat(minutes(5, 100, 0).detector.state()).isEqualTo(State.RECOVERING);
        assertThat(minutes(3, 100, 0).detector.state()).isEqualTo(State.RECOVERING);
        assertThat(minutes(1, 100, 0).detector.state()).isEqualTo(State.OK);
    }

    @Test
    void errorsBeforeAGapCountAgainstTheRearmTime() {
        minutes(10, 100, 50).minutes(7, 100, 0);
        assertThat(detector.state()).isEqualTo(State.RECOVERING);
        // Minute 18, and before anybody asks minute 38. At 18 the share was good since 15 only.
        minutes(1, 100, 0);
        minute = 37;
        assertThat(minutes(1, 100, 0).detector.isBreached()).isTrue();
    }

    @Test
    void trafficThatDriesUpProvesNothing() {
        minutes(10, 100, 50);
        assertThat(minutes(60, 0, 0).detector.state()).isEqualTo(State.INSUFFICIENT_TRAFFIC);
        assertThat(detector.isBreached()).isTrue();
        assertThat(minutes(1, 500, 500).detector.judge().since()).isEqualTo(Watched.minute(0));
    }

    @Test
    void aLineOfWhichOnlyHalfHasComeIsNotJudged() {
        minutes(10, 100, 0);
        detector.observeErrors(Watched.micros(660), 500);
        assertThat(detector.judge().at()).isEqualTo(Watched.minute(10));
        detector.observeRequests(Watched.micros(660), 1500);
        assertThat(detector.judge().at()).isEqualTo(Watched.minute(11));
    }

    @Test
    void aLimitThatCountsAtOnceHasNoWindowToTakeAShareOf() {
        assertThatThrownBy(
                        () ->
                                Detectors.ratio(
                                        List.of(level(Duration.ZERO)), DetectionPolicy.standard()))
                .hasMessageContaining("error rate: a ratio is taken over the sustain time");
    }
}
