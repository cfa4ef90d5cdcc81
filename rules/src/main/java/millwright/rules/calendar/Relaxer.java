package millwright.rules.calendar;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import millwright.rules.calendar.Relaxation.Step;

/**
 * What would have to give way for work that fits nowhere. Single things first; pairs only where no
 * single thing helps, and three only where no pair does. So every step of what it finds is needed.
 */
final class Relaxer {
    private static final int STEPS_MAX = 3;

    private final MaintenanceCalendar calendar;
    private final PlacementRequest request;
    private final ToDoubleFunction<Span> load;
    private final PlanningTerms planning;

    Relaxer(MaintenanceCalendar calendar, PlacementRequest request, ToDoubleFunction<Span> load) {
        this.calendar = calendar;
        this.request = request;
        this.load = load;
        this.planning = calendar.rules().planning();
    }

    List<Relaxation> cheapest() {
        List<RelaxationKind> kinds =
                planning.relaxations().keySet().stream()
                        .filter(each -> each != RelaxationKind.DEADLINE)
                        .toList();
        List<Relaxation> found = new ArrayList<>();
        for (int size = 1; size <= STEPS_MAX && found.isEmpty(); size++) {
            for (Set<RelaxationKind> waived : combinations(kinds, size)) {
                relaxed(request, waived, List.of()).ifPresent(found::add);
            }
            for (Set<RelaxationKind> waived : combinations(kinds, size - 1)) {
                withRelief(waived).ifPresent(found::add);
            }
        }
        found.sort(comparing(Relaxation::cost).thenComparing(each -> each.gains().span().start()));
        return found;
    }

    private Optional<Relaxation> withRelief(Set<RelaxationKind> waived) {
        if (!planning.relaxations().containsKey(RelaxationKind.DEADLINE)) {
            return Optional.empty();
        }
        return request.reliefs().stream()
                .flatMap(
                        each ->
                                relaxed(request.before(each.early()), waived, List.of(step(each)))
                                        .stream())
                .min(comparing(each -> each.gains().span().start()));
    }

    private Step step(DeadlineRelief relief) {
        Instant deadline = relief.early().minus(planning.margin());
        return new Step(
                RelaxationKind.DEADLINE,
                "%s, which moves the deadline to %s"
                        .formatted(relief.what(), WallClock.words(deadline, calendar.zone())),
                relief.authority());
    }

    private Optional<Relaxation> relaxed(
            PlacementRequest asking, Set<RelaxationKind> waived, List<Step> first) {
        Optional<Span> asked = SlotFinder.asked(asking, planning);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Search search = new Search(calendar, asking, waived, asked.get());
        return search.find(load).map(slot -> relaxation(search, slot, waived, first));
    }

    private Relaxation relaxation(
            Search search, Slot slot, Set<RelaxationKind> waived, List<Step> first) {
        List<Step> steps = new ArrayList<>(first);
        int cost = 0;
        if (!first.isEmpty()) {
            cost = planning.relaxations().get(RelaxationKind.DEADLINE).cost();
        }
        for (Map.Entry<RelaxationKind, RelaxationTerms> each : planning.relaxations().entrySet()) {
            if (waived.contains(each.getKey())) {
                steps.add(
                        new Step(
                                each.getKey(),
                                what(each.getKey(), search, slot),
                                each.getValue().authority()));
                cost += each.getValue().cost();
            }
        }
        return new Relaxation(steps, slot, cost);
    }

    private String what(RelaxationKind kind, Search search, Slot slot) {
        Span span = slot.span();
        return switch (kind) {
            case NOTICE -> "give less notice";
            case MARGIN ->
                    "end "
                            + margin(span)
                            + " before the forecast's early edge, not "
                            + Search.words(planning.margin());
            case OTHER_WORK -> "move " + String.join(" and ", inTheWay(span));
            case LEAD_TIME -> waivedLead(search, slot);
            case CAB -> "call the emergency CAB instead of waiting for the next meeting";
            case WINDOW -> "open a window for it, " + WallClock.words(span, calendar.zone());
            case FREEZE, BLACKOUT -> "exempt it from " + exempted(kind, search, span);
            case DEADLINE -> "move the deadline";
        };
    }

    private String margin(Span span) {
        return request.early()
                .map(each -> Search.words(Duration.between(span.end(), each)))
                .orElse("shortly");
    }

    private List<String> inTheWay(Span span) {
        return request.occupied().stream()
                .filter(each -> each.span().overlaps(span) && each.collidesWith(request))
                .map(each -> each.name() + " (" + each.owner() + ")")
                .toList();
    }

    private String waivedLead(Search search, Slot slot) {
        Permit permit = search.permitAround(slot.span()).orElseThrow();
        LeadTime lead = search.approvals().longestLead(permit);
        int missing =
                lead.missing(
                        request.submitted(), slot.span().start(), calendar.rules().businessHours());
        return "waive %d of the %s of lead time".formatted(missing, lead.words());
    }

    private String exempted(RelaxationKind kind, Search search, Span span) {
        Set<String> names = new TreeSet<>();
        Set<String> why = new TreeSet<>();
        for (Restriction each : search.timeline().forbidding(request.type(), request.systems())) {
            boolean asked = each.isFreeze() == (kind == RelaxationKind.FREEZE);
            if (asked && each.span().overlaps(span) && search.isLifted(each)) {
                names.add(each.name());
                each.grounds().stream().filter(request.grounds()::contains).forEach(why::add);
            }
        }
        return String.join(" and ", names)
                + (why.isEmpty()
                        ? " by the emergency CAB"
                        : " on the ground of " + String.join(" and ", why));
    }

    private static List<Set<RelaxationKind>> combinations(List<RelaxationKind> kinds, int size) {
        if (size == 0) {
            return List.of(EnumSet.noneOf(RelaxationKind.class));
        }
        List<Set<RelaxationKind>> all = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            for (Set<RelaxationKind> rest :
                    combinations(kinds.subList(i + 1, kinds.size()), size - 1)) {
                Set<RelaxationKind> set = EnumSet.of(kinds.get(i));
                set.addAll(rest);
                all.add(set);
            }
        }
        return all;
    }
}
