package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import millwright.collector.api.Acting;
import millwright.collector.api.Api;
import millwright.collector.api.FakeExchange;
import millwright.collector.api.MadeUpChanges;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.TaskDesk;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** What the plan says to people and programs; now is Sunday, 29 March 2026, at month-end. */
class PlanPageTest {
    private static Routes routes(CaseStore cases) {
        InstantSource clock = InstantSource.fixed(MadeUpFleet.NOW);
        MadeUpFleet fleet = new MadeUpFleet(MadeUpFleet.NOW);
        MaintenancePolicy policy = MaintenancePolicy.shipped();
        MaintenanceCalendar calendar = MaintenanceCalendar.of(policy.calendar());
        Routes routes =
                MadeUpConsole.routes(
                        new Routes(),
                        fleet,
                        cases,
                        fleet.history(),
                        ShippedRulebook.rules(),
                        clock,
                        ZoneId.of("Asia/Kuwait"),
                        MadeUpPeople.nobody());
        return Api.tasks(
                routes,
                new TaskDesk(
                        cases,
                        MadeUpChanges.changes(name -> Optional.empty(), event -> {}),
                        () -> calendar,
                        policy,
                        event -> {},
                        clock),
                new Acting(MadeUpPeople.nobody()));
    }

    private final Routes routes = routes(DemoPlan.cases(MadeUpFleet.NOW));

    private String get(String address) throws Exception {
        return FakeExchange.get(routes, address).text();
    }

    @Test
    void whatIsPlacedShowsWhenAndWhy() throws Exception {
        assertThat(get("/plan"))
                .contains(
                        "Clear out the file system",
                        "<a href=\"/rfcs/RFC-2026-0001\">RFC-2026-0001</a> <span class=\"tag"
                                + " ok\">approved",
                        "the earliest window that takes it; Operations Manager approves",
                        "is for routine work only");
    }

    @Test
    void whatFitsNowhereShowsWhatStandsInTheWayAndWhatWouldHelp() throws Exception {
        assertThat(get("/plan"))
                .contains(
                        "Fits nowhere in time",
                        "no window for standard work is open in time",
                        "open a window for it, Thu 2026-04-02 19:00 to 20:00: IT Director",
                        "Emergency windows",
                        "web&lt;02&gt;")
                .doesNotContain("web<02>");
    }

    @Test
    void whyNotHereIsAnsweredInTheSitesTime() throws Exception {
        assertThat(get("/plan?task=TASK-2026-0001&at=2026-03-30T09:00"))
                .contains(
                        "Why not TASK-2026-0001 at Mon 2026-03-30 09:00?",
                        "blackout daily-peak-morning",
                        "freeze month-end");
        assertThat(FakeExchange.get(routes, "/plan?task=TASK-2026-0001&at=soon").status())
                .isEqualTo(400);
        assertThat(
                        FakeExchange.get(routes, "/plan?task=TASK-2026-0009&at=2026-03-30T09:00")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void programsGetTheSame() throws Exception {
        assertThat(get("/api/v1/tasks?state=active"))
                .contains("\"TASK-2026-0001\"", "\"TASK-2026-0002\"", "\"total\":2")
                .doesNotContain("\"rejected\"");
        assertThat(get("/api/v1/tasks/TASK-2026-0002"))
                .contains("\"state\":\"infeasible\"", "\"no-window\"", "\"inTime\":true");
        assertThat(get("/api/v1/tasks/TASK-2026-0001/why-not?at=2026-03-30T09:00:00%2B03:00"))
                .contains("\"permitted\":false", "\"blackout\"", "\"freeze\"");
        assertThat(FakeExchange.get(routes, "/api/v1/tasks/TASK-2026-0001/why-not").status())
                .isEqualTo(400);
        assertThat(FakeExchange.get(routes, "/api/v1/tasks/TASK-2026-0009").status())
                .isEqualTo(404);
    }

    @Test
    void nobodyActsWithoutAName() throws Exception {
        assertThat(FakeExchange.post(routes, "/api/v1/tasks/TASK-2026-0001/start").status())
                .isEqualTo(401);
    }

    @Test
    void anEmptyPlanSaysWhereItComesFrom() throws Exception {
        assertThat(FakeExchange.get(routes(CaseStores.inMemory()), "/plan").text())
                .contains("Nothing is planned", "section <code>tasks</code>");
    }
}
