package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When an emergency window may be: it needs no window of the calendar, only time that nothing
 * forbids it (L-013 §4.2, §4.3).
 *
 * @param systems that its work is on
 */
public record EmergencyTime(MaintenanceCalendar calendar, Set<String> systems) {
    /** The longest freeze and its neighbours lie within it. */
    private static final Duration LOOKED_FOR = Duration.ofDays(60);

    public EmergencyTime {
        requireNonNull(calendar, "calendar");
        systems = Set.copyOf(systems);
    }

    /** What forbids a part of a span, by start and name. */
    public List<Barrier> barriers(Span asked) {
        Timeline timeline = calendar.timeline(asked);
        List<Span> exempt = timeline.exempt(systems);
        return timeline.forbidding(ChangeType.EMERGENCY, systems).stream()
                .flatMap(
                        each ->
                                Spans.minus(List.of(each.span()), exempt).stream()
                                        .filter(asked::overlaps)
                                        .map(left -> barrier(each, left)))
                .sorted(Comparator.comparing(Barrier::span).thenComparing(Barrier::name))
                .toList();
    }

    private static Barrier barrier(Restriction each, Span left) {
        return new Barrier(each.name(), left, each.reason(), each.grounds(), each.byEmergencyCab());
    }

    /** What forbids a part of a span and is not lifted. */
    public List<Barrier> against(Span asked, Leave leave) {
        return barriers(asked).stream().filter(each -> !leave.lifts(each)).toList();
    }

    /**
     * The first time from then on that is long enough and that nothing forbids; empty where there
     * is none within 60 days.
     */
    public Optional<Span> earliest(Instant from, Duration length, Leave leave) {
        Span near = Span.of(from, LOOKED_FOR);
        Collection<Span> taken = against(near, leave).stream().map(Barrier::span).toList();
        return Spans.minus(List.of(near), taken).stream()
                .filter(each -> each.length().compareTo(length) >= 0)
                .map(each -> Span.of(each.start(), length))
                .findFirst();
    }

    /** As people of the site read it: {@code Mon 2026-03-02 10:00}. */
    public String words(Instant at) {
        return WallClock.words(at, calendar.zone());
    }
}
