package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.Task;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.plan.Asking;
import millwright.rules.plan.ExpectedLoad;
import millwright.rules.plan.Planner;
import millwright.rules.policy.MaintenancePolicy;

/** Tickets whose work is planned: one placed in time, one that fits nowhere. */
final class DemoPlan {
    private static final MaintenancePolicy POLICY = MaintenancePolicy.shipped();

    private DemoPlan() {}

    static CaseStore cases(Instant now) {
        CaseStore cases = CaseStores.inMemory();
        IndicatorKey far = new IndicatorKey("db-07", "disk_free", "/var");
        IndicatorKey near = new IndicatorKey("web<02>", "disk_free", "/srv");
        cases.apply(List.of(opening(far, now), opening(near, now)));
        MaintenanceCalendar calendar = MaintenanceCalendar.of(POLICY.calendar());
        CaseFacts facts =
                CaseFacts.of(
                        new Planner(calendar, POLICY)
                                .plan(
                                        List.of(
                                                asking("T-000001", far, now, Duration.ofDays(28)),
                                                asking("T-000002", near, now, Duration.ofDays(6))),
                                        List.of(),
                                        ExpectedLoad.NONE,
                                        now),
                        List.copyOf(POLICY.emergencies().values()));
        cases.apply(DecisionEngine.compile(RuleSet.shipped()).decide(facts, now));
        Task placed = cases.tasks().findTask("TASK-2026-0001").orElseThrow();
        cases.tasks().noteDraft(placed.id(), "RFC-2026-0001", placed.toDraft(), now);
        return cases;
    }

    private static Asking asking(String ticket, IndicatorKey key, Instant now, Duration left) {
        return new Asking(
                ticket,
                key,
                Priority.P4,
                Set.of(key.host()),
                Optional.empty(),
                now,
                Optional.of(now.plus(left)),
                List.of());
    }

    private static Decision opening(IndicatorKey key, Instant now) {
        Level level = MadeUpFleet.levels("disk_free").get(0);
        Breach breach = new Breach(key, level, now, now, 19.5, 1, 1, false, List.of());
        return new Decision.OpenTicket(
                key,
                level.priority(),
                new Decision.Cause.ByBreach(breach),
                Optional.empty(),
                MadeUpFleet.RULE);
    }
}
