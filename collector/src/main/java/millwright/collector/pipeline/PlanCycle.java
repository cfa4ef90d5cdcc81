package millwright.collector.pipeline;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.cases.Basis;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.EmergencyDrafts;
import millwright.collector.cases.RuleVersion;
import millwright.collector.cases.Task;
import millwright.collector.cases.Tasks;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketFilter;
import millwright.collector.cases.TicketForecast;
import millwright.collector.cases.WorkEvidence;
import millwright.collector.change.RfcDraft;
import millwright.rules.calendar.DeadlineRelief;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ServiceMap;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.plan.Asking;
import millwright.rules.plan.KnownTask;
import millwright.rules.plan.Plan;
import millwright.rules.plan.Planner;
import millwright.rules.policy.MaintenancePolicy;

/**
 * The part of a turn that plans work: from tickets, tasks and the calendar to tasks in the
 * calendar, each with a request for change, as every emergency window. Looks when something has
 * happened, when a slot has passed, and now and then; plans only if what it sees is not what it saw
 * the last time.
 */
final class PlanCycle {
    /** Whatever a template says, who finished something yesterday did it lately. */
    private static final Duration REMEMBERED_MIN = Duration.ofDays(7);

    /** Another task took the slot, or the store was away: others have had time to finish then. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private static final int FORECASTS_MAX = 500;

    private final CaseStore cases;
    private final Tasks tasks;
    private final MaintenancePolicy policy;
    private final ServiceMap services;
    private final Planning planning;
    private final EmergencyDrafts windows;
    private boolean isStale = true;
    private Instant lookAt = Instant.MIN;
    private Optional<Seen> seen = Optional.empty();
    private Optional<Instant> nextEnd = Optional.empty();

    private record Seen(MaintenanceCalendar calendar, List<Asking> open, List<KnownTask> tasks) {
        boolean isSameAs(Seen other) {
            return calendar == other.calendar
                    && open.equals(other.open)
                    && tasks.equals(other.tasks);
        }
    }

    PlanCycle(CaseStore cases, MaintenancePolicy policy, ServiceMap services, Planning planning) {
        this.cases = cases;
        this.tasks = cases.tasks();
        this.policy = policy;
        this.services = services;
        this.planning = planning;
        this.windows = new EmergencyDrafts(cases, planning.drafts(), () -> policy);
    }

    /** Something has happened that may bear on the plan. */
    void hasNews() {
        isStale = true;
    }

    /** By other rules everything may come out otherwise. */
    void forget() {
        seen = Optional.empty();
        isStale = true;
    }

    /** When a slot passes that nobody has begun, if nothing happens before. */
    Optional<Instant> next() {
        return nextEnd;
    }

    List<CaseEvent> turn(Instant now, DecisionEngine engine, RuleVersion rules) {
        MaintenanceCalendar calendar = planning.calendar().get();
        boolean isDue =
                isStale
                        || !now.isBefore(lookAt)
                        || nextEnd.filter(end -> !now.isBefore(end)).isPresent()
                        || seen.filter(last -> last.calendar() == calendar).isEmpty();
        if (!isDue) {
            return List.of();
        }
        // Before anything can fail: it is tried again soon, not in each turn.
        isStale = false;
        lookAt = now.plus(AGAIN);
        List<CaseEvent> events = new ArrayList<>(plan(calendar, now, engine, rules));
        events.addAll(draft(now));
        events.addAll(windows.turn(now));
        return events;
    }

    private List<CaseEvent> plan(
            MaintenanceCalendar calendar, Instant now, DecisionEngine engine, RuleVersion rules) {
        Seen next =
                new Seen(calendar, asking(calendar), known(now).stream().map(Task::known).toList());
        boolean hasPassed = nextEnd.filter(end -> !now.isBefore(end)).isPresent();
        if (!hasPassed && seen.filter(next::isSameAs).isPresent()) {
            lookAt = later(now);
            return List.of();
        }
        Plan plan =
                new Planner(calendar, policy)
                        .plan(
                                next.open(),
                                next.tasks(),
                                new PlannedLoad(planning.loads(), services),
                                now);
        seen = Optional.of(next);
        nextEnd = nextEnd(next.tasks(), now);
        lookAt = later(now);
        if (plan.isEmpty()) {
            return List.of();
        }
        CaseFacts facts = CaseFacts.of(plan, List.copyOf(policy.emergencies().values()));
        List<Decision> decisions = engine.decide(facts, now);
        List<CaseEvent> events =
                decisions.isEmpty()
                        ? List.of()
                        : cases.apply(decisions, new Basis(rules, facts, now, decisions));
        seen = Optional.empty(); // what was done is to be looked at
        if (events.isEmpty()) {
            lookAt = now.plus(AGAIN);
        } else {
            isStale = true;
            nextEnd = nextEnd(known(now).stream().map(Task::known).toList(), now);
        }
        return events;
    }

    private Instant later(Instant now) {
        return now.plus(planning.look());
    }

    private List<Task> known(Instant now) {
        Duration lately = policy.tasks().longestWithin();
        return tasks.sinceOrActive(
                now.minus(lately.compareTo(REMEMBERED_MIN) < 0 ? REMEMBERED_MIN : lately));
    }

    private static Optional<Instant> nextEnd(List<KnownTask> all, Instant now) {
        return all.stream()
                .filter(task -> task.state() == KnownTask.State.PLANNED)
                .flatMap(task -> task.slot().stream())
                .map(Span::end)
                .filter(end -> end.isAfter(now))
                .min(Instant::compareTo);
    }

    private List<Asking> asking(MaintenanceCalendar calendar) {
        Map<String, List<OpenCase>> byTicket = new LinkedHashMap<>();
        cases.open()
                .forEach(
                        one -> byTicket.computeIfAbsent(one.id(), x -> new ArrayList<>()).add(one));
        Map<String, TicketForecast> forecasts = forecasts(byTicket.values());
        return byTicket.values().stream()
                .map(members -> asking(members, forecasts, calendar))
                .toList();
    }

    /** What is foreseen of each ticket, for what would move its deadline. */
    private Map<String, TicketForecast> forecasts(Collection<List<OpenCase>> tickets) {
        Map<String, TicketForecast> all = new HashMap<>();
        if (tickets.stream().flatMap(List::stream).noneMatch(OpenCase::isForeseen)) {
            return all;
        }
        TicketFilter active =
                new TicketFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TicketFilter.ACTIVE,
                        FORECASTS_MAX,
                        0);
        for (Ticket ticket : cases.listTickets(active)) {
            ticket.evidence().forecast().ifPresent(one -> all.put(ticket.id(), one));
        }
        return all;
    }

    private Asking asking(
            List<OpenCase> members,
            Map<String, TicketForecast> forecasts,
            MaintenanceCalendar calendar) {
        OpenCase first = members.get(0);
        OpenCase about =
                members.stream()
                        .filter(OpenCase::isForeseen)
                        .min(comparing(one -> one.forecast().orElseThrow().deadline()))
                        .orElse(first);
        Set<String> hosts =
                members.stream().map(one -> one.key().host()).collect(Collectors.toSet());
        Optional<String> service = hosts.stream().sorted().findFirst().flatMap(services::serviceOf);
        List<DeadlineRelief> reliefs =
                Optional.ofNullable(forecasts.get(first.id()))
                        .map(one -> Reliefs.of(about.key(), one, calendar.rules().planning()))
                        .orElse(List.of());
        return new Asking(
                first.id(),
                about.key(),
                first.priority(),
                hosts,
                service,
                about.forecast().map(OpenCase.Known::episode).orElse(about.episode()),
                about.forecast().map(OpenCase.Known::deadline),
                reliefs);
    }

    /** What was planned has its request for change, also after a crash between the two. */
    private List<CaseEvent> draft(Instant now) {
        List<CaseEvent> events = new ArrayList<>();
        for (Task task : known(now)) {
            if (!task.toDraft().equals(task.drafted())) {
                events.addAll(draft(task, now));
            }
        }
        return events;
    }

    private List<CaseEvent> draft(Task task, Instant now) {
        if (task.toDraft().isEmpty()) {
            String rfc = task.rfc().orElseThrow();
            planning.drafts().withdraw(rfc, "%s: %s".formatted(task.id(), why(task)), now);
            return tasks.noteDraft(task.id(), rfc, Optional.empty(), now);
        }
        Ticket ticket = cases.findTicket(task.work().ticket()).orElseThrow();
        String rfc = planning.drafts().draft(draftOf(task, ticket, policy.zone()), now);
        return rfc.isEmpty() ? List.of() : tasks.noteDraft(task.id(), rfc, task.toDraft(), now);
    }

    private static String why(Task task) {
        return task.state() == Task.State.INFEASIBLE
                ? "it fits nowhere in time any more"
                : task.reason();
    }

    private static RfcDraft draftOf(Task task, Ticket ticket, ZoneId zone) {
        IndicatorKey key = task.work().key();
        return new RfcDraft(
                Rfc.Kind.TASK,
                task.id(),
                task.work().kind(),
                task.work().type(),
                List.copyOf(task.work().hosts()),
                "%s: %s%s"
                        .formatted(
                                task.work().title(),
                                key.host(),
                                key.resource().isEmpty() ? "" : " " + key.resource()),
                "",
                WorkEvidence.measured(ticket, zone),
                WorkEvidence.foreseen(ticket, zone),
                task.slot(),
                task.work().work(),
                Optional.empty(),
                Optional.of(ticket.id()));
    }
}
