package millwright.rules.policy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.config.Word;
import millwright.rules.calendar.ChangeTerms.Review;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.DateRule;
import millwright.rules.calendar.DateRule.EveryYear;
import millwright.rules.calendar.DateRule.HijriFeast;
import millwright.rules.calendar.DateRule.LastDaysOfMonth;
import millwright.rules.calendar.LeadTime;

/** Words of the calendar's part of a policy. */
final class CalendarWords {
    static final Word<LocalDate> DATE =
            new Word<>(
                    "date",
                    "Write a date such as 2026-03-20",
                    LocalDate.EPOCH,
                    CalendarWords::date,
                    LocalDate::toString);
    static final Word<DayOfWeek> WEEKDAY =
            new Word<>(
                    "day of the week",
                    "Write a day of the week such as Sunday",
                    DayOfWeek.SUNDAY,
                    CalendarWords::weekday,
                    day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    static final Word<LeadTime> LEAD =
            new Word<>(
                    "lead time",
                    "Write a lead time such as 5 business days, 30 days or none",
                    LeadTime.NONE,
                    CalendarWords::lead,
                    lead -> lead.days() == 0 ? "none" : lead.words());
    static final Word<DateRule> DATES =
            new Word<>(
                    "days",
                    "Write such as last 3 days of the month, 28 December to 5 January, or 1"
                            + " Shawwal for 3 days",
                    new LastDaysOfMonth(1),
                    CalendarWords::dates,
                    CalendarWords::print);
    static final Word<Optional<ChangeType>> TYPE =
            new Word<>(
                    "change type or none",
                    "Write routine, standard, normal, emergency or none",
                    Optional.empty(),
                    text -> text.equals("none") ? Optional.empty() : Optional.of(type(text)),
                    type -> type.map(ChangeType::word).orElse("none"));
    static final Word<Review> REVIEW =
            new Word<>(
                    "board",
                    "Write record, cab or emergency-cab",
                    Review.RECORD,
                    CalendarWords::review,
                    CalendarWords::print);

    private static final List<String> HIJRI_MONTHS =
            List.of(
                    "Muharram",
                    "Safar",
                    "Rabi al-Awwal",
                    "Rabi al-Thani",
                    "Jumada al-Awwal",
                    "Jumada al-Thani",
                    "Rajab",
                    "Shaban",
                    "Ramadan",
                    "Shawwal",
                    "Dhu al-Qada",
                    "Dhu al-Hijja");
    private static final Pattern LEAD_WRITTEN = Pattern.compile("([0-9]{1,3}) (business )?days?");
    private static final Pattern LAST_DAYS =
            Pattern.compile("last ([0-9]{1,2}) days? of the month");
    private static final Pattern EVERY_YEAR =
            Pattern.compile("([0-9]{1,2}) ([A-Za-z]+) to ([0-9]{1,2}) ([A-Za-z]+)");
    private static final Pattern FEAST =
            Pattern.compile("([0-9]{1,2}) ([A-Za-z -]+) for ([0-9]{1,2}) days?");

    private CalendarWords() {}

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("\"%s\" is no date".formatted(text), invalid);
        }
    }

    private static DayOfWeek weekday(String text) {
        Set<DayOfWeek> days = Weekdays.parse(text);
        if (days.size() != 1) {
            throw new IllegalArgumentException("\"%s\" is not one day".formatted(text));
        }
        return days.iterator().next();
    }

    private static LeadTime lead(String text) {
        if (text.equals("none")) {
            return LeadTime.NONE;
        }
        Matcher written = LEAD_WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("\"%s\" is no lead time".formatted(text));
        }
        return new LeadTime(Integer.parseInt(written.group(1)), written.group(2) != null);
    }

    private static DateRule dates(String text) {
        Matcher last = LAST_DAYS.matcher(text);
        if (last.matches()) {
            return new LastDaysOfMonth(Integer.parseInt(last.group(1)));
        }
        Matcher years = EVERY_YEAR.matcher(text);
        if (years.matches()) {
            return new EveryYear(
                    monthDay(years.group(1), years.group(2)),
                    monthDay(years.group(3), years.group(4)));
        }
        Matcher feast = FEAST.matcher(text);
        if (feast.matches()) {
            return new HijriFeast(
                    hijriMonth(feast.group(2)),
                    Integer.parseInt(feast.group(1)),
                    Integer.parseInt(feast.group(3)));
        }
        throw new IllegalArgumentException("\"%s\" names no days".formatted(text));
    }

    private static MonthDay monthDay(String day, String month) {
        Month named =
                Arrays.stream(Month.values())
                        .filter(each -> name(each).equalsIgnoreCase(month))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "\"%s\" is no month".formatted(month)));
        try {
            return MonthDay.of(named, Integer.parseInt(day));
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("%s has no day %s".formatted(month, day), invalid);
        }
    }

    private static int hijriMonth(String name) {
        for (int i = 0; i < HIJRI_MONTHS.size(); i++) {
            if (HIJRI_MONTHS.get(i).equalsIgnoreCase(name)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(
                "\"%s\" is no Hijri month; they are %s"
                        .formatted(name, String.join(", ", HIJRI_MONTHS)));
    }

    private static String print(DateRule rule) {
        if (rule instanceof LastDaysOfMonth last) {
            return "last %d days of the month".formatted(last.days());
        }
        if (rule instanceof EveryYear years) {
            return print(years.first()) + " to " + print(years.last());
        }
        HijriFeast feast = (HijriFeast) rule;
        return "%d %s for %d days"
                .formatted(feast.day(), HIJRI_MONTHS.get(feast.month() - 1), feast.days());
    }

    private static String print(MonthDay day) {
        return day.getDayOfMonth() + " " + name(day.getMonth());
    }

    private static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    static Set<ChangeType> types(List<String> words) {
        Set<ChangeType> types = EnumSet.noneOf(ChangeType.class);
        words.forEach(each -> types.add(type(each)));
        if (types.isEmpty()) {
            throw new IllegalArgumentException("names no change type. Write such as [standard].");
        }
        return types;
    }

    static ChangeType type(String text) {
        return Arrays.stream(ChangeType.values())
                .filter(each -> each.word().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no change type. Write routine, standard, normal or emergency."
                                                .formatted(text)));
    }

    private static Review review(String text) {
        return Arrays.stream(Review.values())
                .filter(each -> print(each).equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is none of the choices".formatted(text)));
    }

    private static String print(Review review) {
        return review.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
