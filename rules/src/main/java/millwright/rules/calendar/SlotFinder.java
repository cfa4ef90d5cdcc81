package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import millwright.rules.calendar.Obstacle.Kind;
import millwright.rules.calendar.Placement.Infeasible;
import millwright.rules.calendar.Placement.Placed;

/**
 * Places work in permitted time: the earliest window that its lead time, the board and the notice
 * allow, that is long enough, is over before the early edge of the forecast less the margin, and in
 * which nothing else is done on the same system, host or pair. A slot lies in one window; two that
 * touch are not joined, because each has its own approval.
 *
 * <p>Small work goes directly beside other small work of its system, also where that is later.
 * Within the window the hour with the least load is taken. Work that has a place keeps it while the
 * calendar permits it, nothing collides, and the forecast has not eaten more of the margin than the
 * policy's stability.
 */
public final class SlotFinder {
    private static final Set<RelaxationKind> NOTHING = EnumSet.noneOf(RelaxationKind.class);

    private final MaintenanceCalendar calendar;
    private final PlanningTerms planning;
    private final List<EmergencyRoute> emergencies;

    /**
     * @param emergencies the emergency windows that the policy knows
     */
    public SlotFinder(MaintenanceCalendar calendar, List<EmergencyRoute> emergencies) {
        this.calendar = requireNonNull(calendar, "calendar");
        this.planning = calendar.rules().planning();
        this.emergencies = List.copyOf(emergencies);
    }

    /** Every hour is as good as another. */
    static double even(Span span) {
        return 0;
    }

    public Placement place(PlacementRequest request) {
        return place(request, SlotFinder::even);
    }

    /**
     * @param load what the host is expected to carry in a span, in any one unit; the least wins. It
     *     must be a pure function
     */
    public Placement place(PlacementRequest request, ToDoubleFunction<Span> load) {
        Optional<Span> asked = asked(request, planning);
        if (asked.isEmpty()) {
            return infeasible(request, load, Optional.empty());
        }
        Search search = new Search(calendar, request, NOTHING, asked.get());
        Optional<Slot> kept = kept(request, search);
        if (kept.isPresent()) {
            return new Placed(kept.get(), true, "it is planned there and may stay", List.of());
        }
        return search.find(load)
                .map(slot -> placed(slot, search))
                .orElseGet(() -> infeasible(request, load, Optional.of(search)));
    }

    private static Placement placed(Slot slot, Search search) {
        String reason =
                slot.joins()
                        .map(other -> "small work of one system: directly beside " + other)
                        .orElseGet(
                                () ->
                                        search.find()
                                                        .map(Slot::span)
                                                        .filter(slot.span()::equals)
                                                        .isPresent()
                                                ? "the earliest window that takes it"
                                                : "the earliest window that takes it, when the"
                                                        + " least load is expected in it");
        return new Placed(slot, false, reason, search.rejected(slot.span().start()));
    }

    /** "Why not here?": nothing if the work could begin at that instant. */
    public List<Obstacle> explain(PlacementRequest request, Instant start) {
        Instant from = Spans.earlier(request.submitted(), start);
        Instant to = Spans.later(request.submitted(), start).plus(request.length());
        return new Search(calendar, request, NOTHING, new Span(from, to)).explain(start);
    }

    /**
     * Where a slot may be looked for; empty where the deadline has passed. The margin is within it:
     * who may waive it should see what lies there.
     */
    static Optional<Span> asked(PlacementRequest request, PlanningTerms planning) {
        Instant from = request.submitted();
        Instant far =
                request.earliest()
                        .map(each -> Spans.later(each, from))
                        .orElse(from)
                        .plus(planning.horizon());
        return Spans.between(
                from, request.early().map(each -> Spans.earlier(each, far)).orElse(far));
    }

    private Optional<Slot> kept(PlacementRequest request, Search search) {
        return request.current()
                .filter(each -> each.length().compareTo(request.length()) >= 0)
                .filter(each -> !each.start().isBefore(request.submitted()))
                .filter(each -> request.earliest().filter(each.start()::isBefore).isEmpty())
                .filter(each -> endsInTime(each, request))
                .filter(each -> calendar.against(each, request.type(), request.systems()).isEmpty())
                .filter(each -> isAlone(each, request))
                .flatMap(
                        each ->
                                search.permitAround(each)
                                        .map(
                                                permit ->
                                                        search.slot(
                                                                permit, each, Optional.empty())));
    }

    private boolean endsInTime(Span place, PlacementRequest request) {
        Duration least = planning.margin().minus(planning.stability());
        return request.early().filter(each -> place.end().isAfter(each.minus(least))).isEmpty();
    }

    private static boolean isAlone(Span place, PlacementRequest request) {
        return request.occupied().stream()
                .noneMatch(each -> each.span().overlaps(place) && each.collidesWith(request));
    }

    private Placement infeasible(
            PlacementRequest request, ToDoubleFunction<Span> load, Optional<Search> search) {
        Optional<Instant> deadline = request.early().map(each -> each.minus(planning.margin()));
        Optional<Instant> latestStart = deadline.map(each -> each.minus(request.length()));
        List<RejectedSlot> rejected =
                search.map(each -> each.rejected(Instant.MAX)).orElse(List.of());
        List<Obstacle> obstacles = new ArrayList<>();
        latestStart
                .filter(each -> each.isBefore(request.submitted()))
                .ifPresent(each -> obstacles.add(past(each)));
        Optional<Obstacle> late = firstAfter(request, deadline);
        rejected.stream()
                .flatMap(each -> each.reasons().stream())
                .filter(each -> each.kind() != Kind.OTHER_WORK_ONLY)
                // Said better by the slot that comes too late.
                .filter(each -> each.kind() != Kind.DEADLINE || late.isEmpty())
                .forEach(each -> addOnce(each, obstacles));
        boolean noWindow =
                rejected.stream()
                        .flatMap(each -> each.reasons().stream())
                        .allMatch(each -> each.kind() == Kind.OTHER_WORK_ONLY);
        if (obstacles.isEmpty() && noWindow) {
            obstacles.add(noWindow(request));
        }
        late.ifPresent(obstacles::add);
        return new Infeasible(
                latestStart,
                obstacles,
                rejected,
                new Relaxer(calendar, request, load).cheapest(),
                request.early().isEmpty()
                        ? List.of() // nothing is threatened that an emergency would save
                        : new Emergencies(calendar, request).paths(emergencies));
    }

    private static void addOnce(Obstacle obstacle, List<Obstacle> obstacles) {
        boolean known =
                obstacles.stream()
                        .anyMatch(
                                each ->
                                        each.kind() == obstacle.kind()
                                                && each.name().equals(obstacle.name()));
        if (!known) {
            obstacles.add(obstacle);
        }
    }

    private Obstacle past(Instant latestStart) {
        return new Obstacle(
                Kind.PAST,
                "the deadline",
                "it had to begin by " + WallClock.words(latestStart, calendar.zone()),
                Optional.empty());
    }

    private Obstacle noWindow(PlacementRequest request) {
        return new Obstacle(
                Kind.NO_WINDOW,
                "window",
                "no window for %s work is open in time".formatted(request.type().word()),
                Optional.empty());
    }

    /** Where it would go without the deadline. */
    private Optional<Obstacle> firstAfter(PlacementRequest request, Optional<Instant> deadline) {
        if (deadline.isEmpty()) {
            return Optional.empty();
        }
        Span wide = Span.of(request.submitted(), planning.horizon());
        PlacementRequest unhurried = request.before(wide.end().plus(planning.margin()));
        return new Search(calendar, unhurried, NOTHING, wide)
                .find()
                .map(
                        slot ->
                                new Obstacle(
                                        Kind.DEADLINE,
                                        slot.window(),
                                        "the first slot, %s %s, ends after the deadline at %s"
                                                .formatted(
                                                        slot.window(),
                                                        WallClock.words(
                                                                slot.span(), calendar.zone()),
                                                        WallClock.words(
                                                                deadline.get(), calendar.zone())),
                                        Optional.of(slot.span())));
    }
}
