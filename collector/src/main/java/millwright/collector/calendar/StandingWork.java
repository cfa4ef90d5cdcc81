package millwright.collector.calendar;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import millwright.collector.calendar.CalendarRecord.Completion;
import millwright.collector.calendar.CalendarRecord.Move;
import millwright.collector.calendar.StandingItem.State;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Proposal;
import millwright.rules.calendar.Span;
import millwright.rules.calendar.StandingSchedule;
import millwright.rules.calendar.StandingTask;
import millwright.rules.calendar.TaskOccurrence;

/**
 * The standing schedule (L-013 §3.1–3.5) and what has become of it.
 *
 * <p>Work with a fixed hour is overdue when the site's day in which its hours end is over, since
 * people write evidence down after the work; other work when its period is over. An automated task
 * is watched from the first run on that somebody, or its own script, has reported: before, its
 * silence says nothing.
 */
public final class StandingWork implements PlacedWork {
    private static final DateTimeFormatter KEY =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm", Locale.ROOT);
    private static final Duration RECENT = Duration.ofDays(35);
    private static final Duration LONG_AGO = Duration.ofDays(400);

    private final CalendarBook book;

    public StandingWork(CalendarBook book) {
        this.book = requireNonNull(book, "book");
    }

    /**
     * A task whose last time was due and is not done.
     *
     * @param missedBefore how many times in a row before it were not done either
     */
    public record Overdue(StandingItem item, int missedBefore) {}

    /** Every time of every task of people that overlaps {@code asked}, by start and name. */
    public List<StandingItem> over(Span asked, Instant now) {
        return over(asked, now, task -> !task.automated());
    }

    /** Of what somebody watches: people's tasks, and automated ones that have reported. */
    List<StandingItem> watched(Span asked, Instant now) {
        Set<String> reported = reported();
        return over(asked, now, task -> isWatched(task, reported));
    }

    /** Of some tasks. */
    public List<StandingItem> over(Span asked, Instant now, Predicate<StandingTask> which) {
        Set<String> reported = reported();
        List<StandingItem> all =
                new ArrayList<>(
                        new StandingSchedule(calendar())
                                .over(asked, which).stream()
                                        .map(each -> item(each, now, reported))
                                        .toList());
        all.sort(
                comparing((StandingItem each) -> each.span().start())
                        .thenComparing(each -> each.occurrence().task().name()));
        return all;
    }

    /** The most overdue first. */
    public List<Overdue> overdue(Instant now) {
        Set<String> reported = reported();
        List<Overdue> overdue = new ArrayList<>();
        for (StandingTask task : calendar().rules().tasks()) {
            if (isWatched(task, reported)) {
                overdue(task, now, reported).ifPresent(overdue::add);
            }
        }
        overdue.sort(comparing(each -> each.item().overdueAt()));
        return overdue;
    }

    private Optional<Overdue> overdue(StandingTask task, Instant now, Set<String> reported) {
        List<StandingItem> past = past(task, now, RECENT, reported);
        if (past.isEmpty()) {
            past = past(task, now, LONG_AGO, reported);
        }
        int missed = 0;
        for (int i = past.size() - 1; i >= 0 && !past.get(i).state().isDone(); i--) {
            missed++;
        }
        return missed == 0
                ? Optional.empty()
                : Optional.of(new Overdue(past.get(past.size() - 1), missed - 1));
    }

    /** Those that had to be done by now, since somebody watches. */
    private List<StandingItem> past(
            StandingTask task, Instant now, Duration back, Set<String> reported) {
        return new StandingSchedule(calendar())
                .over(new Span(now.minus(back), now), task).stream()
                        .map(each -> item(each, now, reported))
                        .filter(each -> !each.overdueAt().isAfter(now))
                        .filter(each -> each.overdueAt().isAfter(book.watchedSince()))
                        .toList();
    }

    /** The occurrence of a key, wherever it has moved to. */
    public Optional<StandingItem> find(String key, Instant now) {
        int dash = key.lastIndexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        Optional<StandingTask> task =
                calendar().rules().tasks().stream()
                        .filter(each -> each.name().equals(key.substring(0, dash)))
                        .findFirst();
        return task.flatMap(
                        each ->
                                start(key.substring(dash + 1))
                                        .flatMap(start -> occurrence(each, start, key)))
                .map(each -> item(each, now, reported()));
    }

    private Optional<Instant> start(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, KEY).atZone(zone()).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private Optional<TaskOccurrence> occurrence(StandingTask task, Instant start, String key) {
        Span near = new Span(start.minus(Duration.ofHours(3)), start.plus(Duration.ofHours(3)));
        return new StandingSchedule(calendar())
                .over(near, task).stream().filter(each -> each.key().equals(key)).findFirst();
    }

    private StandingItem item(TaskOccurrence occurrence, Instant now, Set<String> reported) {
        Optional<Kept<Completion>> done =
                Optional.ofNullable(book.said().completions().get(occurrence.key()));
        Optional<Kept<Move>> move = Optional.ofNullable(book.said().moves().get(occurrence.key()));
        Span span = move.map(each -> each.what().span()).orElse(occurrence.span());
        Instant overdueAt = overdueAt(span, occurrence.fixed());
        return new StandingItem(
                occurrence,
                state(occurrence.task(), span, overdueAt, done, now, reported),
                overdueAt,
                done,
                move);
    }

    private Instant overdueAt(Span span, boolean fixed) {
        return fixed
                ? LocalDate.ofInstant(span.end().minusNanos(1), zone())
                        .plusDays(1)
                        .atStartOfDay(zone())
                        .toInstant()
                : span.end();
    }

    private State state(
            StandingTask task,
            Span span,
            Instant overdueAt,
            Optional<Kept<Completion>> done,
            Instant now,
            Set<String> reported) {
        if (done.isPresent()) {
            return done.get().what().doneAt().isBefore(overdueAt) ? State.DONE : State.DONE_LATE;
        }
        if (span.start().isAfter(now)) {
            return State.UPCOMING;
        }
        if (!isWatched(task, reported) || !overdueAt.isAfter(book.watchedSince())) {
            return State.UNWATCHED;
        }
        return now.isBefore(overdueAt) ? State.DUE : State.OVERDUE;
    }

    private static boolean isWatched(StandingTask task, Set<String> reported) {
        return !task.automated() || reported.contains(task.name());
    }

    private Set<String> reported() {
        return book.said().completions().values().stream()
                .map(each -> each.what().task())
                .collect(java.util.stream.Collectors.toSet());
    }

    /** Where a hindered one could go that has not moved; empty where nothing is to be proposed. */
    public Optional<Proposal> proposal(StandingItem item, Instant now) {
        if (item.occurrence().conflicts().isEmpty()
                || item.move().isPresent()
                || item.state().isDone()
                || item.span().end().isBefore(now)) {
            return Optional.empty();
        }
        return new StandingSchedule(calendar())
                .nearest(item.occurrence())
                .filter(each -> each.span().end().isAfter(now));
    }

    /** What has moved is placed where people agreed to put it. */
    @Override
    public List<Placed> placed(Instant after) {
        List<Placed> placed = new ArrayList<>();
        for (Kept<Move> move : book.said().moves().values()) {
            if (move.what().end().isAfter(after)) {
                calendar().rules().tasks().stream()
                        .filter(each -> each.name().equals(move.what().task()))
                        .filter(each -> each.type().isPresent())
                        .map(
                                each ->
                                        new Placed(
                                                move.what().id(),
                                                each.title(),
                                                move.what().span(),
                                                each.type().orElseThrow(),
                                                Set.of(each.system())))
                        .forEach(placed::add);
            }
        }
        return placed;
    }

    private MaintenanceCalendar calendar() {
        return book.live().current();
    }

    private ZoneId zone() {
        return calendar().zone();
    }
}
