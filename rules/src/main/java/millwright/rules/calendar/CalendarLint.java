package millwright.rules.calendar;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong with a calendar: windows that freezes swallow, tasks that are planned where nothing
 * is permitted, feasts that nobody has confirmed, and published dates that contradict all this. A
 * recurrence that overlaps itself never gets so far: it is refused when the policy is read.
 */
public final class CalendarLint {
    private CalendarLint() {}

    /**
     * @param asked the time that is looked at
     * @param asOf today, from which a feast is near
     * @return the worst first, then by day
     */
    public static List<Finding> check(MaintenanceCalendar calendar, Span asked, Instant asOf) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new WindowLint(calendar, asked).findings());
        findings.addAll(new FeastLint(calendar, asked, asOf).findings());
        findings.addAll(new TaskLint(calendar, asked).findings());
        findings.addAll(new PublishedLint(calendar).findings());
        findings.sort(
                comparing(Finding::severity)
                        .thenComparing(
                                each -> each.when().orElse(null),
                                Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Finding::check)
                        .thenComparing(Finding::subject));
        return findings;
    }
}
