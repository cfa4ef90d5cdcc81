package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * How long before it begins that work must be asked for.
 *
 * <p>A business day is a working day's length of working time: five of them from Sunday 10:00 end
 * on the next Sunday at 10:00, and from Friday on at the end of Thursday.
 *
 * @param days from 0 to 366
 * @param business whether only working days count
 */
public record LeadTime(int days, boolean business) {
    public static final LeadTime NONE = new LeadTime(0, false);

    public LeadTime {
        if (days < 0 || days > 366) {
            throw new IllegalArgumentException("%d days. Write 0 to 366.".formatted(days));
        }
    }

    /** The first instant at which what is asked for at {@code submitted} may begin. */
    public Instant after(Instant submitted, BusinessTime hours) {
        return business ? hours.plus(submitted, working(hours)) : submitted.plus(calendarDays());
    }

    /** The last minute at which work that begins at {@code start} may still be asked for. */
    public Instant latestSubmission(Instant start, BusinessTime hours) {
        if (!business) {
            return start.minus(calendarDays());
        }
        long tooLate = start.getEpochSecond() / 60 + 1;
        long inTime = tooLate - Duration.ofDays(days * 7L + 14).toMinutes();
        while (tooLate - inTime > 1) {
            long middle = (inTime + tooLate) / 2;
            boolean late = after(Instant.ofEpochSecond(middle * 60), hours).isAfter(start);
            inTime = late ? inTime : middle;
            tooLate = late ? middle : tooLate;
        }
        return Instant.ofEpochSecond(inTime * 60);
    }

    /** The whole days that are missing when work asked for at {@code submitted} begins then. */
    int missing(Instant submitted, Instant start, BusinessTime hours) {
        int missing = 0;
        while (missing < days && less(missing).after(submitted, hours).isAfter(start)) {
            missing++;
        }
        return missing;
    }

    private LeadTime less(int waived) {
        return new LeadTime(days - waived, business);
    }

    public String words() {
        return days + (business ? " business day" : " day") + (days == 1 ? "" : "s");
    }

    private Duration calendarDays() {
        return Duration.ofDays(days);
    }

    private Duration working(BusinessTime hours) {
        Duration day = Duration.between(hours.from(), hours.to());
        Duration length = day.isNegative() || day.isZero() ? day.plusDays(1) : day;
        return length.multipliedBy(days);
    }
}
