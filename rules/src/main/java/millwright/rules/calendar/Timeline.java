package millwright.rules.calendar;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The calendar over one span: everything that overlaps it, in order of time. */
record Timeline(List<Permit> permits, List<Restriction> restrictions) {
    /** Windows without exemptions. */
    List<Permit> windows() {
        return permits.stream().filter(each -> !each.overrides()).toList();
    }

    List<Restriction> forbidding(ChangeType type, Collection<String> systems) {
        return restrictions.stream()
                .filter(each -> each.forbids(type) && each.scope().touches(systems))
                .toList();
    }

    /** The spans of exemptions, which nothing takes anything from. */
    List<Span> exempt(Collection<String> systems) {
        return Spans.union(
                permits.stream()
                        .filter(each -> each.overrides() && each.scope().coversAll(systems))
                        .map(Permit::span)
                        .toList());
    }

    /** Exemption before blackout before freeze before window. */
    List<Span> permitted(ChangeType type, Collection<String> systems) {
        List<Span> open =
                Spans.union(
                        windows().stream()
                                .filter(each -> each.isFor(type))
                                .filter(each -> each.scope().coversAll(systems))
                                .map(Permit::span)
                                .toList());
        List<Span> forbidden = forbidding(type, systems).stream().map(Restriction::span).toList();
        List<Span> free = new ArrayList<>(Spans.minus(open, forbidden));
        if (type != ChangeType.ROUTINE) {
            free.addAll(exempt(systems));
        }
        return Spans.union(free);
    }

    /** What speaks against work in a span; nothing if it is permitted. */
    List<Obstacle> against(Span span, ChangeType type, Collection<String> systems, ZoneId zone) {
        return over(span).allAgainst(span, type, systems, zone);
    }

    private Timeline over(Span span) {
        return new Timeline(
                permits.stream().filter(each -> each.span().overlaps(span)).toList(),
                restrictions.stream().filter(each -> each.span().overlaps(span)).toList());
    }

    private List<Obstacle> allAgainst(
            Span span, ChangeType type, Collection<String> systems, ZoneId zone) {
        List<Span> exempt = exempt(systems);
        List<Obstacle> against = new ArrayList<>();
        for (Restriction each : forbidding(type, systems)) {
            if (!Spans.cover(exempt, common(each.span(), span))) {
                against.add(Obstacle.of(each, zone));
            }
        }
        if (against.isEmpty() && !Spans.cover(permitted(type, systems), span)) {
            against.add(
                    new Obstacle(
                            Obstacle.Kind.NO_WINDOW,
                            "window",
                            "%s is not within a window for %s work"
                                    .formatted(WallClock.words(span, zone), type.word()),
                            Optional.of(span)));
        }
        return against;
    }

    private static Span common(Span a, Span b) {
        return new Span(Spans.later(a.start(), b.start()), Spans.earlier(a.end(), b.end()));
    }
}
