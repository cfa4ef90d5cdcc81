package millwright.collector.console;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.CalendarEntry.Permitted;

/**
 * A thing of the calendar, as a page shows it on one day.
 *
 * @param style of the kind, for its colour; its letter and its word say the same
 * @param permitted {@code permitted}, {@code partly permitted} or {@code not permitted}; empty for
 *     what forbids
 * @param conflicts names of what takes time from it
 * @param hindered whether something does
 */
record CalendarItem(
        String key,
        String kind,
        String letter,
        String style,
        String name,
        String time,
        String permitted,
        String conflicts,
        boolean hindered,
        boolean provisional,
        String reason) {
    static CalendarItem of(CalendarEntry entry, LocalDate day, CalendarWords words) {
        boolean forbids = entry.kind() == Kind.BLACKOUT || entry.kind() == Kind.FREEZE;
        boolean hindered = !forbids && entry.permitted() != Permitted.YES;
        return new CalendarItem(
                entry.key(),
                entry.kind().word(),
                entry.kind().word().substring(0, 1).toUpperCase(java.util.Locale.ROOT),
                entry.kind().word() + (hindered ? " hindered" : ""),
                entry.name(),
                words.within(entry.span(), day),
                forbids
                        ? ""
                        : switch (entry.permitted()) {
                            case YES -> "permitted";
                            case PARTLY -> "partly permitted";
                            case NO -> "not permitted";
                        },
                names(entry.conflicts()),
                hindered,
                entry.provisional(),
                entry.reason());
    }

    private static String names(List<String> names) {
        return names.stream()
                .map(each -> each.equals("window") ? "outside its windows" : each)
                .collect(Collectors.joining(", "));
    }
}
