package millwright.rules.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;

/**
 * The shipped calendar, with two short blackouts a night, a second time, minute by minute and
 * without a library or a span: it looks at the clock on the wall. While the clock goes back it
 * stands still at the latest time it has shown, so that no time of day comes twice.
 */
final class ReferenceCalendar {
    private final ZoneId zone;
    private LocalDateTime latest = LocalDateTime.MIN;
    private LocalDate day = LocalDate.MIN;
    private boolean frozen;
    private int ordinal;

    ReferenceCalendar(ZoneId zone) {
        this.zone = zone;
    }

    /** Called for one minute after the other. */
    void show(Instant minute) {
        ZoneOffset offset = zone.getRules().getOffset(minute);
        LocalDateTime shown = LocalDateTime.ofEpochSecond(minute.getEpochSecond(), 0, offset);
        if (shown.isAfter(latest)) {
            latest = shown;
        }
        if (!latest.toLocalDate().equals(day)) {
            day = latest.toLocalDate();
            ordinal = (day.getDayOfMonth() - 1) / 7 + 1;
            frozen = isMonthEnd() || isYearEnd() || isFeast();
        }
    }

    boolean permitsRoutine() {
        int hour = latest.getHour();
        return hour >= 2 && hour < 4 && !isBlackout(hour);
    }

    boolean permitsChange() {
        int hour = latest.getHour();
        boolean sunday = day.getDayOfWeek() == DayOfWeek.SUNDAY;
        boolean weekly = sunday && hour < 4;
        boolean monthly = sunday && ordinal == 4 && hour < 4;
        boolean quarterly =
                day.getDayOfWeek() == DayOfWeek.SATURDAY
                        && ordinal == 3
                        && day.getMonthValue() % 3 == 0
                        && hour < 8;
        return (weekly || monthly || quarterly) && !frozen && !isBlackout(hour);
    }

    private boolean isBlackout(int hour) {
        boolean friday = day.getDayOfWeek() == DayOfWeek.FRIDAY;
        boolean quarters = latest.getMinute() >= 15 && latest.getMinute() < 45;
        return hour == 8
                || hour == 9
                || hour == 17
                || hour == 18
                || (friday && hour >= 14 && hour < 18)
                || ((hour == 1 || hour == 2) && quarters);
    }

    private boolean isMonthEnd() {
        return day.lengthOfMonth() - day.getDayOfMonth() < 3;
    }

    private boolean isYearEnd() {
        return (day.getMonthValue() == 12 && day.getDayOfMonth() >= 28)
                || (day.getMonthValue() == 1 && day.getDayOfMonth() <= 5);
    }

    private boolean isFeast() {
        for (int back = -1; back <= 5; back++) {
            HijrahDate other = HijrahDate.from(day.minusDays(back));
            int month = other.get(ChronoField.MONTH_OF_YEAR);
            int dayOfMonth = other.get(ChronoField.DAY_OF_MONTH);
            // Day 0 is the first one; -1 is the day before it, 3 and 5 the days after the last.
            if (month == 10 && dayOfMonth == 1 && back <= 3) {
                return true;
            }
            if (month == 12 && dayOfMonth == 10) {
                return true;
            }
        }
        return false;
    }
}
