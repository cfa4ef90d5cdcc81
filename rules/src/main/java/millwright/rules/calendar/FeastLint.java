package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.Finding.Severity;

/** Feasts that are still only predicted. */
record FeastLint(MaintenanceCalendar calendar, Span asked, Instant asOf) {
    private static final Duration NEAR = Duration.ofDays(60);

    List<Finding> findings() {
        return calendar.entries(asked).stream()
                .filter(each -> each.kind() == Kind.FREEZE && each.provisional())
                .map(this::finding)
                .toList();
    }

    private Finding finding(CalendarEntry freeze) {
        boolean near =
                freeze.span().end().isAfter(asOf)
                        && freeze.span().start().isBefore(asOf.plus(NEAR));
        LocalDate day = WallClock.dayOf(freeze.span().start(), calendar.zone());
        return new Finding(
                near ? Severity.WARNING : Severity.INFO,
                "holiday-unconfirmed",
                freeze.name(),
                "%s, %s, is only predicted%s"
                        .formatted(
                                freeze.name(),
                                WallClock.words(freeze.span(), calendar.zone()),
                                near ? " and begins within 60 days" : ""),
                Optional.of(day),
                near ? "Confirm its first day." : "Confirm its first day when it is announced.");
    }
}
