package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;
import millwright.collector.calendar.CalendarRecord.Feast;
import millwright.rules.calendar.Span;

/**
 * One feast, as it is predicted and as it stands in the calendar.
 *
 * @param id the freeze's name and the Hijri year
 * @param predicted its first day by the Umm al-Qura calendar
 * @param firstDay the one that counts
 * @param confirmed whether somebody has confirmed it, a person or the policy
 * @param frozen its days with those before and after
 * @param word what a person last said about it
 */
public record FeastDate(
        String id,
        String freeze,
        LocalDate predicted,
        LocalDate firstDay,
        boolean confirmed,
        Span frozen,
        Optional<Kept<Feast>> word) {
    public FeastDate {
        requireNonNull(id, "id");
        requireNonNull(predicted, "predicted");
        requireNonNull(firstDay, "firstDay");
        requireNonNull(frozen, "frozen");
        requireNonNull(word, "word");
    }
}
