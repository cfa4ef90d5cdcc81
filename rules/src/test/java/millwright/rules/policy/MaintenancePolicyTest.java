package millwright.rules.policy;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.rules.calendar.BusinessTime;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.ForecastPolicy.Ceiling;
import org.junit.jupiter.api.Test;

class MaintenancePolicyTest {
    private static final MaintenancePolicy SHIPPED = MaintenancePolicy.shipped();

    private static MaintenancePolicy parse(String yaml) {
        return MaintenancePolicy.parse("policy.yaml", yaml);
    }

    private static List<String> problemsOf(String yaml) {
        try {
            return List.of("no problem: " + parse(yaml));
        } catch (PolicyException refused) {
            return refused.problems().stream().map(line -> line.replaceAll(" +", " ")).toList();
        }
    }

    /** L-013 §2.3. */
    @Test
    void theShippedTargetsAreTheProcedures() {
        assertThat(SHIPPED.targets().values())
                .containsExactly(
                        target(Priority.P1, 0, Optional.of(ofHours(4))),
                        target(Priority.P2, 4, Optional.of(ofHours(24))),
                        target(Priority.P3, 24, Optional.of(ofHours(72))),
                        target(Priority.P4, 72, Optional.empty()));
    }

    private static SlaTarget target(
            Priority priority, int responseHours, Optional<Duration> resolution) {
        return new SlaTarget(
                priority, ofHours(responseHours), resolution, ClockHours.ROUND_THE_CLOCK);
    }

    /** L-013 §4.2. */
    @Test
    void theShippedEmergencyTermsAreTheProcedures() {
        assertThat(SHIPPED.emergency(Priority.P1))
                .contains(
                        new EmergencyTerms(
                                Priority.P1,
                                "IT Director",
                                Optional.empty(),
                                ofHours(4),
                                Duration.ZERO,
                                true));
        assertThat(SHIPPED.emergency(Priority.P2))
                .contains(
                        new EmergencyTerms(
                                Priority.P2,
                                "Operations Manager",
                                Optional.empty(),
                                ofHours(2),
                                ofMinutes(30),
                                false));
        assertThat(SHIPPED.emergency(Priority.P3)).isEmpty();
        assertThat(SHIPPED.emergency(Priority.P4)).isEmpty();
    }

    /** L-013 §4.1 and §10.1; the rest is ours. */
    @Test
    void theOtherShippedFigures() {
        assertThat(SHIPPED.businessHours())
                .isEqualTo(
                        new BusinessTime(
                                EnumSet.complementOf(
                                        EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)),
                                LocalTime.of(8, 0),
                                LocalTime.of(18, 0),
                                ZoneId.of("Asia/Kuwait")));
        assertThat(SHIPPED.retention())
                .isEqualTo(new Retention(Period.ofYears(7), Period.ofYears(3)));
        assertThat(SHIPPED.warnings()).containsExactly(50, 75, 100);
        assertThat(SHIPPED.correlation()).isEqualTo(new Correlation(ofMinutes(5), 2));
        assertThat(SHIPPED.flapping()).isEqualTo(new Flapping(4, ofHours(1), ofMinutes(30)));
        assertThat(SHIPPED.reopenWithin()).isEqualTo(ofHours(24));
        assertThat(SHIPPED.services()).isEqualTo(Services.none());
    }

    @Test
    void anEmptyFileIsTheShippedPolicy() {
        assertThat(parse("")).isEqualTo(SHIPPED);
        assertThat(parse("# nothing differs here\n")).isEqualTo(SHIPPED);
    }

    @Test
    void aSiteGivesOnlyWhatDiffers() {
        MaintenancePolicy site =
                parse(
                        """
                        zone: Europe/London
                        business_hours: {days: Mon-Fri, to: 17:30}
                        targets:
                          P3: {hours: business, response: 8h}
                          P4: {resolution: 30d}
                        emergency:
                          P1: {deputy: Operations Manager}
                        retention: {checks: 18mo}
                        """);
        assertThat(site.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(site.businessHours().from()).isEqualTo("08:00");
        assertThat(site.businessHours().to()).isEqualTo("17:30");
        assertThat(site.businessHours().days()).hasSize(5).doesNotContain(DayOfWeek.SUNDAY);
        assertThat(site.target(Priority.P3))
                .isEqualTo(
                        new SlaTarget(
                                Priority.P3,
                                ofHours(8),
                                Optional.of(ofHours(72)),
                                ClockHours.BUSINESS));
        assertThat(site.target(Priority.P4).resolution()).contains(Duration.ofDays(30));
        assertThat(site.target(Priority.P2)).isEqualTo(SHIPPED.target(Priority.P2));
        EmergencyTerms critical = site.emergency(Priority.P1).orElseThrow();
        assertThat(critical.authority()).isEqualTo("IT Director");
        assertThat(critical.deputy()).contains("Operations Manager");
        assertThat(site.retention())
                .isEqualTo(new Retention(Period.ofYears(7), Period.ofMonths(18)));
    }

    @Test
    void everyProblemIsNamedAtOnceWithItsLineAndWhatToWrite() {
        assertThat(
                        problemsOf(
                                """
                                zone: Asia/Kuweit
                                business_hours:
                                  days: Sunday-Thirsday
                                  form: 08:00
                                targets:
                                  P1: {hours: business}
                                  P3:
                                    response: 24
                                warnings: [50, 40]
                                correlation: {hosts_min: 1}
                                retention: {records: 7}
                                """))
                .containsExactly(
                        "line 1 zone: \"Asia/Kuweit\" is no time zone that this Java knows. Write a"
                                + " region and its city such as Asia/Kuwait (default Asia/Kuwait).",
                        "line 3 business_hours.days: \"Thirsday\" is no day of the week. Write"
                                + " weekdays such as Sunday-Thursday or Mon, Wed (default"
                                + " Sunday-Thursday).",
                        "line 4 business_hours.form: unknown key. Did you mean"
                                + " business_hours.from?",
                        "line 6 targets.P1: a clock of P1 runs round the clock. Write hours:"
                                + " round-the-clock.",
                        "line 8 targets.P3.response: \"24\" has no unit. Write a duration such as"
                                + " 15s, 1m or 2h (default 24h).",
                        "line 9 warnings: the percents [50, 40] do not ascend from 1 to 100. Write"
                                + " such as [50, 75, 100].",
                        "line 10 correlation: 1 host makes no group. Write hosts_min: 2 or more.",
                        "line 11 retention.records: \"7\" is no period. Write a period such as 7y,"
                                + " 18mo or 90d (default 7y).");
    }

    @Test
    void whatDoesNotFitTogetherIsNamedAtItsSection() {
        assertThat(
                        problemsOf(
                                """
                                targets:
                                  P2:
                                    resolution: 1h
                                escalation:
                                  authorities: [duty, boss]
                                services:
                                  web: {hosts: [web-*], depends_on: [db]}
                                  db: {depends_on: [web]}
                                """))
                .containsExactly(
                        "line 2 targets.P2: the response target 4h is later than the resolution"
                                + " target 1h. Swap them.",
                        "line 4 escalation: P1 starts at Operations Manager, which is none of the"
                                + " authorities duty, boss. Write starts_at too.",
                        "line 6 services: services depend on each other in a circle: db -> web ->"
                                + " db. Take one of these away.");
    }

    @Test
    void whatIsNoPriorityIsRefused() {
        assertThat(problemsOf("escalation: {starts_at: {P0: IT Director}}"))
                .containsExactly(
                        "line 1 escalation: starts_at has P0, which is no priority. Write P1, P2,"
                                + " P3 or P4.");
        assertThat(problemsOf("emergency: {P3: {longest: 1h}}").get(0))
                .startsWith("line 1 emergency.P3: unknown key.");
    }

    @Test
    void theMessageNamesTheFile() {
        assertThatThrownBy(() -> parse("zones: UTC"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("policy.yaml has 1 problem:")
                .hasMessageContaining("line 1  zones: unknown key. Did you mean zone?");
        assertThat(problemsOf("zone: [\n").get(0)).contains("is no YAML");
    }

    @Test
    void warningsMayBeNoneAndEndAtTheTarget() {
        assertThat(parse("warnings: []").warnings()).isEmpty();
        assertThat(parse("warnings: [100]").warnings()).containsExactly(100);
        assertThat(problemsOf("warnings: [101]").get(0)).contains("do not ascend from 1 to 100");
        assertThat(problemsOf("warnings: [half]").get(0)).contains("\"half\" is no whole number");
    }

    @Test
    void onlyP3AndP4MayRunInBusinessHoursOrWaitForAWindow() {
        assertThat(problemsOf("targets: {P2: {hours: business}}").get(0)).contains("targets.P2");
        assertThat(problemsOf("targets: {P2: {resolution: next-window}}").get(0))
                .contains("P2 cannot wait for the next window");
        assertThat(
                        parse("targets: {P3: {hours: business, resolution: next-window}}")
                                .target(Priority.P3)
                                .resolution())
                .isEmpty();
    }

    @Test
    void daysAreWrittenAsPeopleWriteThem() {
        assertThat(Weekdays.parse("Sat-Mon, wednesday"))
                .containsExactlyInAnyOrder(
                        DayOfWeek.SATURDAY,
                        DayOfWeek.SUNDAY,
                        DayOfWeek.MONDAY,
                        DayOfWeek.WEDNESDAY);
        for (String written :
                List.of("Sunday-Thursday", "Monday, Wednesday-Friday", "Monday-Sunday")) {
            assertThat(Weekdays.print(Weekdays.parse(written))).isEqualTo(written);
        }
        assertThatThrownBy(() -> Weekdays.parse("Mon,")).hasMessageContaining("no day of the week");
        assertThatThrownBy(() -> Weekdays.parse("T")).hasMessageContaining("no day of the week");
    }

    @Test
    void aDeputyIsSomebodyElse() {
        assertThat(problemsOf("emergency: {P1: {deputy: IT Director}}"))
                .containsExactly(
                        "line 1 emergency.P1: IT Director cannot be its own deputy. Write another"
                                + " role.");
    }

    @Test
    void aRecordOfForecastsThatGetsWorseLowersWhatTheyMayRaise() {
        ForecastPolicy forecasts = SHIPPED.forecasts();

        assertThat(forecasts.ceiling(0, 19, true)).isEqualTo(new Ceiling(Priority.P1, ""));
        assertThat(forecasts.ceiling(14, 20, true)).isEqualTo(new Ceiling(Priority.P1, ""));
        assertThat(forecasts.ceiling(13, 20, true))
                .isEqualTo(
                        new Ceiling(
                                Priority.P2,
                                "at most P2: of its last 20 predictions 13 came true, and a more"
                                        + " urgent one needs 70 %"));
        assertThat(forecasts.ceiling(12, 20, true).priority()).isEqualTo(Priority.P2);
        assertThat(forecasts.ceiling(11, 20, true).priority()).isEqualTo(Priority.P3);
        assertThat(forecasts.ceiling(8, 20, true).priority()).isEqualTo(Priority.P3);
        assertThat(forecasts.ceiling(7, 20, true).priority()).isEqualTo(Priority.P4);
    }

    @Test
    void aForecastThatIsNotSureOfItselfIsP4WhateverItsRecord() {
        assertThat(SHIPPED.forecasts().ceiling(20, 20, false))
                .isEqualTo(
                        new Ceiling(
                                Priority.P4, "at most P4: this forecast is not sure of itself"));
    }

    @Test
    void aSiteMayTrustNoForecastBeforeItHasARecord() {
        ForecastPolicy strict =
                MaintenancePolicy.parse("policy.yaml", "forecasts: {unproven_at_most: P3}")
                        .forecasts();

        assertThat(strict.ceiling(19, 19, true))
                .isEqualTo(
                        new Ceiling(
                                Priority.P3,
                                "at most P3: 19 of its predictions are scored, 20 make a record"));
        assertThat(strict.ceiling(20, 20, true).priority()).isEqualTo(Priority.P1);
    }

    @Test
    void aMoreUrgentForecastNeedsNoLessOfARecord() {
        assertThat(problemsOf("forecasts: {hits_percent: {P1: 50}}"))
                .containsExactly(
                        "line 1 forecasts: P2 needs 60 % of hits and a more urgent one only 50 %."
                                + " Write shares that do not rise from P1 to P3.");
        assertThat(problemsOf("forecasts: {horizon: 30m}"))
                .containsExactly(
                        "line 1 forecasts: the horizon 30m is not from one hour to a year. Write"
                                + " one such as 30d.");
    }

    @Test
    void everyPriorityHasItsTarget() {
        assertThatThrownBy(
                        () ->
                                new MaintenancePolicy(
                                        SHIPPED.businessHours(),
                                        Map.of(Priority.P1, SHIPPED.target(Priority.P1)),
                                        SHIPPED.warnings(),
                                        SHIPPED.escalation(),
                                        SHIPPED.emergencies(),
                                        SHIPPED.emergencyCare(),
                                        SHIPPED.verification(),
                                        SHIPPED.correlation(),
                                        SHIPPED.flapping(),
                                        SHIPPED.reopenWithin(),
                                        SHIPPED.retention(),
                                        SHIPPED.services(),
                                        SHIPPED.forecasts(),
                                        SHIPPED.calendar(),
                                        SHIPPED.tasks(),
                                        SHIPPED.rfcTemplates()))
                .hasMessage("P2 has no target");
    }
}
