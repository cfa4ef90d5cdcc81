package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import millwright.collector.forecast.Outlooks;

/**
 * The live calendar and all that is told from it, put together once for the interface and the
 * pages.
 */
public record CalendarParts(
        CalendarBook book,
        CalendarDesk desk,
        CalendarFeed feed,
        FeastDates feasts,
        StandingWork standing,
        FreezeOutlooks outlooks,
        Recheck recheck) {
    public CalendarParts {
        requireNonNull(book, "book");
        requireNonNull(desk, "desk");
        requireNonNull(recheck, "recheck");
    }

    /**
     * @param live as the policy has it; from now on as people have it too
     * @param outlooks what is forecast
     * @param drafted what is to be done about it
     */
    public static CalendarParts open(
            CalendarStore store,
            LiveCalendar live,
            Outlooks outlooks,
            DraftedWork drafted,
            InstantSource clock) {
        CalendarBook book = CalendarBook.open(store, live, clock);
        StandingWork standing = new StandingWork(book);
        Recheck recheck = new Recheck(clock).of(standing);
        live.onChange(recheck);
        return new CalendarParts(
                book,
                new CalendarDesk(book, standing),
                new CalendarFeed(book),
                new FeastDates(book),
                standing,
                new FreezeOutlooks(live, standing, outlooks, drafted),
                recheck);
    }
}
