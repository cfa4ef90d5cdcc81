package millwright.rules.calendar;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.CalendarEntry.Permitted;

/** The standing schedule of a site, laid over its calendar (L-013 §3.1–3.5). */
public final class StandingSchedule {
    /** How far a task may move: about a month, so that a monthly one stays one a month. */
    private static final Duration NEAR = Duration.ofDays(31);

    private static final DateTimeFormatter KEY =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT);

    private final MaintenanceCalendar calendar;
    private final ZoneId zone;

    public StandingSchedule(MaintenanceCalendar calendar) {
        this.calendar = calendar;
        this.zone = calendar.zone();
    }

    /** Every time of every task that overlaps {@code asked}, by start and name. */
    public List<TaskOccurrence> over(Span asked) {
        return over(asked, task -> true);
    }

    /** Of some tasks: one that comes each quarter of an hour is most of the schedule. */
    public List<TaskOccurrence> over(Span asked, Predicate<StandingTask> which) {
        Timeline timeline = calendar.timeline(wide(asked));
        List<TaskOccurrence> all = new ArrayList<>();
        for (StandingTask task : calendar.rules().tasks()) {
            if (which.test(task)) {
                all.addAll(over(asked, task, timeline));
            }
        }
        all.sort(comparing(TaskOccurrence::span).thenComparing(each -> each.task().name()));
        return all;
    }

    /** Of one task. */
    public List<TaskOccurrence> over(Span asked, StandingTask task) {
        return over(asked, task, calendar.timeline(wide(asked)));
    }

    private static Span wide(Span asked) {
        return new Span(asked.start().minus(NEAR), asked.end().plus(NEAR));
    }

    private List<TaskOccurrence> over(Span asked, StandingTask task, Timeline near) {
        List<Span> hours =
                task.times().spans(started(asked, task), zone).stream()
                        .filter(each -> due(each, task).overlaps(asked))
                        .toList();
        if (hours.isEmpty()) {
            return List.of();
        }
        // A period may reach far beyond what was asked for.
        Timeline timeline =
                task.within().isEmpty()
                        ? near
                        : calendar.timeline(
                                new Span(
                                        hours.get(0).start(),
                                        due(hours.get(hours.size() - 1), task).end()));
        Optional<List<Span>> permitted =
                task.type().map(type -> timeline.permitted(type, Set.of(task.system())));
        return hours.stream()
                .map(
                        each ->
                                new TaskOccurrence(
                                        key(task, each.start()),
                                        task,
                                        due(each, task),
                                        task.within().isEmpty(),
                                        permitted
                                                .map(
                                                        free ->
                                                                conflicts(
                                                                        due(each, task),
                                                                        task,
                                                                        free,
                                                                        timeline))
                                                .orElse(List.of())))
                .toList();
    }

    private Span due(Span hours, StandingTask task) {
        return task.within().isPresent() ? period(hours.start(), task) : hours;
    }

    /** A period that overlaps may have begun long before. */
    private Span started(Span asked, StandingTask task) {
        if (task.within().isEmpty()) {
            return asked;
        }
        LocalDateTime start = LocalDateTime.ofInstant(asked.start(), zone);
        return new Span(
                WallClock.instant(start.minus(task.within().get()).minusDays(1), zone),
                asked.end());
    }

    private Span period(Instant start, StandingTask task) {
        LocalDateTime begin = LocalDateTime.ofInstant(start, zone);
        return new Span(start, WallClock.instant(begin.plus(task.within().orElseThrow()), zone));
    }

    private List<Obstacle> conflicts(
            Span span, StandingTask task, List<Span> permitted, Timeline timeline) {
        if (task.within().isPresent()) {
            boolean fits =
                    Spans.fit(Spans.within(permitted, span.start(), span.end()), task.effort());
            return fits ? List.of() : List.of(nowhere(span, task));
        }
        return Spans.cover(permitted, span)
                ? List.of()
                : timeline.against(span, task.type().orElseThrow(), Set.of(task.system()), zone);
    }

    private Obstacle nowhere(Span period, StandingTask task) {
        return new Obstacle(
                Obstacle.Kind.TOO_SHORT,
                "window",
                "no window for %s work in %s has %s"
                        .formatted(
                                task.type().orElseThrow().word(),
                                WallClock.words(period, zone),
                                Search.words(task.effort())),
                Optional.of(period));
    }

    /**
     * The nearest permitted hours, before or after, at the same time of day where a window takes it
     * then; of two as near the earlier. Empty if there are none within a month, for work that
     * changes nothing, and for work without a fixed hour.
     */
    public Optional<Proposal> nearest(TaskOccurrence occurrence) {
        StandingTask task = occurrence.task();
        if (task.type().isEmpty() || !occurrence.fixed()) {
            return Optional.empty();
        }
        Span around = wide(occurrence.span());
        Timeline timeline = calendar.timeline(around);
        Set<String> systems = Set.of(task.system());
        List<Proposal> proposals = new ArrayList<>();
        List<Span> free = timeline.permitted(task.type().get(), systems);
        for (Permit window : timeline.permits()) {
            if (window.isFor(task.type().get()) && window.scope().coversAll(systems)) {
                for (Span piece : Spans.within(free, window.span().start(), window.span().end())) {
                    nearestIn(piece, occurrence)
                            .ifPresent(span -> proposals.add(proposal(span, window, occurrence)));
                }
            }
        }
        Instant wanted = occurrence.span().start();
        return proposals.stream()
                .min(
                        comparing(
                                        (Proposal each) ->
                                                Duration.between(wanted, each.span().start()).abs())
                                .thenComparing(Proposal::span)
                                .thenComparing(Proposal::window));
    }

    private Optional<Span> nearestIn(Span piece, TaskOccurrence occurrence) {
        Duration effort = occurrence.task().effort();
        if (piece.length().compareTo(effort) < 0) {
            return Optional.empty();
        }
        Instant wanted = occurrence.span().start();
        LocalTime hour = LocalTime.ofInstant(wanted, zone);
        Span sameHour =
                Span.of(
                        WallClock.instant(WallClock.dayOf(piece.start(), zone).atTime(hour), zone),
                        effort);
        Instant latest = piece.end().minus(effort);
        Span closest = Span.of(Spans.earlier(latest, Spans.later(piece.start(), wanted)), effort);
        return Optional.of(piece.contains(sameHour) ? sameHour : closest);
    }

    private static Proposal proposal(Span span, Permit window, TaskOccurrence occurrence) {
        return new Proposal(
                span,
                window.name(),
                window.approval(),
                occurrence.conflicts().stream()
                        .map(Obstacle::reason)
                        .collect(Collectors.joining("; ")));
    }

    /** As entries of the calendar: the tasks whose hour is fixed. */
    public List<CalendarEntry> entries(Span asked) {
        return entries(asked, task -> true);
    }

    /** Of some tasks. */
    public List<CalendarEntry> entries(Span asked, Predicate<StandingTask> which) {
        Timeline timeline = calendar.timeline(wide(asked));
        return over(asked, which).stream()
                .filter(TaskOccurrence::fixed)
                .map(each -> entry(each, timeline))
                .toList();
    }

    private static CalendarEntry entry(TaskOccurrence occurrence, Timeline timeline) {
        StandingTask task = occurrence.task();
        Span span = occurrence.span();
        Permitted permitted =
                task.type()
                        .map(type -> timeline.permitted(type, Set.of(task.system())))
                        .map(free -> Spans.within(free, span.start(), span.end()))
                        .map(free -> Permitted.of(free, span))
                        .orElse(Permitted.YES);
        return new CalendarEntry(
                occurrence.key(),
                Kind.TASK,
                task.name(),
                span,
                permitted,
                occurrence.conflicts().stream().map(Obstacle::name).distinct().sorted().toList(),
                false,
                task.title(),
                0);
    }

    private String key(StandingTask task, Instant start) {
        return task.name() + "-" + KEY.format(LocalDateTime.ofInstant(start, zone));
    }
}
