package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A person's word that a predicted feast begins on that day. It is about the feast that is
 * predicted nearest to it, at most {@value #FARTHEST_DAYS} days off: the sight of the moon moves a
 * feast by one or two. Of several about one feast the last one counts.
 *
 * @param freeze the name, such as {@code eid-al-fitr}
 * @param firstDay of the feast itself, not of the days frozen before it
 * @param revision counts from 1 with each word about the same feast
 */
public record HolidayConfirmation(String freeze, LocalDate firstDay, int revision) {
    public static final int FARTHEST_DAYS = 5;

    public HolidayConfirmation {
        requireNonNull(freeze, "freeze");
        requireNonNull(firstDay, "firstDay");
        if (revision < 1) {
            throw new IllegalArgumentException("revision %d".formatted(revision));
        }
    }
}
