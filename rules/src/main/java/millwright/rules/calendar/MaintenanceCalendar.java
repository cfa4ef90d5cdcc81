package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When work is permitted: the recurring windows, blackouts and freezes of a site, what people have
 * put in once, and the feasts they have confirmed. Immutable.
 *
 * <p>At any instant an exemption permits, or else a blackout forbids, or else a freeze forbids, or
 * else a window permits; where none is, nothing is permitted. A window that only partly overlaps
 * what forbids keeps the rest. See {@link Recurrence} and {@link WallClock} for the nights when
 * clocks change.
 */
public final class MaintenanceCalendar {
    private static final Duration LONGEST = Duration.ofDays(3_700);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final CalendarRules rules;
    private final List<OneOff> oneOffs;
    private final List<HolidayConfirmation> confirmations;
    private final Occurrences occurrences;

    private MaintenanceCalendar(
            CalendarRules rules, List<OneOff> oneOffs, List<HolidayConfirmation> confirmations) {
        this.rules = requireNonNull(rules, "rules");
        this.oneOffs = List.copyOf(oneOffs);
        this.confirmations = List.copyOf(confirmations);
        List<HolidayConfirmation> all = new ArrayList<>(rules.confirmed());
        all.addAll(confirmations);
        this.occurrences = new Occurrences(rules, this.oneOffs, new Feasts(all));
    }

    public static MaintenanceCalendar of(CalendarRules rules) {
        return new MaintenanceCalendar(rules, List.of(), List.of());
    }

    /** With these entries of people, in place of those it had. */
    public MaintenanceCalendar withOneOffs(List<OneOff> entries) {
        return new MaintenanceCalendar(rules, entries, confirmations);
    }

    /**
     * With these confirmations beside the policy's own, in place of those it had.
     *
     * @throws IllegalArgumentException if one is about no feast that is predicted
     */
    public MaintenanceCalendar withConfirmations(List<HolidayConfirmation> confirmations) {
        confirmations.forEach(each -> Feasts.check(each, rules.freezes()));
        return new MaintenanceCalendar(rules, oneOffs, confirmations);
    }

    public CalendarRules rules() {
        return rules;
    }

    public ZoneId zone() {
        return rules.zone();
    }

    /** As people of the site read it: {@code Sun 2026-02-22 00:00}. */
    public String words(Instant at) {
        return WallClock.words(at, zone());
    }

    /** {@code Sun 2026-02-22 00:00 to 01:00}. */
    public String words(Span span) {
        return WallClock.words(span, zone());
    }

    /** Everything that overlaps {@code asked}, by start, kind and name. */
    public List<CalendarEntry> entries(Span asked) {
        Timeline wide = timeline(widened(asked));
        return listed(asked, wide, wide);
    }

    /** What one system's people need to know of: the entries that are about it. */
    public List<CalendarEntry> entries(Span asked, String system) {
        Timeline wide = timeline(widened(asked));
        Set<String> systems = Set.of(requireNonNull(system, "system"));
        Timeline own =
                new Timeline(
                        wide.permits().stream()
                                .filter(each -> each.scope().touches(systems))
                                .toList(),
                        wide.restrictions().stream()
                                .filter(each -> each.scope().touches(systems))
                                .toList());
        return listed(asked, own, own);
    }

    private static List<CalendarEntry> listed(Span asked, Timeline shown, Timeline judged) {
        Listing listing = new Listing(judged);
        List<CalendarEntry> entries = new ArrayList<>();
        shown.permits().stream()
                .filter(each -> each.span().overlaps(asked))
                .map(listing::entry)
                .forEach(entries::add);
        shown.restrictions().stream()
                .filter(each -> each.span().overlaps(asked))
                .map(listing::entry)
                .forEach(entries::add);
        entries.sort(CalendarEntry.IN_ORDER);
        return entries;
    }

    /**
     * The permitted time within {@code asked}; touching pieces are one.
     *
     * @param systems those that the work is on; none is work on all
     */
    public List<Span> permitted(Span asked, ChangeType type, Collection<String> systems) {
        return Spans.within(timeline(asked).permitted(type, systems), asked.start(), asked.end());
    }

    public Verdict verdict(Instant at, ChangeType type, Collection<String> systems) {
        Timeline now = timeline(Span.of(at, A_MINUTE));
        Optional<Permit> exemption =
                now.permits().stream()
                        .filter(each -> each.overrides() && each.span().contains(at))
                        .filter(each -> each.scope().coversAll(systems))
                        .findFirst();
        if (exemption.isPresent() && type != ChangeType.ROUTINE) {
            return new Verdict(true, exemption.map(Permit::name), exemption.get().reason());
        }
        Optional<Restriction> against =
                now.forbidding(type, systems).stream()
                        .filter(each -> each.span().contains(at))
                        .min(Comparator.comparing(Restriction::kind));
        if (against.isPresent()) {
            return new Verdict(false, against.map(Restriction::name), against.get().reason());
        }
        Optional<Permit> window =
                now.windows().stream()
                        .filter(each -> each.span().contains(at) && each.isFor(type))
                        .filter(each -> each.scope().coversAll(systems))
                        .findFirst();
        return new Verdict(
                window.isPresent(),
                window.map(Permit::name),
                window.isPresent() ? "" : "no window for %s work".formatted(type.word()));
    }

    /**
     * What of the calendar speaks against work in a span, such as work that was placed before a
     * feast was confirmed; nothing if it may stand.
     */
    public List<Obstacle> against(Span span, ChangeType type, Collection<String> systems) {
        return timeline(span).against(span, type, systems, zone());
    }

    Timeline timeline(Span asked) {
        if (asked.length().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The time from %s to %s is longer than ten years. Ask for less at once."
                            .formatted(asked.start(), asked.end()));
        }
        return occurrences.over(asked);
    }

    /** So that what lies at an edge is judged whole. */
    private Span widened(Span asked) {
        Timeline near = timeline(asked);
        Instant start = asked.start();
        Instant end = asked.end();
        for (Permit each : near.permits()) {
            start = Spans.earlier(start, each.span().start());
            end = Spans.later(end, each.span().end());
        }
        for (Restriction each : near.restrictions()) {
            start = Spans.earlier(start, each.span().start());
            end = Spans.later(end, each.span().end());
        }
        return new Span(start, end);
    }
}
