package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.EmergencyAct;
import millwright.collector.cases.EmergencyCourse.Figure;
import millwright.collector.cases.NoWindowRequests;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.Symptom;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Tickets of five file systems, each with an emergency window that has come further: asked for,
 * approved, active with a status update overdue and its end near, ended, closed.
 */
final class DemoEmergencies {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());

    /** Nothing forbids work in it, whatever time the demonstration is given at. */
    private static final MaintenanceCalendar CALENDAR =
            MaintenanceCalendar.of(
                    MaintenancePolicy.parse(
                                    "demo.yaml",
                                    """
                                    calendar:
                                      blackouts: {daily-peak-morning: {off: true}, daily-peak-evening: {off: true}, weekend-peak: {off: true}}
                                      freezes: {month-end: {off: true}, year-end: {off: true}, eid-al-fitr: {off: true}, eid-al-adha: {off: true}}
                                    """)
                            .calendar());

    private final CaseStore cases = CaseStores.inMemory();
    private final Instant now;

    private DemoEmergencies(Instant now) {
        this.now = now;
    }

    static CaseStore cases(Instant now) {
        DemoEmergencies demo = new DemoEmergencies(now);
        demo.opens(5, "db-07", "/var", 2);
        demo.opens(6, "web-03", "/srv", 2);
        demo.opens(100, "db-07", "/home", 3);
        demo.opens(240, "web-03", "/", 2);
        demo.opens(300, "mail-01", "/var", 2);
        demo.goesOn();
        return demo.cases;
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private void opens(int minutes, String host, String path, int level) {
        IndicatorKey key = new IndicatorKey(host, "disk_free", path);
        Level of = MadeUpFleet.levels("disk_free").get(level - 1);
        Breach breach =
                new Breach(
                        key,
                        of,
                        ago(minutes),
                        ago(minutes),
                        11.5 - 3 * level,
                        1,
                        1,
                        false,
                        List.of());
        cases.apply(
                List.of(
                        new Decision.OpenTicket(
                                key,
                                of.priority(),
                                new Decision.Cause.ByBreach(breach),
                                Optional.empty(),
                                MadeUpFleet.RULE)));
        turn(minutes);
    }

    private void turn(int minutes) {
        cases.apply(ENGINE.decide(cases.due(ago(minutes)), ago(minutes)));
    }

    private void act(int window, EmergencyAct act, String actor, int minutes) {
        String id = "EW-00000" + window;
        cases.emergencies()
                .act(
                        id,
                        act,
                        actor,
                        ago(minutes),
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);
        turn(minutes);
    }

    private void goesOn() {
        EmergencyAct.Approve hour =
                new EmergencyAct.Approve(
                        Optional.of(Duration.ofMinutes(75)),
                        Optional.empty(),
                        List.of(
                                Symptom.parse("db-07 agent_silent"),
                                Symptom.parse("web-* target_up")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Restart allowed."));
        act(5, EmergencyAct.Approve.asAsked(), "olga", 295);
        act(5, new EmergencyAct.Start(), "ali", 260);
        act(5, new EmergencyAct.End("Mail queue moved to the new volume."), "ali", 230);
        act(
                5,
                new EmergencyAct.Verify(
                        List.of(
                                new Figure(
                                        new IndicatorKey("mail-01", "cpu_utilization", ""),
                                        31,
                                        50)),
                        Optional.of("still above the limit until tonight's clean-up"),
                        true),
                "ali",
                200);
        act(5, new EmergencyAct.Report("A stuck queue filled /var."), "olga", 190);
        act(4, EmergencyAct.Approve.asAsked(), "olga", 235);
        act(4, new EmergencyAct.Start(), "ali", 200);
        act(4, new EmergencyAct.End("Old releases removed."), "ali", 20);
        act(3, hour, "dina", 95);
        act(3, new EmergencyAct.Start(), "ali", 70);
        act(3, new EmergencyAct.Update("Log shipping is paused, files are moving."), "ali", 40);
        turn(9);
        act(2, EmergencyAct.Approve.asAsked(), "olga", 4);
    }
}
