package millwright.collector.cases;

import static millwright.collector.cases.Decisions.CPU;
import static millwright.collector.cases.Decisions.at;
import static millwright.collector.cases.Decisions.opens;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.decision.ActiveWindow;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector that is restarted while an emergency window is active. */
class H2EmergencyRestartIT {
    private static final MaintenanceCalendar CALENDAR =
            MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar());

    @TempDir Path folder;

    private CasesConfig config() {
        return CasesConfig.file(folder.resolve("cases"));
    }

    private static List<String> turn(CaseStore cases, String time) {
        Instant now = at(time);
        return cases.apply(Turns.ENGINE.decide(cases.due(now), now)).stream()
                .map(CaseEvent::type)
                .filter(type -> type.startsWith("emergency-"))
                .toList();
    }

    private static void act(CaseStore cases, EmergencyAct act, String time) {
        cases.emergencies()
                .act(
                        "EW-000001",
                        act,
                        "dina",
                        at(time),
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);
    }

    @Test
    void itsTimersGoOnAndEachIsToldOnce() {
        InstantSource clock = InstantSource.fixed(at("10:00"));
        try (CaseStore cases = CaseStores.open(config(), clock)) {
            cases.apply(List.of(opens(CPU, Priority.P1, "10:00", "10:15")));
            assertThat(turn(cases, "10:15")).containsExactly("emergency-requested");
            act(cases, EmergencyAct.Approve.asAsked(), "10:16");
            act(cases, new EmergencyAct.Start(), "10:16");
            assertThat(turn(cases, "10:46")).containsExactly("emergency-update-overdue");
        }
        try (CaseStore cases = CaseStores.open(config(), clock)) {
            assertThat(cases.emergencies().active(at("10:47")))
                    .extracting(ActiveWindow::id)
                    .containsExactly("EW-000001");
            assertThat(turn(cases, "10:47")).isEmpty();
            assertThat(turn(cases, "11:16")).containsExactly("emergency-update-overdue");
            act(cases, new EmergencyAct.End("done"), "11:20");
        }
        try (CaseStores.Records records = CaseStores.openAll(config(), clock)) {
            assertThat(records.cases().emergencies().find("EW-000001").orElseThrow().events())
                    .extracting(EmergencyWindow.Event::type)
                    .containsExactly(
                            "emergency-requested",
                            "emergency-approved",
                            "emergency-notified",
                            "emergency-started",
                            "emergency-update-overdue",
                            "emergency-update-overdue",
                            "emergency-ended");
            assertThat(records.audit().verify().fault()).isEmpty();
        }
    }
}
