package millwright.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/**
 * When an emergency window may be, by the shipped calendar. Asia/Kuwait is three hours ahead: its
 * morning's peak, 08:00 to 10:00, is 05:00Z to 07:00Z. 2 March 2026 is a Monday.
 */
class EmergencyTimeTest {
    private static final MaintenanceCalendar SHIPPED =
            MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar());
    private static final EmergencyTime DB = new EmergencyTime(SHIPPED, Set.of("db-07"));
    private static final Leave NONE = new Leave(false, Optional.empty(), false);
    private static final Leave CRITICAL = new Leave(true, Optional.empty(), false);
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private static Instant at(String time) {
        return Instant.parse(time + ":00Z");
    }

    private static Leave ground(String ground) {
        return new Leave(false, Optional.of(ground), false);
    }

    private static Optional<Instant> earliest(String from, Duration length, Leave leave) {
        return DB.earliest(at(from), length, leave).map(Span::start);
    }

    @Test
    void itNeedsNoWindowOnlyTimeThatNothingForbids() {
        assertThat(earliest("2026-03-02T11:30", TWO_HOURS, NONE)).contains(at("2026-03-02T11:30"));
        assertThat(DB.barriers(Span.of(at("2026-03-02T11:30"), TWO_HOURS))).isEmpty();
    }

    @Test
    void itEndsAsTheBlackoutBeginsOrWaitsForItsEnd() {
        // 03:00Z to 05:00Z touches the peak and does not enter it.
        assertThat(earliest("2026-03-02T03:00", TWO_HOURS, NONE)).contains(at("2026-03-02T03:00"));
        assertThat(earliest("2026-03-02T03:01", TWO_HOURS, NONE)).contains(at("2026-03-02T07:00"));
        assertThat(earliest("2026-03-02T06:59", TWO_HOURS, NONE)).contains(at("2026-03-02T07:00"));
    }

    @Test
    void itWaitsOutAFreezeAndThePeakThatFollowsIt() {
        // The last three days of March end with 31 March, 21:00Z.
        assertThat(earliest("2026-03-28T21:30", TWO_HOURS, NONE)).contains(at("2026-03-31T21:00"));
        assertThat(earliest("2026-03-28T21:30", Duration.ofHours(9), NONE))
                .contains(at("2026-04-01T16:00"));
    }

    @Test
    void aCriticalOneBreaksABlackoutAndAFreezeButNotOneOfTheEmergencyCab() {
        Span peak = Span.of(at("2026-03-02T05:30"), TWO_HOURS);
        Span monthEnd = Span.of(at("2026-03-30T11:30"), TWO_HOURS);
        Span eid = Span.of(at("2026-03-21T11:30"), TWO_HOURS);

        assertThat(DB.against(peak, CRITICAL)).isEmpty();
        assertThat(DB.against(monthEnd, CRITICAL)).isEmpty();
        assertThat(names(eid, CRITICAL)).containsExactly("eid-al-fitr");
        assertThat(names(eid, new Leave(true, Optional.empty(), true))).isEmpty();
        assertThat(names(eid, ground("active-compromise"))).containsExactly("eid-al-fitr");
    }

    @Test
    void aGroundLiftsWhatNamesItAndNothingElse() {
        Span peak = Span.of(at("2026-03-02T05:30"), TWO_HOURS);
        Span yearEnd = Span.of(at("2026-12-29T11:30"), TWO_HOURS);

        assertThat(names(peak, NONE)).containsExactly("daily-peak-morning");
        assertThat(names(peak, ground("data-loss"))).isEmpty();
        assertThat(names(yearEnd, ground("data-loss"))).contains("year-end");
        assertThat(names(yearEnd, ground("active-compromise"))).isEmpty();
    }

    @Test
    void anExemptionInTheCalendarTakesItsPartAway() {
        OneOff exemption =
                new OneOff(
                        "x-1",
                        OneOff.Kind.EXEMPTION,
                        "restore",
                        Span.of(at("2026-03-02T05:00"), Duration.ofHours(1)),
                        Scope.EVERYTHING,
                        "data loss",
                        "sara",
                        0);
        EmergencyTime exempt =
                new EmergencyTime(SHIPPED.withOneOffs(List.of(exemption)), Set.of("db-07"));

        assertThat(exempt.barriers(Span.of(at("2026-03-02T05:00"), Duration.ofHours(1)))).isEmpty();
        assertThat(exempt.barriers(Span.of(at("2026-03-02T05:00"), TWO_HOURS)))
                .extracting(Barrier::span)
                .containsExactly(Span.of(at("2026-03-02T06:00"), Duration.ofHours(1)));
    }

    private static List<String> names(Span span, Leave leave) {
        return DB.against(span, leave).stream().map(Barrier::name).distinct().toList();
    }
}
