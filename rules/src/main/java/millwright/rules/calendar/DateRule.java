package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which days a freeze is on, year after year. */
public sealed interface DateRule {
    /**
     * One time that the rule names.
     *
     * @param key tells it from its others for good: {@code 2026-06}, {@code 2026}, or the Hijri
     *     year {@code 1447}, which stays when the days move
     */
    record Occasion(String key, DateRange days) {}

    /** In order; those that have a day in {@code asked}, and perhaps some beside it. */
    List<Occasion> occasions(DateRange asked);

    /**
     * Whether the days are known only when somebody has seen the moon.
     *
     * @return {@code false} if the calendar settles them
     */
    default boolean isPredicted() {
        return false;
    }

    /**
     * The end of every month.
     *
     * @param days from 1 to 28
     */
    record LastDaysOfMonth(int days) implements DateRule {
        public LastDaysOfMonth {
            if (days < 1 || days > 28) {
                throw new IllegalArgumentException(
                        "the last %d days are not in every month. Write 1 to 28.".formatted(days));
            }
        }

        @Override
        public List<Occasion> occasions(DateRange asked) {
            List<Occasion> occasions = new ArrayList<>();
            YearMonth last = YearMonth.from(asked.end());
            for (YearMonth month = YearMonth.from(asked.start());
                    !month.isAfter(last);
                    month = month.plusMonths(1)) {
                LocalDate end = month.atEndOfMonth().plusDays(1);
                occasions.add(
                        new Occasion(month.toString(), new DateRange(end.minusDays(days), end)));
            }
            return occasions;
        }
    }

    /**
     * The same days of every year.
     *
     * @param last also frozen; of the next year if it is before {@code first}
     */
    record EveryYear(MonthDay first, MonthDay last) implements DateRule {
        public EveryYear {
            requireNonNull(first, "first");
            requireNonNull(last, "last");
        }

        @Override
        public List<Occasion> occasions(DateRange asked) {
            List<Occasion> occasions = new ArrayList<>();
            for (int year = asked.start().getYear() - 1; year <= asked.end().getYear(); year++) {
                int endYear = last.isBefore(first) ? year + 1 : year;
                DateRange days =
                        new DateRange(first.atYear(year), last.atYear(endYear).plusDays(1));
                occasions.add(new Occasion(Year.of(year).toString(), days));
            }
            return occasions;
        }
    }

    /**
     * A feast of the Hijri calendar, as the Umm al-Qura calendar of the JDK predicts it.
     *
     * @param month from 1 (Muharram) to 12 (Dhu al-Hijja)
     * @param day from 1 to 29
     * @param days at least 1
     */
    record HijriFeast(int month, int day, int days) implements DateRule {
        public HijriFeast {
            if (month < 1 || month > 12 || day < 1 || day > 29 || days < 1 || days > 30) {
                throw new IllegalArgumentException(
                        "day %d of Hijri month %d for %d days is not in every year"
                                .formatted(day, month, days));
            }
        }

        @Override
        public boolean isPredicted() {
            return true;
        }

        @Override
        public List<Occasion> occasions(DateRange asked) {
            List<Occasion> occasions = new ArrayList<>();
            int first = hijriYear(asked.start()) - 1;
            int last = hijriYear(asked.end()) + 1;
            for (int year = first; year <= last; year++) {
                int key = year;
                begin(year)
                        .ifPresent(
                                begin ->
                                        occasions.add(
                                                new Occasion(String.valueOf(key), days(begin))));
            }
            return occasions;
        }

        DateRange days(LocalDate begin) {
            return new DateRange(begin, begin.plusDays(days));
        }

        /** Empty outside the years 1300–1600 that the JDK's tables know. */
        private Optional<LocalDate> begin(int hijriYear) {
            try {
                return Optional.of(LocalDate.from(HijrahDate.of(hijriYear, month, day)));
            } catch (DateTimeException unknown) {
                return Optional.empty();
            }
        }

        private static int hijriYear(LocalDate day) {
            try {
                return HijrahDate.from(day).get(ChronoField.YEAR);
            } catch (DateTimeException unknown) {
                throw new IllegalArgumentException(
                        "%s lies outside the Hijri calendar that Java knows (1882 to 2174)"
                                .formatted(day),
                        unknown);
            }
        }
    }
}
