package millwright.rules.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.CalendarEntry.Permitted;
import millwright.rules.calendar.Finding.Severity;

/** Windows that are permitted in part only, or not at all. */
record WindowLint(MaintenanceCalendar calendar, Span asked) {
    /** A window that comes more often than monthly is told of once a year, not each time. */
    private static final int EACH_MAX = 13;

    /** How far "never" reaches. */
    private static final Duration EVER = Duration.ofDays(5 * 366);

    private static final int NAMED_MAX = 6;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<CalendarEntry>> byName = byName(asked);
        Map<String, List<CalendarEntry>> ever = byName(Span.of(asked.start(), EVER));
        for (MaintenanceWindow window : calendar.rules().windows()) {
            List<CalendarEntry> all = ever.getOrDefault(window.name(), List.of());
            if (all.stream().allMatch(each -> each.permitted() == Permitted.NO)) {
                findings.add(never(window, all));
            } else {
                byYear(byName.getOrDefault(window.name(), List.of()))
                        .forEach((year, entries) -> findings.addAll(of(window, year, entries)));
            }
        }
        return findings;
    }

    private Map<String, List<CalendarEntry>> byName(Span span) {
        return calendar.entries(span).stream()
                .filter(each -> each.kind() == Kind.WINDOW)
                .collect(Collectors.groupingBy(CalendarEntry::name));
    }

    private Map<Integer, List<CalendarEntry>> byYear(List<CalendarEntry> entries) {
        return entries.stream()
                .collect(
                        Collectors.groupingBy(
                                each -> each.span().start().atZone(zone()).getYear(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private Finding never(MaintenanceWindow window, List<CalendarEntry> all) {
        return new Finding(
                Severity.ERROR,
                "window-never-usable",
                window.name(),
                all.isEmpty()
                        ? window.name() + " does not come in the five years looked at"
                        : "%s is never usable: %s"
                                .formatted(window.name(), String.join(", ", conflicts(all))),
                Optional.empty(),
                "Give it other hours or days, or take it away.");
    }

    private List<Finding> of(MaintenanceWindow window, int year, List<CalendarEntry> entries) {
        List<CalendarEntry> cut =
                entries.stream().filter(each -> each.permitted() != Permitted.YES).toList();
        if (cut.isEmpty()) {
            return List.of();
        }
        if (entries.size() <= EACH_MAX) {
            return cut.stream().map(this::each).toList();
        }
        return List.of(together(window, year, entries.size(), cut));
    }

    private Finding each(CalendarEntry entry) {
        boolean gone = entry.permitted() == Permitted.NO;
        return new Finding(
                Severity.WARNING,
                gone ? "window-swallowed" : "window-cut",
                entry.name(),
                "%s of %s is %s by %s%s"
                        .formatted(
                                entry.name(),
                                WallClock.words(entry.span(), zone()),
                                gone ? "swallowed" : "cut",
                                String.join(", ", entry.conflicts()),
                                entry.provisional() ? " (provisional)" : ""),
                day(entry),
                gone ? instead(entry) : "Plan shorter work for it.");
    }

    private String instead(CalendarEntry entry) {
        return new Nearest(calendar)
                .window(entry)
                .map(
                        span ->
                                "Move its work to %s, or ask for an exemption."
                                        .formatted(WallClock.words(span, zone())))
                .orElse("Move its work, or ask for an exemption.");
    }

    private Finding together(
            MaintenanceWindow window, int year, int total, List<CalendarEntry> cut) {
        String days =
                cut.stream()
                        .limit(NAMED_MAX)
                        .map(each -> day(each).orElseThrow().toString())
                        .collect(Collectors.joining(", "));
        return new Finding(
                Severity.INFO,
                "window-swallowed",
                window.name(),
                "%d of %d times in %d %s is not wholly usable, for %s: %s%s"
                        .formatted(
                                cut.size(),
                                total,
                                year,
                                window.name(),
                                String.join(", ", conflicts(cut)),
                                days,
                                cut.size() > NAMED_MAX ? " …" : ""),
                day(cut.get(0)),
                "Nothing to do: work goes to the next one.");
    }

    private static List<String> conflicts(List<CalendarEntry> entries) {
        return entries.stream()
                .flatMap(each -> each.conflicts().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<LocalDate> day(CalendarEntry entry) {
        return Optional.of(WallClock.dayOf(entry.span().start(), zone()));
    }

    private ZoneId zone() {
        return calendar.zone();
    }
}
