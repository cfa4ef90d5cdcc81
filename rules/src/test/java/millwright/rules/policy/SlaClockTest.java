package millwright.rules.policy;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static millwright.rules.policy.ClockHours.BUSINESS;
import static millwright.rules.policy.ClockHours.ROUND_THE_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.BusinessTime;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.ClockReading.State;
import millwright.rules.policy.ClockSegment.Kind;
import org.junit.jupiter.api.Test;

/** Thursday 19 March 2026 is followed by the weekend of Kuwait. */
class SlaClockTest {
    private static final MaintenancePolicy POLICY = MaintenancePolicy.shipped();
    private static final BusinessTime KUWAIT = POLICY.businessHours();

    /** {@code running 10:00, paused 11:00, stopped 12:00}, all on that Thursday. */
    private static List<ClockSegment> clock(String history) {
        List<ClockSegment> segments = new ArrayList<>();
        String kind = "";
        Instant from = Instant.MIN;
        for (String event : history.split(", ")) {
            String[] words = event.split(" ");
            Instant at = thursday(words[1]);
            if (!kind.isEmpty()) {
                segments.add(segment(kind, from, Optional.of(at)));
            }
            kind = words[0];
            from = at;
        }
        if (!kind.equals("stopped")) {
            segments.add(segment(kind, from, Optional.empty()));
        }
        return segments;
    }

    private static ClockSegment segment(String kind, Instant from, Optional<Instant> to) {
        Kind of = kind.equals("running") ? Kind.RUNNING : Kind.PAUSED;
        return new ClockSegment(of, from, to, "as the test says", "test");
    }

    private static Instant thursday(String time) {
        return at("2026-03-19T" + time + "+03:00");
    }

    private static Instant at(String local) {
        return OffsetDateTime.parse(local).toInstant();
    }

    private static ClockReading read(String history, Duration target, Instant now) {
        return SlaClock.read(clock(history), target, ROUND_THE_CLOCK, KUWAIT, now);
    }

    @Test
    void aRunningClockSaysHowMuchIsUsedAndWhenItIsDue() {
        ClockReading reading = read("running 10:00", ofHours(4), thursday("11:00"));
        assertThat(reading.elapsed()).isEqualTo(ofHours(1));
        assertThat(reading.usedPercent()).isEqualTo(25);
        assertThat(reading.due()).contains(thursday("14:00"));
        assertThat(reading.state()).isEqualTo(State.RUNNING);
        assertThat(reading.remaining()).isEqualTo(ofHours(3));
    }

    @Test
    void theTargetItselfIsAMiss() {
        Instant due = thursday("14:00");
        ClockReading before = read("running 10:00", ofHours(4), due.minusNanos(1));
        assertThat(before.state()).isEqualTo(State.RUNNING);
        assertThat(before.usedPercent()).isLessThan(100);
        ClockReading reached = read("running 10:00", ofHours(4), due);
        assertThat(reached.state()).isEqualTo(State.MISSED);
        assertThat(reached.usedPercent()).isEqualTo(100);
        assertThat(reached.due()).contains(due);
    }

    @Test
    void aClockStoppedBeforeTheTargetIsMetAndOneStoppedAtItIsNot() {
        ClockReading met = read("running 10:00, stopped 13:59:59", ofHours(4), thursday("20:00"));
        assertThat(met.state()).isEqualTo(State.MET);
        assertThat(met.elapsed()).isEqualTo(ofHours(4).minusSeconds(1));
        assertThat(met.due()).isEmpty();
        ClockReading missed = read("running 10:00, stopped 14:00", ofHours(4), thursday("20:00"));
        assertThat(missed.state()).isEqualTo(State.MISSED);
        assertThat(missed.due()).contains(thursday("14:00"));
    }

    @Test
    void pausedTimeDoesNotCountAndADueTimeIsUnknownMeanwhile() {
        String history = "running 10:00, paused 11:00";
        ClockReading paused = read(history, ofHours(4), thursday("15:00"));
        assertThat(paused.elapsed()).isEqualTo(ofHours(1));
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.due()).isEmpty();
        ClockReading again = read(history + ", running 15:00", ofHours(4), thursday("15:30"));
        assertThat(again.elapsed()).isEqualTo(ofMinutes(90));
        assertThat(again.due()).contains(thursday("18:00"));
    }

    @Test
    void whatIsMissedStaysMissedWhetherItPausesOrStops() {
        String history = "running 10:00, paused 15:00";
        ClockReading paused = read(history, ofHours(4), thursday("16:00"));
        assertThat(paused.state()).isEqualTo(State.MISSED);
        assertThat(paused.due()).contains(thursday("14:00"));
        assertThat(paused.usedPercent()).isEqualTo(125);
        assertThat(read(history + ", stopped 17:00", ofHours(4), thursday("18:00")).state())
                .isEqualTo(State.MISSED);
    }

    @Test
    void aClockPausedAtItsVeryEndIsMissed() {
        assertThat(read("running 10:00, paused 14:00", ofHours(4), thursday("14:00")).state())
                .isEqualTo(State.MISSED);
        assertThat(read("running 10:00, paused 13:59", ofHours(4), thursday("20:00")).state())
                .isEqualTo(State.PAUSED);
    }

    @Test
    void aTicketSolvedWhileItWaitsIsMet() {
        assertThat(
                        read(
                                        "running 10:00, paused 11:00, stopped 19:00",
                                        ofHours(4),
                                        thursday("20:00"))
                                .state())
                .isEqualTo(State.MET);
    }

    @Test
    void anImmediateTargetIsMissedAtOnceUnlessItIsMetAtTheSameInstant() {
        ClockReading running = read("running 10:00", Duration.ZERO, thursday("10:00"));
        assertThat(running.state()).isEqualTo(State.MISSED);
        assertThat(running.usedPercent()).isEqualTo(100);
        assertThat(running.due()).contains(thursday("10:00"));
        ClockReading met = read("running 10:00, stopped 10:00", Duration.ZERO, thursday("10:00"));
        assertThat(met.state()).isEqualTo(State.MET);
        assertThat(met.usedPercent()).isZero();
        assertThat(
                        read("running 10:00, stopped 10:00:01", Duration.ZERO, thursday("10:00:01"))
                                .state())
                .isEqualTo(State.MISSED);
    }

    @Test
    void businessHoursSkipTheWeekend() {
        List<ClockSegment> clock = clock("running 17:30");
        ClockReading friday =
                SlaClock.read(clock, ofHours(1), BUSINESS, KUWAIT, at("2026-03-20T12:00+03:00"));
        assertThat(friday.elapsed()).isEqualTo(ofMinutes(30));
        assertThat(friday.usedPercent()).isEqualTo(50);
        assertThat(friday.due()).contains(at("2026-03-22T08:30+03:00"));
        assertThat(friday.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void theSameHistoryReadWithTheTargetOfAnotherPriorityAnswersWhatIf() {
        List<ClockSegment> clock = clock("running 02:00, paused 03:00, running 05:00");
        Instant now = thursday("09:00");
        assertThat(resolution(clock, Priority.P3, now).state()).isEqualTo(State.RUNNING);
        ClockReading urgent = resolution(clock, Priority.P1, now);
        assertThat(urgent.state()).isEqualTo(State.MISSED);
        assertThat(urgent.due()).contains(thursday("08:00"));
    }

    private static ClockReading resolution(
            List<ClockSegment> clock, Priority priority, Instant now) {
        SlaTarget target = POLICY.target(priority);
        return SlaClock.read(clock, target.resolution().orElseThrow(), target.hours(), KUWAIT, now);
    }

    @Test
    void readingAnEarlierInstantKnowsNothingOfWhatCameLater() {
        String history = "running 10:00, paused 11:00, stopped 12:00";
        ClockReading reading = read(history, ofHours(4), thursday("10:30"));
        assertThat(reading.state()).isEqualTo(State.RUNNING);
        assertThat(reading.elapsed()).isEqualTo(ofMinutes(30));
        assertThat(reading.due()).contains(thursday("14:00"));
        assertThat(read(history, ofHours(4), thursday("11:00")).state()).isEqualTo(State.PAUSED);
        assertThat(read(history, ofHours(4), thursday("09:00")).elapsed()).isZero();
    }

    @Test
    void warningsFallWhereThePercentageIsReached() {
        List<ClockSegment> clock = clock("running 10:00, paused 11:00, running 12:00");
        assertThat(reaches(clock, 25)).contains(thursday("11:00"));
        assertThat(reaches(clock, 50)).contains(thursday("13:00"));
        assertThat(reaches(clock, 75)).contains(thursday("14:00"));
        assertThat(reaches(clock, 100)).contains(thursday("15:00"));
        assertThat(reaches(clock, 150)).contains(thursday("17:00"));
    }

    @Test
    void aPausedOrStoppedClockReachesOnlyWhatItHasReached() {
        for (String history :
                List.of("running 10:00, paused 12:00", "running 10:00, stopped 12:00")) {
            assertThat(reaches(clock(history), 50)).contains(thursday("12:00"));
            assertThat(reaches(clock(history), 50.1)).isEmpty();
        }
    }

    private static Optional<Instant> reaches(List<ClockSegment> clock, double percent) {
        return SlaClock.reaches(clock, ofHours(4), ROUND_THE_CLOCK, KUWAIT, percent);
    }

    @Test
    void aThirdOfATargetIsReachedNotBeforeThePercentageShows() {
        Instant reached =
                SlaClock.reaches(
                                clock("running 10:00"),
                                Duration.ofSeconds(1),
                                ROUND_THE_CLOCK,
                                KUWAIT,
                                33.33333333)
                        .orElseThrow();
        assertThat(reached).isEqualTo(thursday("10:00").plusNanos(333_333_334));
    }

    @Test
    void theNightWithoutAnHourIsNoLongerOnTheClock() {
        BusinessTime night =
                MaintenancePolicy.parse(
                                "london.yaml",
                                """
                                zone: Europe/London
                                business_hours: {days: Mon-Sun, from: 00:00, to: 04:00}
                                """)
                        .businessHours();
        List<ClockSegment> spring =
                List.of(segment("running", at("2026-03-29T00:30Z"), Optional.empty()));
        Instant four = at("2026-03-29T04:00+01:00");
        assertThat(SlaClock.read(spring, ofHours(2), BUSINESS, night, four).elapsed())
                .isEqualTo(ofMinutes(150));
        assertThat(SlaClock.read(spring, ofHours(2), BUSINESS, night, four).due())
                .contains(at("2026-03-29T03:30+01:00"));
        List<ClockSegment> autumn =
                List.of(segment("running", at("2026-10-25T00:30+01:00"), Optional.empty()));
        assertThat(
                        SlaClock.read(autumn, ofHours(2), BUSINESS, night, at("2026-10-25T04:00Z"))
                                .due())
                .contains(at("2026-10-25T01:30Z"));
    }

    @Test
    void aHistoryWithHolesIsRefused() {
        List<ClockSegment> hole = new ArrayList<>(clock("running 10:00, stopped 11:00"));
        hole.addAll(clock("running 12:00"));
        assertThatThrownBy(() -> reaches(hole, 50))
                .hasMessageContaining("segment 2 begins at 2026-03-19T09:00:00Z")
                .hasMessageContaining("ends at 2026-03-19T08:00:00Z");
        List<ClockSegment> afterOpen = new ArrayList<>(clock("running 10:00"));
        afterOpen.addAll(clock("paused 12:00"));
        assertThatThrownBy(() -> reaches(afterOpen, 50)).hasMessageContaining("ends at no time");
        assertThatThrownBy(() -> reaches(List.of(), 50)).hasMessageContaining("has not started");
        assertThatThrownBy(() -> clock("running 10:00, stopped 09:00"))
                .hasMessageContaining("cannot end before it");
    }
}
