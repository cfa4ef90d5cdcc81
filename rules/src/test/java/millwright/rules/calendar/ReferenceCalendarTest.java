package millwright.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every minute of six years, the nights when clocks change among them. */
class ReferenceCalendarTest {
    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");
    private static final long MINUTE = 60;

    /** They begin and end in the hour that comes twice, and lie in the one that is left out. */
    private static final String BLACKOUTS =
            """
            calendar:
              blackouts:
                one: {rule: FREQ=DAILY, from: 01:15, lasts: 30m, reason: import}
                two: {rule: FREQ=DAILY, from: 02:15, lasts: 30m, reason: import}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kuwait", "Europe/London", "America/New_York", "Asia/Kathmandu"})
    void theSameMinutesArePermittedAsMinuteByMinute(String zone) {
        MaintenanceCalendar calendar = Calendars.with("zone: " + zone + "\n" + BLACKOUTS);
        Span years = new Span(FROM, TO);
        Cursor change = new Cursor(calendar.permitted(years, ChangeType.NORMAL, Set.of()));
        Cursor routine = new Cursor(calendar.permitted(years, ChangeType.ROUTINE, Set.of()));
        ReferenceCalendar reference = new ReferenceCalendar(ZoneId.of(zone));
        for (long second = FROM.getEpochSecond() - 86_400;
                second < TO.getEpochSecond();
                second += MINUTE) {
            Instant minute = Instant.ofEpochSecond(second);
            reference.show(minute);
            if (minute.isBefore(FROM)) {
                continue; // so that the reference has seen the clock before
            }
            boolean same =
                    change.contains(second) == reference.permitsChange()
                            && routine.contains(second) == reference.permitsRoutine();
            if (!same) {
                assertThat(change.contains(second))
                        .as("a change at %s", minute.atZone(ZoneId.of(zone)))
                        .isEqualTo(reference.permitsChange());
                assertThat(routine.contains(second))
                        .as("routine work at %s", minute.atZone(ZoneId.of(zone)))
                        .isEqualTo(reference.permitsRoutine());
            }
        }
    }

    /** Asked with ascending times. */
    private static final class Cursor {
        private final List<Span> spans;
        private int next;

        Cursor(List<Span> spans) {
            this.spans = spans;
        }

        boolean contains(long second) {
            while (next < spans.size() && spans.get(next).end().getEpochSecond() <= second) {
                next++;
            }
            return next < spans.size() && spans.get(next).start().getEpochSecond() <= second;
        }
    }
}
