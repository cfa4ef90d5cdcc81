package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.ChangeFreeze;
import millwright.rules.calendar.DateRange;
import millwright.rules.calendar.DateRule.Occasion;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;

/** The feasts that come: those that a person has to confirm, and those that somebody has. */
public final class FeastDates {
    private static final int YEARS_AHEAD = 2;

    private final CalendarBook book;

    public FeastDates(CalendarBook book) {
        this.book = requireNonNull(book, "book");
    }

    /** Of the last month and two years ahead, in order. */
    public List<FeastDate> ahead(Instant now) {
        MaintenanceCalendar calendar = book.live().current();
        ZoneId zone = calendar.zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        DateRange range = new DateRange(today.minusDays(30), today.plusYears(YEARS_AHEAD));
        List<CalendarEntry> freezes =
                calendar
                        .entries(
                                new Span(
                                        range.start().minusDays(20).atStartOfDay(zone).toInstant(),
                                        range.end().plusDays(20).atStartOfDay(zone).toInstant()))
                        .stream()
                        .filter(each -> each.kind() == CalendarEntry.Kind.FREEZE)
                        .toList();
        List<FeastDate> dates = new ArrayList<>();
        for (ChangeFreeze freeze : calendar.rules().freezes()) {
            if (freeze.dates().isPredicted()) {
                for (Occasion occasion : freeze.dates().occasions(range)) {
                    date(freeze, occasion, freezes, zone).ifPresent(dates::add);
                }
            }
        }
        dates.sort(Comparator.comparing(FeastDate::firstDay));
        return dates;
    }

    /** Empty where it lies outside the freezes that were looked at. */
    private Optional<FeastDate> date(
            ChangeFreeze freeze, Occasion occasion, List<CalendarEntry> freezes, ZoneId zone) {
        String id = freeze.name() + "-" + occasion.key();
        return freezes.stream()
                .filter(each -> each.key().equals(id))
                .findFirst()
                .map(
                        each ->
                                new FeastDate(
                                        id,
                                        freeze.name(),
                                        occasion.days().start(),
                                        LocalDate.ofInstant(each.span().start(), zone)
                                                .plusDays(freeze.daysBefore()),
                                        !each.provisional(),
                                        each.span(),
                                        Optional.ofNullable(book.said().feasts().get(id))));
    }
}
