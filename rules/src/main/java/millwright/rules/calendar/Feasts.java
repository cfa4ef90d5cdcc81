package millwright.rules.calendar;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.DateRule.HijriFeast;
import millwright.rules.calendar.DateRule.Occasion;

/** Which predicted feasts somebody has confirmed, and when they really begin. */
record Feasts(List<HolidayConfirmation> confirmations) {
    Feasts {
        confirmations = List.copyOf(confirmations);
    }

    /** The last word about the predicted occasion. */
    Optional<HolidayConfirmation> confirmed(ChangeFreeze freeze, Occasion predicted) {
        return confirmations.stream()
                .filter(each -> each.freeze().equals(freeze.name()))
                .filter(each -> isNear(each.firstDay(), predicted.days().start()))
                .max(Comparator.comparingInt(HolidayConfirmation::revision));
    }

    static void check(HolidayConfirmation given, List<ChangeFreeze> freezes) {
        LocalDate day = given.firstDay();
        DateRange around =
                new DateRange(
                        day.minusDays(HolidayConfirmation.FARTHEST_DAYS),
                        day.plusDays(HolidayConfirmation.FARTHEST_DAYS + 1L));
        boolean known =
                freezes.stream()
                        .filter(each -> each.name().equals(given.freeze()))
                        .filter(each -> each.dates() instanceof HijriFeast)
                        .flatMap(each -> each.dates().occasions(around).stream())
                        .anyMatch(each -> isNear(day, each.days().start()));
        if (!known) {
            throw new IllegalArgumentException(
                    "no %s is predicted within %d days of %s. Give the first day of the feast itself, not of the freeze."
                            .formatted(given.freeze(), HolidayConfirmation.FARTHEST_DAYS, day));
        }
    }

    private static boolean isNear(LocalDate a, LocalDate b) {
        return Math.abs(DAYS.between(a, b)) <= HolidayConfirmation.FARTHEST_DAYS;
    }
}
