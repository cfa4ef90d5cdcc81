package millwright.collector.console;

import java.time.InstantSource;
import java.time.ZoneId;
import millwright.collector.api.EmergencyDesk;
import millwright.collector.api.MadeUpCalendar;
import millwright.collector.api.MadeUpChanges;
import millwright.collector.api.TaskDesk;
import millwright.collector.api.TicketDesk;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.EmergencyDrafts;
import millwright.collector.change.ChangeDrafts;
import millwright.collector.forecast.Outlooks;
import millwright.collector.history.History;
import millwright.collector.http.Routes;
import millwright.collector.people.People;
import millwright.collector.pipeline.FleetView;
import millwright.collector.rulebook.Rulebook;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.policy.MaintenancePolicy;

/** The console with a desk of its own, to whose acts nobody listens. */
final class MadeUpConsole {
    private MadeUpConsole() {}

    static Routes routes(
            Routes routes,
            FleetView fleet,
            CaseStore cases,
            History history,
            Rulebook rulebook,
            InstantSource clock,
            ZoneId zone,
            People people) {
        return routes(routes, fleet, cases, history, rulebook, clock, zone, people, Outlooks.NONE);
    }

    static Routes routes(
            Routes routes,
            FleetView fleet,
            CaseStore cases,
            History history,
            Rulebook rulebook,
            InstantSource clock,
            ZoneId zone,
            People people,
            Outlooks outlooks) {
        return routes(
                routes,
                fleet,
                cases,
                history,
                rulebook,
                clock,
                zone,
                people,
                outlooks,
                calendar(outlooks, clock));
    }

    /** The shipped policy's, watched for two weeks, to which nobody has said anything. */
    static CalendarParts calendar(Outlooks outlooks, InstantSource clock) {
        return MadeUpCalendar.of(outlooks, clock);
    }

    static Routes routes(
            Routes routes,
            FleetView fleet,
            CaseStore cases,
            History history,
            Rulebook rulebook,
            InstantSource clock,
            ZoneId zone,
            People people,
            Outlooks outlooks,
            CalendarParts calendar) {
        TicketDesk desk = new TicketDesk(cases, people, event -> {}, clock);
        MaintenancePolicy policy = MaintenancePolicy.shipped();
        MaintenanceCalendar shipped = MaintenanceCalendar.of(policy.calendar());
        TaskDesk tasks =
                new TaskDesk(
                        cases,
                        MadeUpChanges.desk(MadeUpChanges.NOW).changes(),
                        () -> shipped,
                        policy,
                        event -> {},
                        clock);
        EmergencyDesk emergencies =
                new EmergencyDesk(
                        cases,
                        fleet,
                        () -> policy,
                        () -> shipped,
                        new EmergencyDrafts(cases, ChangeDrafts.NONE, () -> policy),
                        MadeUpChanges.desk(MadeUpChanges.NOW).changes(),
                        event -> {},
                        clock);
        return Console.routes(
                routes,
                fleet,
                cases,
                history,
                rulebook,
                clock,
                zone,
                people,
                desk,
                emergencies,
                outlooks,
                tasks,
                calendar);
    }
}
