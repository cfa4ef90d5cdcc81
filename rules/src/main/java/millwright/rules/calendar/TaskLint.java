package millwright.rules.calendar;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.rules.calendar.Finding.Severity;

/** Standing tasks that are planned where nothing is permitted. */
record TaskLint(MaintenanceCalendar calendar, Span asked) {
    private static final int EACH_MAX = 26;

    List<Finding> findings() {
        StandingSchedule schedule = new StandingSchedule(calendar);
        List<Finding> findings = new ArrayList<>();
        for (StandingTask task : calendar.rules().tasks()) {
            if (task.type().isPresent()) {
                findings.addAll(ofChange(task, schedule));
            } else if (task.window().equals(Optional.of(StandingTask.BUSINESS_HOURS))) {
                findings.addAll(ofDesk(task));
            }
        }
        return findings;
    }

    private List<Finding> ofChange(StandingTask task, StandingSchedule schedule) {
        List<TaskOccurrence> all = schedule.over(asked, task);
        List<TaskOccurrence> hindered =
                all.stream().filter(each -> !each.conflicts().isEmpty()).toList();
        if (hindered.isEmpty()) {
            return List.of();
        }
        List<TaskOccurrence> homeless =
                hindered.stream().filter(TaskLint::isOutsideOfWindows).toList();
        if (hindered.size() == all.size() && !homeless.isEmpty()) {
            return List.of(never(task, homeless.get(0), schedule));
        }
        if (hindered.size() > EACH_MAX) {
            return List.of(often(task, all.size(), hindered, schedule));
        }
        return hindered.stream().map(each -> once(each, schedule)).toList();
    }

    private static boolean isOutsideOfWindows(TaskOccurrence occurrence) {
        return occurrence.conflicts().stream()
                .allMatch(
                        each ->
                                each.kind() == Obstacle.Kind.NO_WINDOW
                                        || each.kind() == Obstacle.Kind.TOO_SHORT);
    }

    private Finding never(StandingTask task, TaskOccurrence example, StandingSchedule schedule) {
        return new Finding(
                Severity.ERROR,
                "task-outside-windows",
                task.name(),
                "%s never lies wholly within a window: %s"
                        .formatted(task.name(), example.conflicts().get(0).reason()),
                Optional.empty(),
                schedule.nearest(example)
                        .map(
                                each ->
                                        "Plan it into a window, such as %s of %s, or make one for it."
                                                .formatted(
                                                        each.window(),
                                                        WallClock.words(each.span(), zone())))
                        .orElse("Make a window for it, or plan less work at once."));
    }

    private Finding often(
            StandingTask task,
            int total,
            List<TaskOccurrence> hindered,
            StandingSchedule schedule) {
        TaskOccurrence first = hindered.get(0);
        return new Finding(
                Severity.WARNING,
                "task-hindered",
                task.name(),
                "%d of %d times %s is not permitted, such as: %s"
                        .formatted(hindered.size(), total, task.name(), reasons(first)),
                Optional.of(WallClock.dayOf(first.span().start(), zone())),
                advice(first, schedule));
    }

    private Finding once(TaskOccurrence each, StandingSchedule schedule) {
        return new Finding(
                Severity.WARNING,
                "task-hindered",
                each.task().name(),
                "%s of %s is not permitted: %s"
                        .formatted(
                                each.task().name(),
                                WallClock.words(each.span(), zone()),
                                reasons(each)),
                Optional.of(WallClock.dayOf(each.span().start(), zone())),
                advice(each, schedule));
    }

    private static String reasons(TaskOccurrence occurrence) {
        return occurrence.conflicts().stream()
                .map(Obstacle::reason)
                .collect(Collectors.joining("; "));
    }

    private String advice(TaskOccurrence occurrence, StandingSchedule schedule) {
        return schedule.nearest(occurrence)
                .map(
                        each ->
                                "Move it to %s (%s, approved by %s)."
                                        .formatted(
                                                WallClock.words(each.span(), zone()),
                                                each.window(),
                                                each.approval()))
                .orElse("Make a window for it, or ask for an exemption.");
    }

    /** Work at the desk on a day when nobody works. */
    private List<Finding> ofDesk(StandingTask task) {
        DateRange days =
                new DateRange(
                        WallClock.dayOf(asked.start(), zone()),
                        WallClock.dayOf(asked.end(), zone()).plusDays(1));
        List<LocalDate> on = task.times().days(days);
        boolean someDayOnly = task.within().filter(each -> each.toTotalMonths() > 0).isEmpty();
        List<LocalDate> off =
                on.stream()
                        .filter(
                                each ->
                                        !calendar.rules()
                                                .businessHours()
                                                .days()
                                                .contains(each.getDayOfWeek()))
                        .toList();
        if (off.isEmpty() || !someDayOnly || off.size() < on.size()) {
            return List.of();
        }
        return List.of(
                new Finding(
                        Severity.WARNING,
                        "task-off-days",
                        task.name(),
                        "%s is planned for business hours on a day that has none, such as %s"
                                .formatted(task.name(), WallClock.words(off.get(0))),
                        Optional.empty(),
                        "Move it to a working day."));
    }

    private ZoneId zone() {
        return calendar.zone();
    }
}
