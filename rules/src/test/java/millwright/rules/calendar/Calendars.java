package millwright.rules.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import millwright.rules.policy.MaintenancePolicy;

/** The calendars and the times of the tests, in local time as people write it. */
final class Calendars {
    static final ZoneId KUWAIT = ZoneId.of("Asia/Kuwait");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Calendars() {}

    static MaintenanceCalendar shipped() {
        return MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar());
    }

    /** The shipped policy with what a site gives on top of it. */
    static MaintenanceCalendar with(String yaml) {
        return MaintenanceCalendar.of(MaintenancePolicy.parse("site.yaml", yaml).calendar());
    }

    static SlotFinder finder(MaintenanceCalendar calendar) {
        return new SlotFinder(calendar, MaintenancePolicy.shipped().emergencyRoutes());
    }

    /** {@code 2026-03-22 00:00} in Kuwait; a date alone is its midnight. */
    static Instant at(String local) {
        return at(local, KUWAIT);
    }

    static Instant at(String local, ZoneId zone) {
        String text = local.strip();
        LocalDateTime time =
                text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay()
                        : LocalDateTime.parse(text, MINUTE);
        return time.atZone(zone).toInstant();
    }

    static Span span(String start, String end) {
        return new Span(at(start), at(end));
    }

    /** {@code kind name start end permitted conflicts}, in the calendar's zone. */
    static List<String> lines(List<CalendarEntry> entries, ZoneId zone) {
        return entries.stream()
                .map(
                        each ->
                                "%s %s %s to %s %s %s"
                                        .formatted(
                                                each.kind().word(),
                                                each.name(),
                                                MINUTE.format(each.span().start().atZone(zone)),
                                                MINUTE.format(each.span().end().atZone(zone)),
                                                each.permitted().word(),
                                                each.conflicts())
                                        .strip())
                .toList();
    }
}
