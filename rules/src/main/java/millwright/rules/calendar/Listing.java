package millwright.rules.calendar;

import java.util.List;
import java.util.stream.Stream;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.CalendarEntry.Permitted;

/**
 * Tells of each thing in a calendar how much of it is permitted. Without a system in hand, a
 * restriction of some systems cuts only the windows of the same systems.
 */
final class Listing {
    private final Overlaps<Permit> permits;
    private final Overlaps<Restriction> restrictions;

    Listing(Timeline judged) {
        this.permits = new Overlaps<>(judged.permits(), Permit::span);
        this.restrictions = new Overlaps<>(judged.restrictions(), Restriction::span);
    }

    CalendarEntry entry(Permit permit) {
        List<Restriction> near = restrictions.with(permit.span());
        List<Restriction> against = near.stream().filter(each -> takesFrom(each, permit)).toList();
        List<Span> taken = against.stream().flatMap(each -> kept(each).stream()).toList();
        List<Span> free =
                permit.overrides()
                        ? List.of(permit.span())
                        : Spans.minus(List.of(permit.span()), taken);
        // Of an exemption, what it overrides.
        List<Restriction> named = permit.overrides() ? near : against;
        return new CalendarEntry(
                permit.key(),
                Kind.WINDOW,
                permit.name(),
                permit.span(),
                Permitted.of(free, permit.span()),
                names(named.stream().map(Restriction::name)),
                named.stream().anyMatch(Restriction::provisional),
                permit.reason(),
                permit.revision());
    }

    CalendarEntry entry(Restriction restriction) {
        Span span = restriction.span();
        return new CalendarEntry(
                restriction.key(),
                restriction.kind(),
                restriction.name(),
                span,
                Permitted.of(Spans.within(exempt(restriction), span.start(), span.end()), span),
                names(
                        permits.with(span).stream()
                                .filter(each -> !each.overrides() && takesFrom(restriction, each))
                                .map(Permit::name)),
                restriction.provisional(),
                restriction.reason(),
                restriction.revision());
    }

    private static boolean takesFrom(Restriction restriction, Permit window) {
        return restriction.forbids(window.typicalType())
                && (restriction.scope().isEverything()
                        || restriction.scope().equals(window.scope()));
    }

    /** What an exemption leaves of it. */
    private List<Span> kept(Restriction restriction) {
        return Spans.minus(List.of(restriction.span()), exempt(restriction));
    }

    private List<Span> exempt(Restriction restriction) {
        return Spans.union(
                permits.with(restriction.span()).stream()
                        .filter(each -> each.overrides() && each.scope().isEverything())
                        .map(Permit::span)
                        .toList());
    }

    private static List<String> names(Stream<String> names) {
        return names.distinct().sorted().toList();
    }
}
