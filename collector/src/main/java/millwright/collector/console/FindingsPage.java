package millwright.collector.console;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.http.Exchange;
import millwright.rules.calendar.CalendarLint;
import millwright.rules.calendar.Finding;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;

/** What is wrong with the calendar, for the year from today. */
final class FindingsPage {
    private static final Map<String, String> TITLES =
            Map.ofEntries(
                    Map.entry("window-swallowed", "Windows that a freeze or blackout swallows"),
                    Map.entry("window-cut", "Windows that lose a part"),
                    Map.entry("window-never-usable", "Windows that can never be used"),
                    Map.entry("task-outside-windows", "Tasks where no window is"),
                    Map.entry("task-hindered", "Tasks whose time is forbidden"),
                    Map.entry("task-off-days", "Desk work on days without business hours"),
                    Map.entry("holiday-unconfirmed", "Feasts that nobody has confirmed"),
                    Map.entry("published-weekday", "Published dates on the wrong day of the week"),
                    Map.entry("published-not-in-schedule", "Published, and not in the schedule"),
                    Map.entry("published-hours", "Published with other hours"),
                    Map.entry("published-in-freeze", "Published within a freeze"),
                    Map.entry("published-outside-windows", "Published outside the windows"),
                    Map.entry("published-missing", "In the schedule, and not published"));

    private final CalendarParts calendar;

    FindingsPage(CalendarParts calendar) {
        this.calendar = calendar;
    }

    record Model(
            String tab,
            String zone,
            String from,
            String to,
            long errors,
            long warnings,
            long notes,
            List<Group> groups) {}

    /**
     * Findings of one kind.
     *
     * @param open whether it is shown unfolded: the worst are
     */
    record Group(
            String check, String title, String worst, String style, boolean open, List<Row> rows) {}

    record Row(
            String severity, String style, String date, String link, String what, String advice) {}

    Page show(Exchange exchange, SiteTime time) {
        MaintenanceCalendar live = calendar.book().live().current();
        CalendarWords words = new CalendarWords(live.zone());
        LocalDate today = words.date(time.now());
        Span year =
                new Span(
                        today.atStartOfDay(words.zone()).toInstant(),
                        today.plusYears(1).atStartOfDay(words.zone()).toInstant());
        List<Finding> findings = CalendarLint.check(live, year, time.now());
        Map<String, List<Finding>> groups =
                findings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Finding::check, LinkedHashMap::new, Collectors.toList()));
        Model model =
                new Model(
                        "findings",
                        words.zone().getId(),
                        words.day(today),
                        words.day(today.plusYears(1)),
                        count(findings, Finding.Severity.ERROR),
                        count(findings, Finding.Severity.WARNING),
                        count(findings, Finding.Severity.INFO),
                        groups.entrySet().stream().map(each -> group(each, words)).toList());
        return new Page("findings", "Findings about the calendar", "calendar", model);
    }

    private static long count(List<Finding> findings, Finding.Severity severity) {
        return findings.stream().filter(each -> each.severity() == severity).count();
    }

    private static Group group(Map.Entry<String, List<Finding>> group, CalendarWords words) {
        Finding.Severity worst = group.getValue().get(0).severity(); // sorted, the worst first
        return new Group(
                group.getKey(),
                TITLES.getOrDefault(group.getKey(), group.getKey()),
                word(worst),
                style(worst),
                worst == Finding.Severity.ERROR,
                group.getValue().stream()
                        .map(
                                each ->
                                        new Row(
                                                word(each.severity()),
                                                style(each.severity()),
                                                each.when().map(words::day).orElse(""),
                                                each.when()
                                                        .map(
                                                                day ->
                                                                        "/calendar?view=agenda&at="
                                                                                + day)
                                                        .orElse(""),
                                                each.what() + ".",
                                                each.suggestion()))
                        .toList());
    }

    private static String word(Finding.Severity severity) {
        return severity == Finding.Severity.INFO ? "note" : severity.word();
    }

    private static String style(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> "p1";
            case WARNING -> "p3";
            case INFO -> "p4";
        };
    }
}
