package millwright.dashboards;

import java.util.List;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;

/** What is shipped. */
final class AllDashboards {
    private AllDashboards() {}

    /** With the limits of the shipped decision table. */
    static List<Dashboard> shipped() {
        return of(new Limits(DecisionEngine.compile(RuleSet.shipped())));
    }

    static List<Dashboard> of(Limits limits) {
        return List.of(
                FleetDashboard.of(limits),
                HostDashboard.of(limits),
                DatabaseDashboard.of(limits),
                ServicesDashboard.of(limits),
                CapacityDashboard.of(limits),
                TicketsDashboard.of(),
                CalendarDashboard.of(),
                SelfDashboard.of(),
                HostHistoryDashboard.of(limits),
                CapacityHistoryDashboard.of(limits));
    }
}
