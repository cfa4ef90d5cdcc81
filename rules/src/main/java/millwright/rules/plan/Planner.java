package millwright.rules.plan;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.rules.calendar.ChangeTerms;
import millwright.rules.calendar.DeadlineRelief;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.OccupiedWork;
import millwright.rules.calendar.Placement;
import millwright.rules.calendar.Placement.Infeasible;
import millwright.rules.calendar.Placement.Placed;
import millwright.rules.calendar.PlacementRequest;
import millwright.rules.calendar.PlanningTerms;
import millwright.rules.calendar.RejectedSlot;
import millwright.rules.calendar.SlotFinder;
import millwright.rules.calendar.Span;
import millwright.rules.calendar.StandingSchedule;
import millwright.rules.calendar.StandingTask;
import millwright.rules.calendar.TaskOccurrence;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import millwright.rules.policy.TaskTemplate;

/**
 * Finds work for tickets that a forecast gives a deadline, or that are P4, and a slot for the work.
 * Pure: the same tickets, tasks, calendar and instant always give the same plan.
 *
 * <p>The nearest deadline is placed first. What has its place keeps it while {@link SlotFinder}
 * keeps it; where that would move it and finds nothing, it stays as long as it still ends before
 * the early edge and the calendar permits it. A slot that nobody used is followed by one in another
 * window where that is in time. What a person has begun, or given up, or done, is left alone, until
 * newer trouble than that asks again. What fits nowhere is told once, and looked at again.
 */
public final class Planner {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final MaintenanceCalendar calendar;
    private final MaintenancePolicy policy;
    private final PlanningTerms terms;
    private final SlotFinder finder;
    private final StandingSchedule standing;

    /**
     * @param calendar the site's, with what people have put in
     */
    public Planner(MaintenanceCalendar calendar, MaintenancePolicy policy) {
        this.calendar = requireNonNull(calendar, "calendar");
        this.policy = requireNonNull(policy, "policy");
        terms = calendar.rules().planning();
        finder = new SlotFinder(calendar, policy.emergencyRoutes());
        standing = new StandingSchedule(calendar);
    }

    /**
     * @param open every open ticket
     * @param tasks those that are not over, and those that have ended within {@link
     *     millwright.rules.policy.TaskCatalog#longestWithin}
     */
    public Plan plan(
            Collection<Asking> open, Collection<KnownTask> tasks, ExpectedLoad load, Instant at) {
        return new Round(tasks, load, at).plan(open);
    }

    /**
     * "Why not here?": nothing if the task could begin at that instant.
     *
     * @param at now, from which on lead times of what is not submitted count
     */
    public List<Obstacle> whyNot(
            KnownTask task, Collection<KnownTask> tasks, Instant start, Instant at) {
        Round round = new Round(tasks, ExpectedLoad.NONE, at);
        PlacementRequest request =
                round.request(task.id(), task.work(), Optional.empty(), List.of()).notBefore(at);
        return finder.explain(request, start);
    }

    /** One look. */
    private final class Round {
        private final Collection<KnownTask> tasks;
        private final ExpectedLoad load;
        private final Instant at;
        private final Map<String, KnownTask> active = new HashMap<>();
        private final List<OccupiedWork> occupied = new ArrayList<>();
        private final List<PlacedWork> placed = new ArrayList<>();
        private final List<UnplacedWork> unplaced = new ArrayList<>();

        Round(Collection<KnownTask> tasks, ExpectedLoad load, Instant at) {
            this.tasks = tasks;
            this.load = load;
            this.at = at;
            for (KnownTask task : tasks) {
                if (task.isActive()) {
                    active.put(task.work().ticket(), task);
                }
                if (task.holdsItsSlot()) {
                    occupied.add(occupied(task.id(), task.work(), task.slot().orElseThrow()));
                }
            }
        }

        Plan plan(Collection<Asking> open) {
            open.stream().sorted(nearestFirst()).forEach(this::place);
            return new Plan(placed, unplaced, ended(open));
        }

        private static Comparator<Asking> nearestFirst() {
            return comparing((Asking each) -> each.early().orElse(Instant.MAX))
                    .thenComparing(Asking::priority)
                    .thenComparing(Asking::ticket);
        }

        /** Their slots are free for others from the next look on, when they have been given up. */
        private List<EndedWork> ended(Collection<Asking> open) {
            Set<String> tickets = open.stream().map(Asking::ticket).collect(Collectors.toSet());
            return active.values().stream()
                    .filter(task -> task.state() != KnownTask.State.IN_PROGRESS)
                    .filter(task -> !tickets.contains(task.work().ticket()))
                    .sorted(comparing(KnownTask::id))
                    .map(
                            task ->
                                    new EndedWork(
                                            task.id(),
                                            task.work().ticket(),
                                            task.work().key(),
                                            "ticket %s is open no more"
                                                    .formatted(task.work().ticket()),
                                            at))
                    .toList();
        }

        private void place(Asking asking) {
            KnownTask known = active.get(asking.ticket());
            if (known == null) {
                placeNew(asking);
            } else if (known.state() == KnownTask.State.INFEASIBLE) {
                Work work = known.work().with(asking.priority(), at, asking.early());
                if (find(known.id(), work, Optional.empty(), asking) instanceof Placed found) {
                    add(new PlacedWork(work, id(known), Optional.empty(), "", found, at));
                }
            } else if (known.state() == KnownTask.State.PLANNED && !isOn(known)) {
                keepOrMove(asking, known);
            }
        }

        /** A few minutes late is not late: as long as its slot lasts somebody may begin it. */
        private boolean isOn(KnownTask task) {
            return task.slot().filter(each -> each.contains(at)).isPresent();
        }

        private static Optional<String> id(KnownTask task) {
            return Optional.of(task.id());
        }

        private void placeNew(Asking asking) {
            boolean isLate = asking.early().filter(edge -> !edge.isAfter(at)).isPresent();
            boolean isWork = asking.early().isPresent() || asking.priority() == Priority.P4;
            if (isLate || !isWork || isSettled(asking)) {
                return;
            }
            Optional<Work> work = template(asking.key()).map(each -> work(asking, each));
            if (work.isEmpty()) {
                return;
            }
            Placement found = find(asking.ticket(), work.get(), Optional.empty(), asking);
            if (found instanceof Placed fits) {
                add(new PlacedWork(work.get(), Optional.empty(), Optional.empty(), "", fits, at));
            } else {
                add(work.get(), Optional.empty(), Optional.empty(), "", (Infeasible) found);
            }
        }

        /** Done or given up, and nothing has come since that says it did not help. */
        private boolean isSettled(Asking asking) {
            return tasks.stream()
                    .filter(task -> task.work().ticket().equals(asking.ticket()))
                    .filter(task -> task.state() == KnownTask.State.DONE || task.byPerson())
                    .flatMap(task -> task.ended().stream())
                    .anyMatch(end -> !asking.since().isAfter(end));
        }

        private Optional<TaskTemplate> template(IndicatorKey key) {
            return policy.tasks().forKey(key, each -> wasDone(each, key));
        }

        private boolean wasDone(TaskTemplate template, IndicatorKey key) {
            Instant from = at.minus(template.within());
            return tasks.stream()
                    .filter(task -> task.state() == KnownTask.State.DONE)
                    .filter(task -> task.work().key().equals(key))
                    .filter(task -> task.work().kind().equals(template.after().orElse("")))
                    .anyMatch(task -> !task.ended().orElseThrow().isBefore(from));
        }

        private Work work(Asking asking, TaskTemplate template) {
            return new Work(
                    asking.ticket(),
                    asking.key(),
                    asking.priority(),
                    template.name(),
                    template.title(),
                    template.type(),
                    asking.systems(),
                    asking.hosts(),
                    asking.service(),
                    at,
                    template.work(),
                    template.rollback(),
                    template.verification(),
                    asking.early());
        }

        private void keepOrMove(Asking asking, KnownTask known) {
            Span slot = known.slot().orElseThrow();
            Work work =
                    known.work().with(asking.priority(), known.work().submitted(), asking.early());
            Placement found =
                    slot.end().isAfter(at)
                            ? find(known.id(), work, known.slot(), asking)
                            : afterUnused(known, work, slot, asking);
            if (found instanceof Placed fits) {
                if (!fits.kept()) {
                    String because = because(known.id(), work, slot);
                    add(new PlacedWork(work, id(known), known.slot(), because, fits, at));
                }
            } else if (!mayStay(known.id(), work, slot)) {
                // What would help from now on, not from when it was first asked for.
                Work again = work.with(work.priority(), at, work.early());
                Placement proof = find(known.id(), again, Optional.empty(), asking);
                if (proof instanceof Infeasible none) {
                    String because = because(known.id(), work, slot);
                    add(again, id(known), known.slot(), because, none);
                }
            }
        }

        /**
         * Who let the hour pass is not expected in the next one: it goes to another window, and
         * moves hour by hour through this one only where nothing else is in time.
         */
        private Placement afterUnused(KnownTask known, Work work, Span slot, Asking asking) {
            Span near = new Span(slot.start(), slot.end().plus(A_DAY));
            Instant over =
                    calendar.permitted(near, work.type(), work.systems()).stream()
                            .filter(each -> each.contains(slot.start()))
                            .map(Span::end)
                            .findFirst()
                            .orElse(at);
            Instant from = over.isAfter(at) ? over : at;
            Placement found = find(known.id(), work, known.slot(), asking, from);
            return found instanceof Placed
                    ? found
                    : find(known.id(), work, known.slot(), asking, at);
        }

        /** Later than it should be is better than nowhere. */
        private boolean mayStay(String name, Work work, Span slot) {
            return !slot.end().isBefore(at)
                    && work.early().filter(edge -> slot.end().isAfter(edge)).isEmpty()
                    && calendar.against(slot, work.type(), work.systems()).isEmpty()
                    && collisions(name, work, slot).isEmpty();
        }

        /** Why work cannot stay where it is, for people. */
        private String because(String name, Work work, Span slot) {
            List<String> reasons = new ArrayList<>();
            if (!slot.end().isAfter(at)) {
                reasons.add("nobody began it then");
            }
            work.early()
                    .filter(edge -> slot.end().isAfter(edge.minus(least())))
                    .ifPresent(
                            edge ->
                                    reasons.add(
                                            "the forecast's early edge is %s now, and %s h must be left before it"
                                                    .formatted(
                                                            calendar.words(edge),
                                                            least().toHours())));
            calendar.against(slot, work.type(), work.systems())
                    .forEach(each -> reasons.add(each.reason()));
            collisions(name, work, slot)
                    .forEach(each -> reasons.add("%s is then".formatted(each.name())));
            return reasons.isEmpty()
                    ? "no window takes it there any more"
                    : String.join("; ", reasons);
        }

        private Duration least() {
            return terms.margin().minus(terms.stability());
        }

        private List<OccupiedWork> collisions(String name, Work work, Span slot) {
            return beside(name, work).stream()
                    .filter(each -> each.span().overlaps(slot))
                    .filter(each -> isInTheWay(each, work))
                    .toList();
        }

        private Placement find(String name, Work work, Optional<Span> current, Asking asking) {
            return find(name, work, current, asking, at);
        }

        private Placement find(
                String name, Work work, Optional<Span> current, Asking asking, Instant from) {
            PlacementRequest request = request(name, work, current, asking.reliefs());
            if (work.submitted().isBefore(from)) {
                request = request.notBefore(from);
            }
            Placement found = finder.place(request, span -> load.of(work.hosts(), span));
            return found instanceof Placed fits ? withoutPast(fits) : found;
        }

        private Placed withoutPast(Placed fits) {
            List<RejectedSlot> ahead =
                    fits.rejected().stream().filter(each -> each.span().end().isAfter(at)).toList();
            return new Placed(fits.slot(), fits.kept(), fits.reason(), ahead);
        }

        PlacementRequest request(
                String name, Work work, Optional<Span> current, List<DeadlineRelief> reliefs) {
            return new PlacementRequest(
                    name,
                    work.systems(),
                    work.hosts(),
                    work.group(),
                    work.type(),
                    work.submitted(),
                    work.work(),
                    work.rollback(),
                    work.verification(),
                    Optional.empty(),
                    work.early(),
                    Set.of(),
                    beside(name, work),
                    current,
                    reliefs);
        }

        /** All that has its place, and what comes again on the same system. */
        private List<OccupiedWork> beside(String name, Work work) {
            List<OccupiedWork> all = new ArrayList<>();
            occupied.stream().filter(each -> !each.name().equals(name)).forEach(all::add);
            Span ahead = Span.of(at, terms.horizon());
            for (StandingTask task : calendar.rules().tasks()) {
                if (task.type().isPresent() && work.systems().contains(task.system())) {
                    standing.over(ahead, task).stream()
                            .filter(TaskOccurrence::fixed)
                            .map(Round::occupied)
                            .forEach(all::add);
                }
            }
            return all;
        }

        private static OccupiedWork occupied(TaskOccurrence each) {
            return new OccupiedWork(
                    each.task().name(),
                    Set.of(each.task().system()),
                    Set.of(),
                    Optional.empty(),
                    each.span(),
                    each.task().owner(),
                    false);
        }

        private static boolean isInTheWay(OccupiedWork other, Work work) {
            return other.systems().stream().anyMatch(work.systems()::contains)
                    || other.hosts().stream().anyMatch(work.hosts()::contains)
                    || (other.group().isPresent() && other.group().equals(work.group()));
        }

        private OccupiedWork occupied(String name, Work work, Span slot) {
            return new OccupiedWork(
                    name,
                    work.systems(),
                    work.hosts(),
                    work.group(),
                    slot,
                    Optional.ofNullable(terms.types().get(work.type()))
                            .map(ChangeTerms::authority)
                            .orElse(""),
                    true);
        }

        private void add(PlacedWork work) {
            placed.add(work);
            Span slot = work.placement().slot().span();
            occupied.add(occupied(work.task().orElse(work.work().ticket()), work.work(), slot));
        }

        private void add(
                Work work,
                Optional<String> task,
                Optional<Span> from,
                String because,
                Infeasible placement) {
            unplaced.add(new UnplacedWork(work, task, from, because, placement, at));
        }
    }
}
