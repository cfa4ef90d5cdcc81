package millwright.rules.calendar;

import java.time.LocalDate;

/**
 * Days in a row.
 *
 * @param end the day after the last one
 */
public record DateRange(LocalDate start, LocalDate end) {
    public DateRange {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("no day lies from %s to %s".formatted(start, end));
        }
    }

    /**
     * @param daysBefore not negative
     * @param daysAfter not negative
     */
    DateRange widened(int daysBefore, int daysAfter) {
        return new DateRange(start.minusDays(daysBefore), end.plusDays(daysAfter));
    }
}
