package millwright.collector.api;

import java.time.Duration;
import java.time.InstantSource;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.DraftedWork;
import millwright.collector.calendar.LiveCalendar;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlooks;
import millwright.rules.policy.MaintenancePolicy;

/** The shipped policy's calendar, watched for two weeks, to which nobody has said anything. */
public final class MadeUpCalendar {
    private MadeUpCalendar() {}

    static CalendarParts of(InstantSource clock) {
        return of(Outlooks.NONE, clock);
    }

    public static CalendarParts of(Outlooks outlooks, InstantSource clock) {
        return CalendarParts.open(
                CaseStores.calendarInMemory(clock.instant().minus(Duration.ofDays(14))),
                LiveCalendar.of(MaintenancePolicy.shipped().calendar()),
                outlooks,
                DraftedWork.NONE,
                clock);
    }
}
