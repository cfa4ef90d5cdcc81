package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.EntryDraft;
import millwright.collector.calendar.StandingItem;
import millwright.collector.forecast.Outlooks;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;

/** The shipped calendar with what people say of it. */
final class DemoCalendar {
    private DemoCalendar() {}

    static CalendarParts of(Outlooks outlooks, InstantSource clock) {
        CalendarParts calendar = MadeUpConsole.calendar(outlooks, clock);
        Instant now = clock.instant();
        Person mona = new Person("mona", "Mona", EnumSet.of(Role.IT_DIRECTOR));
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        enter(calendar, mona, OneOff.Kind.WINDOW, "rack move", hour.plus(Duration.ofDays(2)), 4);
        enter(calendar, mona, OneOff.Kind.FREEZE, "audit", hour.plus(Duration.ofDays(6)), 60);
        enter(
                calendar,
                mona,
                OneOff.Kind.BLACKOUT,
                "milk launch",
                hour.plus(Duration.ofDays(4)),
                6);
        calendar.standing().over(new Span(now.minus(Duration.ofDays(3)), now), now).stream()
                .filter(each -> each.state() == StandingItem.State.OVERDUE)
                .limit(5)
                .forEach(
                        each ->
                                calendar.desk()
                                        .complete(
                                                mona,
                                                each.occurrence().key(),
                                                each.span().end(),
                                                "All green; the report is in the archive.",
                                                Optional.of("https://reports.example.com/7")));
        return calendar;
    }

    private static void enter(
            CalendarParts calendar,
            Person by,
            OneOff.Kind kind,
            String name,
            Instant start,
            int hours) {
        calendar.desk()
                .enter(
                        by,
                        new EntryDraft(
                                kind,
                                name,
                                Span.of(start, Duration.ofHours(hours)),
                                List.of("*"),
                                "because of the " + name,
                                Optional.empty()));
    }
}
