package millwright.rules.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import millwright.rules.calendar.Finding.Severity;

/** Published dates against the calendar, the standing schedule and the days of the week. */
record PublishedLint(MaintenanceCalendar calendar) {
    private static final int NAMED_MAX = 6;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (PublishedEvent event : calendar.rules().published()) {
            weekday(event).ifPresent(findings::add);
            task(event).ifPresent(task -> findings.addAll(of(event, task)));
        }
        findings.addAll(missing());
        return findings;
    }

    private Optional<StandingTask> task(PublishedEvent event) {
        return event.task().flatMap(this::task);
    }

    private Optional<StandingTask> task(String name) {
        return calendar.rules().tasks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private static Optional<Finding> weekday(PublishedEvent event) {
        DayOfWeek real = event.date().getDayOfWeek();
        return event.weekday()
                .filter(stated -> stated != real)
                .map(
                        stated ->
                                finding(
                                        Severity.ERROR,
                                        "published-weekday",
                                        event,
                                        "%s is a %s, not a %s"
                                                .formatted(event.date(), name(real), name(stated)),
                                        "Correct the date or the day of the week."));
    }

    private List<Finding> of(PublishedEvent event, StandingTask task) {
        List<Finding> findings = new ArrayList<>();
        rule(event, task).ifPresent(findings::add);
        hours(event, task).ifPresent(findings::add);
        if (task.type().isPresent()) {
            freeze(event, task).ifPresent(findings::add);
        }
        return findings;
    }

    /** The date that the schedule gives, or a period in which the work is due. */
    private Optional<Finding> rule(PublishedEvent event, StandingTask task) {
        LocalDate day = event.date();
        if (task.within().isPresent()) {
            List<LocalDate> begins =
                    task.times()
                            .days(
                                    new DateRange(
                                            day.minus(task.within().get()).plusDays(1),
                                            day.plusDays(1)));
            return begins.isEmpty()
                    ? Optional.of(
                            finding(
                                    Severity.ERROR,
                                    "published-not-in-schedule",
                                    event,
                                    "%s is not due then by the schedule (%s)"
                                            .formatted(task.name(), task.times().rule()),
                                    "Change the schedule or the published date."))
                    : Optional.empty();
        }
        DateRange month = new DateRange(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
        List<LocalDate> planned = task.times().days(month);
        if (planned.contains(day)) {
            return Optional.empty();
        }
        String days =
                planned.stream()
                        .limit(NAMED_MAX)
                        .map(WallClock::words)
                        .collect(Collectors.joining(", "));
        return Optional.of(
                finding(
                        Severity.ERROR,
                        "published-not-in-schedule",
                        event,
                        "the schedule (%s) has it on %s"
                                .formatted(
                                        task.times().rule(),
                                        days.isEmpty() ? "no day of that month" : days),
                        "Change the schedule or the published date."));
    }

    private static Optional<Finding> hours(PublishedEvent event, StandingTask task) {
        if (event.from().isEmpty()) {
            return Optional.empty();
        }
        LocalTime from = event.from().get();
        boolean otherStart = task.within().isEmpty() && !from.equals(task.times().from());
        boolean otherLength = event.lasts().compareTo(task.effort()) != 0;
        if (!otherStart && !otherLength) {
            return Optional.empty();
        }
        return Optional.of(
                finding(
                        Severity.ERROR,
                        "published-hours",
                        event,
                        "it takes %s from %s; the schedule gives %s %s"
                                .formatted(
                                        Search.words(event.lasts()),
                                        from,
                                        task.name(),
                                        Search.words(task.effort())
                                                + (otherStart
                                                        ? " from " + task.times().from()
                                                        : "")),
                        "Let both say the same."));
    }

    private Optional<Finding> freeze(PublishedEvent event, StandingTask task) {
        Optional<Span> span = span(event);
        List<Obstacle> against =
                span
                        .map(
                                each ->
                                        calendar.against(
                                                each,
                                                task.type().orElseThrow(),
                                                Set.of(task.system())))
                        .orElse(List.of())
                        .stream()
                        // Days without hours cross every peak of theirs; that is no news.
                        .filter(
                                each ->
                                        event.from().isPresent()
                                                || each.kind() == Obstacle.Kind.FREEZE)
                        .toList();
        if (against.isEmpty()) {
            return Optional.empty();
        }
        boolean frozen = against.stream().anyMatch(each -> each.kind() != Obstacle.Kind.NO_WINDOW);
        return Optional.of(
                finding(
                        Severity.ERROR,
                        frozen ? "published-in-freeze" : "published-outside-windows",
                        event,
                        against.stream().map(Obstacle::reason).collect(Collectors.joining("; ")),
                        frozen
                                ? "Publish another date, or record the exemption."
                                : "Publish hours that lie in a window, or make one for it."));
    }

    private Optional<Span> span(PublishedEvent event) {
        if (event.from().isPresent()) {
            Duration lasts = event.lasts();
            return WallClock.span(
                    event.date().atTime(event.from().get()),
                    event.date().atTime(event.from().get()).plus(lasts),
                    zone());
        }
        LocalDate last = event.last().orElse(event.date());
        return WallClock.span(new DateRange(event.date(), last.plusDays(1)), zone());
    }

    /** Times of the schedule for which the calendar of that year has no date. */
    private List<Finding> missing() {
        Map<String, List<PublishedEvent>> byTask =
                calendar.rules().published().stream()
                        .filter(each -> task(each).isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        each ->
                                                each.date().getYear()
                                                        + " "
                                                        + each.task().orElseThrow(),
                                        TreeMap::new,
                                        Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        byTask.values().forEach(events -> missing(events).ifPresent(findings::add));
        return findings;
    }

    private Optional<Finding> missing(List<PublishedEvent> events) {
        PublishedEvent any = events.get(0);
        StandingTask task = task(any).orElseThrow();
        LocalDate first = LocalDate.of(any.date().getYear(), 1, 1);
        List<LocalDate> planned = task.times().days(new DateRange(first, first.plusYears(1)));
        List<LocalDate> without =
                planned.stream()
                        .filter(day -> events.stream().noneMatch(each -> stands(each, day, task)))
                        .toList();
        if (without.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        Severity.WARNING,
                        "published-missing",
                        task.name(),
                        "%s publishes %d of the %d times of %s in %d; none for %s"
                                .formatted(
                                        any.calendar(),
                                        planned.size() - without.size(),
                                        planned.size(),
                                        task.name(),
                                        first.getYear(),
                                        without.stream()
                                                .map(
                                                        day ->
                                                                task.within().isPresent()
                                                                        ? "the period from " + day
                                                                        : month(day))
                                                .collect(Collectors.joining(", "))),
                        Optional.of(without.get(0)),
                        "Publish a date for each, or let the schedule come less often."));
    }

    /** Whether the event can be the one that the schedule has on that day, or in its month. */
    private static boolean stands(PublishedEvent event, LocalDate day, StandingTask task) {
        LocalDate end = task.within().map(day::plus).orElse(day.withDayOfMonth(1).plusMonths(1));
        LocalDate start = task.within().isPresent() ? day : day.withDayOfMonth(1);
        return !event.date().isBefore(start) && event.date().isBefore(end);
    }

    private static String month(LocalDate day) {
        return day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static Finding finding(
            Severity severity, String check, PublishedEvent event, String what, String suggestion) {
        return new Finding(
                severity,
                check,
                event.event(),
                "%s has \"%s\" on %s: %s"
                        .formatted(event.calendar(), event.event(), event.date(), what),
                Optional.of(event.date()),
                suggestion);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private ZoneId zone() {
        return calendar.zone();
    }
}
