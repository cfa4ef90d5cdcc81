package millwright.rules.indicator;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static millwright.rules.indicator.Watched.above;
import static millwright.rules.indicator.Watched.below;
import static millwright.rules.indicator.Watched.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Hand-worked cases of the sustained rule; samples come each minute unless a test says otherwise.
 */
class SustainedTest {
    private static final Duration QUARTER = ofMinutes(15);

    private static Watched cpu() {
        return new Watched(above(1, 80, QUARTER, ofMinutes(5)));
    }

    @Test
    void twentyMinutesAt95PercentAreABreachOnceEnoughOfTheQuarterIsSeenToBeBad() {
        // Half an hour at 40, then 95. At minute 30+n the window holds n bad of 15 observed
        // minutes:
        // 13/15 = 0.867 is none, 14/15 = 0.933 is one. So it is found in the 14th bad minute.
        Watched series = cpu().minutes(1, 30, 40).minutes(31, 43, 95);
        assertThat(series.state()).isEqualTo(State.PENDING);
        assertThat(series.judge().fraction()).isCloseTo(13 / 15.0, within(1e-12));

        Judgement found = series.minute(44, 95).judge();
        assertThat(found.state()).isEqualTo(State.BREACHED);
        assertThat(found.coverage()).isEqualTo(1);
        assertThat(found.fraction()).isCloseTo(14 / 15.0, within(1e-12));
        assertThat(found.since()).isEqualTo(minute(30));
        assertThat(found.at()).isEqualTo(minute(44));

        assertThat(series.minutes(45, 50, 95).judge().since()).isEqualTo(minute(30));
    }

    @Test
    void fourteenMinutesAfterGoodOnesAreABreachByTheLiteralRuleThirteenAreNot() {
        // The 15-minute window then holds 14 bad minutes and one good one: 0.933 ≥ 0.9.
        assertThat(cpu().minutes(1, 30, 40).minutes(31, 44, 95).state()).isEqualTo(State.BREACHED);
        Watched thirteen = cpu().minutes(1, 30, 40).minutes(31, 43, 95).minutes(44, 60, 40);
        assertThat(thirteen.state()).isEqualTo(State.OK);
        assertThat(thirteen.late()).isEmpty();
    }

    @Test
    void fourteenMinutesSampledEveryTenSecondsAreFoundAtThirteenAndAHalf() {
        // 0.9 of 15 minutes is 13.5 minutes: 81 samples of ten seconds, exactly.
        Watched series = cpu();
        series.detector.nominal(Duration.ofSeconds(10));
        for (int i = 1; i <= 180; i++) {
            series.second(10 * i, 40);
        }
        for (int i = 181; i <= 260; i++) {
            series.second(10 * i, 95);
        }
        assertThat(series.state()).isEqualTo(State.PENDING);
        assertThat(series.second(2610, 95).state()).isEqualTo(State.BREACHED);
    }

    @Test
    void aNewSeriesNeedsFourFifthsOfTheWindowObserved() {
        // Nothing is known before minute 0: 11 of 15 minutes is 0.733, 12 is 0.8 and enough.
        assertThat(cpu().minutes(1, 11, 95).state()).isEqualTo(State.PENDING);
        Judgement found = cpu().minutes(1, 12, 95).judge();
        assertThat(found.state()).isEqualTo(State.BREACHED);
        assertThat(found.coverage()).isEqualTo(0.8);
        assertThat(found.since()).isEqualTo(minute(0));
    }

    @Test
    void coverageOfFourFifthsIsEnoughAndAMicrosecondLessIsNot() {
        assertThat(cpu().minutes(2, 12, 95).second(60, 95).state()).isEqualTo(State.BREACHED);
        // The first minute's sample comes a microsecond late: it still observes a whole nominal
        // minute, but from a microsecond later on, so 12 minutes less a microsecond are observed.
        Watched less = cpu();
        less.second(60.000001, 95);
        for (int i = 2; i <= 12; i++) {
            less.second(60.0 * i, 95);
        }
        assertThat(less.judge().coverage()).isLessThan(0.8);
        assertThat(less.state()).isEqualTo(State.PENDING);
    }

    @Test
    void aDipOfTwoMinutesResetsNothingButDelaysTheBreach() {
        // 7 bad, 2 good, bad again. At minute 20: of minutes 6–20 two are good, 13/15; the dip
        // leaves
        // the window at 23: minutes 9–23 hold one good one, 14/15.
        Watched series = cpu().minutes(1, 7, 95).minutes(8, 9, 40).minutes(10, 22, 95);
        assertThat(series.state()).isEqualTo(State.PENDING);
        Judgement found = series.minute(23, 95).judge();
        assertThat(found.state()).isEqualTo(State.BREACHED);
        assertThat(found.since()).isEqualTo(minute(9));
    }

    @Test
    void aDipOfOneMinuteIsWithinTheTolerance() {
        assertThat(cpu().minutes(1, 7, 95).minute(8, 40).minutes(9, 15, 95).state())
                .isEqualTo(State.BREACHED);
    }

    @Test
    void aMissingMinuteIsAGapInCoverageAndNoGoodMinute() {
        Judgement found = cpu().minutes(1, 7, 95).minutes(9, 15, 95).judge();
        assertThat(found.state()).isEqualTo(State.BREACHED);
        assertThat(found.coverage()).isCloseTo(14 / 15.0, within(1e-12));
        assertThat(found.fraction()).isEqualTo(1);
    }

    @Test
    void halfTheSamplesMissingIsTooLittleToSay() {
        Watched series = cpu();
        for (int minute = 2; minute <= 40; minute += 2) {
            series.minute(minute, 95);
            assertThat(series.state()).isEqualTo(State.PENDING);
        }
        // The window (25, 40] holds the minutes before 26, 28, …, 40: 8 of 15.
        assertThat(series.judge().coverage()).isCloseTo(8 / 15.0, within(1e-12));
    }

    @Test
    void aSampleSpeaksForAsMuchAsOneAndAHalfIntervals() {
        // 90 s apart is as usual for a nominal minute; a microsecond more is a gap.
        assertThat(cpu().second(60, 95).second(150, 95).judge().coverage())
                .isCloseTo(150 / 900.0, within(1e-12));
        assertThat(cpu().second(60, 95).second(150.000001, 95).judge().coverage())
                .isCloseTo(120 / 900.0, within(1e-12));
    }

    @Test
    void theLimitItselfIsNoBreach() {
        assertThat(cpu().minutes(1, 60, 80).state()).isEqualTo(State.OK);
        assertThat(cpu().minutes(1, 60, 80.1).state()).isEqualTo(State.BREACHED);
    }

    @Test
    void withoutSustainTheLatestSampleDecides() {
        Level disk = below(1, 20, 22, ofMinutes(5));
        assertThat(new Watched(disk).minute(1, 20).state()).isEqualTo(State.OK);
        Judgement found = new Watched(disk).minute(1, 20).minute(2, 19.9).judge();
        assertThat(found.state()).isEqualTo(State.BREACHED);
        assertThat(found.since()).isEqualTo(minute(2));
        assertThat(found.coverage()).isEqualTo(1);
        assertThat(found.fraction()).isEqualTo(1);
    }

    @Test
    void aBreachEndsWhenTheRearmValueHasHeldForTheRearmTime() {
        // 5 minutes, of which 0.8 must be observed: after the 4th good minute the window still
        // holds a bad one, after the 5th it does not.
        Watched series = cpu().minutes(1, 20, 95).minutes(21, 24, 75);
        assertThat(series.state()).isEqualTo(State.RECOVERING);
        assertThat(series.judge().since()).isEqualTo(minute(0));
        Judgement over = series.minute(25, 75).judge();
        assertThat(over.state()).isEqualTo(State.OK);
        assertThat(over.since()).isEqualTo(minute(20));
        assertThat(series.detector.isBreached()).isFalse();
        assertThat(series.late()).isEmpty();
    }

    @Test
    void betweenLimitAndRearmValueABreachStaysOn() {
        Watched series = cpu().minutes(1, 20, 95).minutes(21, 90, 75.1);
        assertThat(series.state()).isEqualTo(State.BREACHED);
        assertThat(series.minutes(91, 94, 75).state()).isEqualTo(State.RECOVERING);
        assertThat(series.minute(95, 75).state()).isEqualTo(State.OK);
    }

    @Test
    void tooFewGoodSamplesEndNothing() {
        // 3 of 5 minutes observed is 0.6; 4 of 5 is 0.8.
        assertThat(cpu().minutes(1, 20, 95).minute(23, 40).minutes(24, 25, 40).state())
                .isEqualTo(State.RECOVERING);
        assertThat(cpu().minutes(1, 20, 95).minutes(22, 25, 40).state()).isEqualTo(State.OK);
    }

    @Test
    void withoutRearmTimeABreachEndsAtOnce() {
        Level disk = below(1, 20, 22, ZERO);
        assertThat(new Watched(disk).minute(1, 19).minute(2, 21.9).state())
                .isEqualTo(State.BREACHED);
        assertThat(new Watched(disk).minute(1, 19).minute(2, 22).state()).isEqualTo(State.OK);
    }

    @Test
    void levelsRiseAndFallWithinAnEpisode() {
        Watched series =
                new Watched(below(1, 20, 22, ofMinutes(2)), below(2, 10, 12, ofMinutes(2)));
        assertThat(series.minute(1, 19).judge().level().orElseThrow().number()).isEqualTo(1);
        Judgement worse = series.minute(2, 9).judge();
        assertThat(worse.level().orElseThrow().number()).isEqualTo(2);
        assertThat(worse.since()).isEqualTo(minute(1));
        Judgement milder = series.minutes(3, 4, 15).judge();
        assertThat(milder.state()).isEqualTo(State.BREACHED);
        assertThat(milder.level().orElseThrow().number()).isEqualTo(1);
        assertThat(milder.since()).isEqualTo(minute(1));
        assertThat(series.minutes(5, 6, 30).state()).isEqualTo(State.OK);
    }

    @Test
    void aWorseLevelThatIsQuickerHoldsTheMilderOnesToo() {
        Watched memory =
                new Watched(
                        above(1, 85, ofMinutes(15), ofMinutes(5)),
                        above(3, 97, ofMinutes(5), ofMinutes(5)));
        assertThat(memory.minutes(1, 30, 50).minutes(31, 35, 98).state()).isEqualTo(State.BREACHED);
        // Level 3 rearms, level 1 does not, though its own quarter of an hour is not yet full.
        Judgement still = memory.minutes(36, 41, 90).judge();
        assertThat(still.state()).isEqualTo(State.BREACHED);
        assertThat(still.level().orElseThrow().number()).isEqualTo(1);
        assertThat(still.since()).isEqualTo(minute(30));
    }

    @Test
    void silenceIsAStateOfItsOwnAndEndsNoBreach() {
        Watched series = cpu().minutes(1, 20, 95);
        assertThat(series.detector.state(minute(25))).isEqualTo(State.BREACHED);
        assertThat(series.detector.state(minute(25).plusNanos(1_000))).isEqualTo(State.STALE);
        Judgement stale = series.detector.judge(minute(60));
        assertThat(stale.level()).isPresent();
        assertThat(stale.since()).isEqualTo(minute(0));
        assertThat(series.detector.isBreached()).isTrue();
        assertThat(series.minute(60, 78).judge().since()).isEqualTo(minute(0));
        assertThat(series.state()).isEqualTo(State.BREACHED);
    }

    @Test
    void aSlowSeriesIsStaleOnlyAfterThreeOfItsIntervals() {
        Watched hourly = cpu();
        hourly.detector.nominal(Duration.ofHours(1));
        hourly.minute(0, 40);
        assertThat(hourly.detector.state(minute(180))).isEqualTo(State.OK);
        assertThat(hourly.detector.state(minute(181))).isEqualTo(State.STALE);
    }

    @Test
    void repeatedSamplesAreOneAndTheLaterWriteWins() {
        Watched series = cpu().minutes(1, 14, 95).minutes(1, 14, 95);
        assertThat(series.judge().coverage()).isCloseTo(14 / 15.0, within(1e-12));
        assertThat(series.minutes(1, 14, 40).judge().value()).isEqualTo(40);
        assertThat(series.detector.size()).isEqualTo(14);
    }

    @Test
    void disorderMakesNoDifference() {
        Watched series = cpu();
        for (int minute : List.of(9, 2, 14, 1, 7, 3, 12, 5, 4, 15, 11, 6, 13, 8, 10)) {
            series.minute(minute, 95);
        }
        assertThat(series.judge().state()).isEqualTo(State.BREACHED);
        assertThat(series.judge().coverage()).isEqualTo(1);
    }

    @Test
    void aBreachThatIsOverBeforeItsSamplesComeIsReportedOnceAndMarkedLate() {
        Watched series = cpu().minutes(1, 10, 40).minutes(26, 30, 40);
        assertThat(series.state()).isEqualTo(State.OK);
        series.minutes(11, 25, 95);
        assertThat(series.state()).isEqualTo(State.OK);
        List<Breach> late = series.late();
        assertThat(late).hasSize(1);
        assertThat(late.get(0).late()).isTrue();
        assertThat(late.get(0).since()).isEqualTo(minute(10));
        assertThat(late.get(0).at()).isEqualTo(minute(24)); // 14 of 15 minutes
        assertThat(series.late()).isEmpty();
        assertThat(series.minutes(10, 25, 96).late()).isEmpty();
    }

    @Test
    void lateSamplesThatCompleteABreachOfNowAreABreachOfNow() {
        Watched series = cpu().minutes(1, 4, 95).minutes(13, 15, 95);
        assertThat(series.state()).isEqualTo(State.PENDING);
        Judgement found = series.minutes(5, 12, 95).judge();
        assertThat(found.state()).isEqualTo(State.BREACHED);
        assertThat(series.late()).isEmpty();
    }

    @Test
    void anHourThatComesAtOnceIsJudgedMinuteByMinute() {
        // An agent's spool: nobody asks in between, so all of it is kept until then.
        Watched series = cpu().minutes(1, 10, 40).minutes(11, 30, 95).minutes(31, 90, 40);
        assertThat(series.state()).isEqualTo(State.OK);
        assertThat(series.late()).extracting(Breach::since).containsExactly(minute(10));
    }

    @Test
    void whatIsTooLateToMatterIsCountedAndIgnored() {
        // So late may a sample be: 15 minutes of sustain, 5 of rearm, and two.
        Watched series = cpu().minute(100, 40);
        assertThat(series.state()).isEqualTo(State.OK);
        series.minute(77, 95).minute(78, 95);
        assertThat(series.detector.ignored()).isEqualTo(1);
        assertThat(series.detector.size()).isEqualTo(2);
    }

    @Test
    void anOpenTicketContinuesAsTheSameEpisodeAfterARestart() {
        Watched series = cpu().minutes(21, 40, 95);
        series.state();
        series.late();
        series.detector.restore(1, minute(3));
        assertThat(series.judge().since()).isEqualTo(minute(3));
        assertThat(series.minute(41, 95).judge().since()).isEqualTo(minute(3));
        assertThat(series.minutes(42, 46, 40).state()).isEqualTo(State.OK);
        assertThat(series.late()).isEmpty();
    }

    @Test
    void goodSamplesBeforeTheTicketDoNotEndItAfterARestart() {
        Watched series = cpu();
        series.detector.restore(1, minute(30));
        series.minutes(1, 30, 40).minutes(31, 34, 78);
        assertThat(series.state()).isEqualTo(State.BREACHED);
        assertThat(series.judge().since()).isEqualTo(minute(30));
    }

    @Test
    void newLevelsJudgeTheOldSamples() {
        Watched series = cpu().minutes(1, 20, 70);
        assertThat(series.state()).isEqualTo(State.OK);
        series.detector.relevel(List.of(above(1, 60, QUARTER, ofMinutes(5))));
        assertThat(series.state()).isEqualTo(State.BREACHED);
        series.detector.relevel(List.of(above(1, 90, QUARTER, ofMinutes(5))));
        assertThat(series.state()).isEqualTo(State.OK);
    }

    @Test
    void withoutASampleThereIsNothingToJudge() {
        assertThat(cpu().state()).isEqualTo(State.STALE);
        assertThatThrownBy(() -> cpu().judge())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before its first sample");
        assertThatThrownBy(() -> cpu().minute(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void levelsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> new Watched(above(2, 90, ZERO, ZERO), above(1, 80, ZERO, ZERO)))
                .hasMessageContaining("mildest first");
    }

    /** Of the 15 minutes to 10:22 twelve are known, and eleven of these past the limit. */
    @Test
    void aWindowThatReachesBeforeWhatIsKnownIsNotJudged() {
        Level level = Watched.above(1, 80, Duration.ofMinutes(15), Duration.ofMinutes(5));
        Watched known = new Watched(level).minutes(11, 16, 99).minute(17, 30).minutes(18, 22, 99);
        Watched cut = new Watched(level);
        cut.detector.knownFrom(Watched.micros(600));
        cut.minutes(11, 16, 99).minute(17, 30).minutes(18, 22, 99);

        assertThat(known.state()).isEqualTo(State.BREACHED);
        assertThat(cut.state()).isEqualTo(State.PENDING);
        // From 10:25 on the whole window is known: 14 of 15 minutes are past the limit.
        assertThat(cut.minutes(23, 24, 99).state()).isEqualTo(State.PENDING);
        assertThat(cut.minute(25, 99).state()).isEqualTo(State.BREACHED);
    }
}
