package millwright.collector.console;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.Span;

/**
 * A day of a calendar's page.
 *
 * @param outside whether it is of the month before or after
 * @param clocks that they change on it, and how long it is; empty on other days
 * @param minutes how long it is: 1440, but when the clocks change
 * @param bars what its hours are, for the strip
 * @param more how many things are not shown
 */
record CalendarDay(
        String iso,
        int number,
        String title,
        boolean outside,
        boolean today,
        String clocks,
        long minutes,
        List<Bar> bars,
        List<CalendarItem> items,
        int more) {
    private static final Comparator<CalendarEntry> WEIGHTIEST =
            Comparator.comparing((CalendarEntry each) -> rank(each.kind()))
                    .thenComparing(each -> each.span().start())
                    .thenComparing(CalendarEntry::name);

    /** Some minutes of the day; {@code x} is the first one. */
    record Bar(String kind, long x, long width) {}

    /**
     * @param daily names of what comes each day: it stands in the strip, not in the list
     * @param most how many things are listed
     */
    static CalendarDay of(
            LocalDate day,
            boolean outside,
            LocalDate today,
            List<CalendarEntry> entries,
            Set<String> daily,
            int most,
            CalendarWords words) {
        Span whole = words.whole(day);
        List<CalendarEntry> of =
                entries.stream().filter(each -> each.span().overlaps(whole)).toList();
        List<CalendarItem> items =
                of.stream()
                        .filter(each -> !daily.contains(each.name()))
                        .sorted(WEIGHTIEST)
                        .map(each -> CalendarItem.of(each, day, words))
                        .toList();
        int shown = Math.min(most, items.size());
        return new CalendarDay(
                day.toString(),
                day.getDayOfMonth(),
                words.day(day),
                outside,
                day.equals(today),
                words.clocksChange(day),
                whole.length().toMinutes(),
                bars(of, whole),
                items.subList(0, shown),
                items.size() - shown);
    }

    private static List<Bar> bars(List<CalendarEntry> entries, Span whole) {
        List<Bar> bars = new ArrayList<>();
        entries.stream()
                .filter(each -> each.kind() != Kind.TASK)
                .sorted(Comparator.comparing(each -> -rank(each.kind())))
                .forEach(each -> bars.add(bar(each, whole)));
        return bars;
    }

    private static Bar bar(CalendarEntry entry, Span whole) {
        Span span = entry.span();
        long from = Math.max(0, Duration.between(whole.start(), span.start()).toMinutes());
        long to =
                Math.min(
                        whole.length().toMinutes(),
                        Duration.between(whole.start(), span.end()).toMinutes());
        return new Bar(entry.kind().word(), from, to - from);
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case FREEZE -> 0;
            case BLACKOUT -> 1;
            case WINDOW -> 2;
            case TASK -> 3;
        };
    }
}
