package millwright.rules.calendar;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import millwright.rules.calendar.Obstacle.Kind;

/** Looks for a slot for one request, with some things waived. */
final class Search {
    private static final Duration MOON = Duration.ofDays(2);

    /** No change must be done longer before a freeze. */
    private static final Duration NEAR = Duration.ofDays(31);

    private static final String AS_NEEDED = "as-needed";
    private static final String ONE_OFF = "one-off";
    private static final Set<ChangeType> ANY = EnumSet.allOf(ChangeType.class);

    private final MaintenanceCalendar calendar;
    private final CalendarRules rules;
    private final PlacementRequest request;
    private final Set<RelaxationKind> waived;
    private final Approvals approvals;
    private final Timeline timeline;
    private final Cuts cuts;
    private final Span asked;

    /** A window with what is left of it for the work. */
    private record Candidate(Permit permit, List<Span> free) {
        Instant start() {
            return free.get(0).start();
        }

        /** Time without a window has no end, so only the earliest of it will do. */
        boolean isWindow() {
            return !permit.name().equals(AS_NEEDED) && !permit.name().equals(ONE_OFF);
        }
    }

    /**
     * @param asked not before the submission
     */
    Search(
            MaintenanceCalendar calendar,
            PlacementRequest request,
            Set<RelaxationKind> waived,
            Span asked) {
        this.calendar = calendar;
        this.rules = calendar.rules();
        this.request = request;
        this.waived = waived;
        this.asked = asked;
        this.approvals = new Approvals(rules, request, waived);
        this.timeline = calendar.timeline(asked);
        this.cuts = new Cuts(rules, request, waived, approvals, timeline);
    }

    /** The windows for such work, and the time outside of them where it needs none. */
    private List<Permit> permits() {
        List<Permit> permits = new ArrayList<>();
        for (Permit each : timeline.permits()) {
            if (each.isFor(request.type()) && each.scope().coversAll(request.systems())) {
                permits.add(each);
            }
        }
        ChangeTerms terms = rules.planning().types().get(request.type());
        if (terms != null && !terms.needsWindow()) {
            permits.add(free(AS_NEEDED, asked, terms.authority()));
        }
        if (waived.contains(RelaxationKind.WINDOW)) {
            offHours().forEach(each -> permits.add(free(ONE_OFF, each, oneOffAuthority())));
        }
        return permits;
    }

    private String oneOffAuthority() {
        return rules.planning().relaxations().get(RelaxationKind.WINDOW).authority();
    }

    private static Permit free(String name, Span span, String approval) {
        return new Permit(
                name,
                name,
                span,
                ANY,
                Scope.EVERYTHING,
                LeadTime.NONE,
                false,
                approval,
                "",
                false,
                0);
    }

    /** Where a window may be made: outside business hours if that is long enough anywhere. */
    private List<Span> offHours() {
        List<Span> working = new ArrayList<>();
        BusinessTime hours = rules.businessHours();
        LocalDate last = WallClock.dayOf(asked.end(), rules.zone());
        for (LocalDate day = WallClock.dayOf(asked.start(), rules.zone()).minusDays(1);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            if (hours.days().contains(day.getDayOfWeek())) {
                LocalDate end = hours.to().isAfter(hours.from()) ? day : day.plusDays(1);
                WallClock.span(day.atTime(hours.from()), end.atTime(hours.to()), rules.zone())
                        .ifPresent(working::add);
            }
        }
        return Spans.minus(List.of(asked), working);
    }

    /** Where every hour is as good as another. */
    Optional<Slot> find() {
        return find(SlotFinder::even);
    }

    /**
     * @param load of a span; the least wins within a window
     */
    Optional<Slot> find(ToDoubleFunction<Span> load) {
        List<Candidate> candidates = candidates();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Slot alone = slot(best(candidates), load);
        Instant latest = alone.span().start().plus(rules.planning().joinWithin());
        return joined(candidates)
                .filter(each -> waived.isEmpty() && !each.span().start().isAfter(latest))
                .or(() -> Optional.of(alone));
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (Permit permit : permits()) {
            List<Span> free =
                    free(permit).stream()
                            .filter(each -> each.length().compareTo(request.length()) >= 0)
                            .toList();
            if (!free.isEmpty()) {
                candidates.add(new Candidate(permit, free));
            }
        }
        return candidates;
    }

    private List<Span> free(Permit permit) {
        List<Span> taken = cuts.of(permit, permit.span()).stream().map(Cut::taken).toList();
        return Spans.minus(List.of(permit.span()), taken);
    }

    /** The earliest; but the latest where a lead time is waived, so that less of it is. */
    private Candidate best(List<Candidate> candidates) {
        Comparator<Candidate> early =
                comparing(Candidate::start)
                        .thenComparing(each -> each.permit().cab())
                        .thenComparing(each -> approvals.afterLead(each.permit()))
                        .thenComparing(each -> each.permit().name());
        if (!waived.contains(RelaxationKind.LEAD_TIME)) {
            return Collections.min(candidates, early);
        }
        return candidates.stream()
                .max(comparing(Candidate::start).thenComparing(early.reversed()))
                .orElseThrow();
    }

    /** Within the earliest window the hour with the least load, the earliest of equals. */
    private Slot slot(Candidate best, ToDoubleFunction<Span> load) {
        Duration grid = rules.planning().grid();
        Span chosen = Span.of(best.start(), request.length());
        double least = load.applyAsDouble(chosen);
        for (Span piece : best.isWindow() ? best.free() : List.<Span>of()) {
            for (Span each = Span.of(piece.start(), request.length());
                    !each.end().isAfter(piece.end());
                    each = Span.of(each.start().plus(grid), request.length())) {
                double expected = load.applyAsDouble(each);
                if (expected < least) {
                    least = expected;
                    chosen = each;
                }
            }
        }
        return slot(best.permit(), chosen, Optional.empty());
    }

    Slot slot(Permit permit, Span span, Optional<String> joins) {
        Span around = new Span(span.start().minus(NEAR), span.end().plus(NEAR));
        List<Restriction> near =
                calendar.timeline(around).forbidding(request.type(), request.systems());
        Span moon = new Span(span.start().minus(MOON), span.end().plus(MOON));
        return new Slot(
                span,
                permit.name(),
                approvals.authorities(permit),
                approvals.submitBy(permit, span.start()),
                approvals.cab(permit),
                joins,
                near.stream()
                        .filter(each -> each.provisional() && each.span().overlaps(moon))
                        .map(Restriction::name)
                        .distinct()
                        .toList(),
                near.stream()
                        .filter(each -> each.isTooClose(span.end()))
                        .map(this::tooClose)
                        .toList());
    }

    private String tooClose(Restriction freeze) {
        return "changes are done %s before the freeze %s, by %s"
                .formatted(
                        words(freeze.finishBefore()),
                        freeze.name(),
                        WallClock.words(
                                freeze.span().start().minus(freeze.finishBefore()), rules.zone()));
    }

    /** Small work goes directly beside other small work of its system: one outage, not two. */
    private Optional<Slot> joined(List<Candidate> candidates) {
        if (request.length().compareTo(rules.planning().smallest()) > 0) {
            return Optional.empty();
        }
        List<Slot> slots = new ArrayList<>();
        for (OccupiedWork other : request.occupied()) {
            if (other.joinable()
                    && other.sharesSystem(request)
                    && other.span().length().compareTo(rules.planning().smallest()) <= 0) {
                Span after = Span.of(other.span().end(), request.length());
                Span before =
                        Span.of(other.span().start().minus(request.length()), request.length());
                joined(candidates, after, other).ifPresent(slots::add);
                joined(candidates, before, other).ifPresent(slots::add);
            }
        }
        return slots.stream().min(comparing(Slot::span));
    }

    private Optional<Slot> joined(List<Candidate> candidates, Span span, OccupiedWork other) {
        return candidates.stream()
                .filter(each -> each.isWindow() && each.permit().span().contains(other.span()))
                .filter(each -> Spans.cover(each.free(), span))
                .findFirst()
                .map(each -> slot(each.permit(), span, Optional.of(other.name())));
    }

    /** Every window until {@code end} that does not take the work, with why. */
    List<RejectedSlot> rejected(Instant end) {
        List<RejectedSlot> rejected = new ArrayList<>(otherWorkOnly(end));
        for (Permit permit : permits()) {
            if (permit.span().start().isBefore(end)) {
                List<Obstacle> reasons = reasons(permit);
                if (!reasons.isEmpty()) {
                    rejected.add(new RejectedSlot(permit.name(), permit.span(), reasons));
                }
            }
        }
        rejected.sort(comparing(RejectedSlot::span).thenComparing(RejectedSlot::window));
        return rejected;
    }

    /** One for each such window, not for each of its nights. */
    private List<RejectedSlot> otherWorkOnly(Instant end) {
        List<RejectedSlot> rejected = new ArrayList<>();
        for (Permit permit : timeline.permits()) {
            boolean known = rejected.stream().anyMatch(each -> each.window().equals(permit.name()));
            if (!known && !permit.isFor(request.type()) && permit.span().start().isBefore(end)) {
                rejected.add(
                        new RejectedSlot(
                                permit.name(), permit.span(), List.of(otherWorkOnly(permit))));
            }
        }
        return rejected;
    }

    private Obstacle otherWorkOnly(Permit permit) {
        return new Obstacle(
                Kind.OTHER_WORK_ONLY,
                permit.name(),
                "%s is for %s work only"
                        .formatted(
                                permit.name(),
                                String.join(
                                        " and ",
                                        permit.types().stream().map(ChangeType::word).toList())),
                Optional.empty());
    }

    /** What alone keeps the work out; if only several together do, all of them. */
    private List<Obstacle> reasons(Permit permit) {
        if (permit.span().length().compareTo(request.length()) < 0) {
            return List.of(tooShort(permit, permit.span()));
        }
        List<Cut> taken = cuts.of(permit, permit.span());
        if (fits(permit, taken)) {
            return List.of();
        }
        List<Cut> alone =
                taken.stream()
                        .filter(
                                each ->
                                        !fits(
                                                permit,
                                                taken.stream().filter(each::isSameAs).toList()))
                        .toList();
        return obstacles(alone.isEmpty() ? taken : alone);
    }

    private static List<Obstacle> obstacles(List<Cut> cuts) {
        List<Cut> different = new ArrayList<>();
        for (Cut each : cuts) {
            if (different.stream().noneMatch(each::isSameAs)) {
                different.add(each);
            }
        }
        return different.stream().map(Cut::obstacle).toList();
    }

    private boolean fits(Permit permit, List<Cut> cuts) {
        return Spans.fit(
                Spans.minus(List.of(permit.span()), cuts.stream().map(Cut::taken).toList()),
                request.length());
    }

    private Obstacle tooShort(Permit permit, Span left) {
        return new Obstacle(
                Kind.TOO_SHORT,
                permit.name(),
                "%s has %s, the work takes %s"
                        .formatted(permit.name(), words(left.length()), words(request.length())),
                Optional.of(left));
    }

    /** Why the work cannot begin just then; nothing if it can. */
    List<Obstacle> explain(Instant start) {
        Span wanted = Span.of(start, request.length());
        Optional<Permit> window =
                permits().stream()
                        .filter(each -> each.span().contains(start))
                        .max(comparing((Permit each) -> each.span().end()));
        List<Obstacle> against = new ArrayList<>();
        if (window.isEmpty()) {
            against.add(noWindow(start));
        } else if (!window.get().span().contains(wanted)) {
            against.add(tooShort(window.get(), new Span(start, window.get().span().end())));
        }
        Permit permit = window.orElseGet(() -> free("window", wanted, ""));
        against.addAll(obstacles(cuts.of(permit, wanted)));
        return against;
    }

    private Obstacle noWindow(Instant start) {
        return timeline.permits().stream()
                .filter(each -> each.span().contains(start) && !each.isFor(request.type()))
                .findFirst()
                .map(this::otherWorkOnly)
                .orElseGet(
                        () ->
                                new Obstacle(
                                        Kind.NO_WINDOW,
                                        "window",
                                        "no window for %s work is open at %s"
                                                .formatted(
                                                        request.type().word(),
                                                        WallClock.words(start, rules.zone())),
                                        Optional.empty()));
    }

    boolean isLifted(Restriction restriction) {
        return cuts.isLifted(restriction);
    }

    Timeline timeline() {
        return timeline;
    }

    Approvals approvals() {
        return approvals;
    }

    /** The window that a span lies in, for a slot that is there already. */
    Optional<Permit> permitAround(Span span) {
        return permits().stream().filter(each -> each.span().contains(span)).findFirst();
    }

    /** {@code 1h30m}, {@code 3d}. */
    static String words(Duration duration) {
        StringBuilder words = new StringBuilder();
        append(words, duration.toDays(), "d");
        append(words, duration.toHoursPart(), "h");
        append(words, duration.toMinutesPart(), "m");
        return words.length() == 0 ? duration.toSeconds() + "s" : words.toString();
    }

    private static void append(StringBuilder words, long count, String unit) {
        if (count != 0) {
            words.append(count).append(unit);
        }
    }
}
