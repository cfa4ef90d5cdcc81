package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.CalendarEntry.Permitted;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Scope;
import millwright.rules.calendar.Span;
import millwright.rules.calendar.StandingSchedule;
import millwright.rules.calendar.StandingTask;

/** The live calendar as people and programs read it: its entries, and as iCalendar. */
public final class CalendarFeed {
    private final CalendarBook book;

    /** Which of the standing schedule. */
    public enum Tasks {
        NONE,
        /** Not what runs by itself, some of it each quarter of an hour. */
        OF_PEOPLE,
        ALL
    }

    public CalendarFeed(CalendarBook book) {
        this.book = requireNonNull(book, "book");
    }

    /**
     * What overlaps a time, by start, kind and name.
     *
     * @param system only what is about it; empty for all
     * @param tasks the standing schedule too, where an hour is fixed; what has moved stands where
     *     it has gone
     */
    public List<CalendarEntry> entries(Span asked, Optional<String> system, Tasks tasks) {
        MaintenanceCalendar calendar = book.live().current();
        List<CalendarEntry> entries =
                new ArrayList<>(
                        system.map(each -> calendar.entries(asked, each))
                                .orElseGet(() -> calendar.entries(asked)));
        if (tasks != Tasks.NONE) {
            entries.addAll(tasks(asked, system, tasks, calendar));
        }
        entries.sort(CalendarEntry.IN_ORDER);
        return entries;
    }

    private List<CalendarEntry> tasks(
            Span asked, Optional<String> system, Tasks which, MaintenanceCalendar calendar) {
        List<CalendarEntry> tasks = new ArrayList<>();
        new StandingSchedule(calendar)
                        .entries(
                                asked,
                                task ->
                                        (which == Tasks.ALL || !task.automated())
                                                && (system.isEmpty()
                                                        || task.system().equals(system.get())))
                        .stream()
                        .filter(each -> !book.said().moves().containsKey(each.key()))
                        .forEach(tasks::add);
        book.said().moves().values().stream()
                .filter(each -> each.what().span().overlaps(asked))
                .filter(each -> isOf(each.what().task(), system, calendar))
                .forEach(each -> moved(each, calendar).ifPresent(tasks::add));
        return tasks;
    }

    private static boolean isOf(
            String task, Optional<String> system, MaintenanceCalendar calendar) {
        return system.isEmpty()
                || task(task, calendar)
                        .filter(each -> each.system().equals(system.get()))
                        .isPresent();
    }

    private static Optional<StandingTask> task(String name, MaintenanceCalendar calendar) {
        return calendar.rules().tasks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private static Optional<CalendarEntry> moved(
            Kept<CalendarRecord.Move> move, MaintenanceCalendar calendar) {
        Span span = move.what().span();
        return task(move.what().task(), calendar)
                .map(
                        task -> {
                            List<String> against =
                                    task.type().stream()
                                            .flatMap(
                                                    type ->
                                                            calendar
                                                                    .against(
                                                                            span,
                                                                            type,
                                                                            Set.of(task.system()))
                                                                    .stream())
                                            .map(each -> each.name())
                                            .distinct()
                                            .sorted()
                                            .toList();
                            return new CalendarEntry(
                                    move.what().id(),
                                    Kind.TASK,
                                    task.name(),
                                    span,
                                    against.isEmpty() ? Permitted.YES : Permitted.NO,
                                    against,
                                    false,
                                    "%s, moved: %s".formatted(task.title(), move.what().reason()),
                                    move.revision() + 1);
                        });
    }

    /**
     * As iCalendar, with what was withdrawn, cancelled.
     *
     * @param stamp when this is
     */
    public String iCalendar(Span asked, Optional<String> system, Tasks tasks, Instant stamp) {
        List<Kept<CalendarRecord.Entry>> withdrawn =
                book.said().entries().stream()
                        .filter(each -> !each.counts())
                        .filter(
                                each ->
                                        new Span(each.what().start(), each.what().end())
                                                .overlaps(asked))
                        .filter(
                                each ->
                                        system.isEmpty()
                                                || new Scope(each.what().scope())
                                                        .touches(Set.of(system.get())))
                        .toList();
        return ICalendars.write(entries(asked, system, tasks), withdrawn, stamp);
    }

    /** The systems that windows, entries and tasks name; by name. */
    public List<String> systems() {
        return book.live().current().rules().tasks().stream()
                .map(StandingTask::system)
                .distinct()
                .sorted()
                .toList();
    }
}
