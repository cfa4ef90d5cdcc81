package millwright.rules.policy;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import millwright.config.Word;

/** Days of the week as people write them: {@code Sunday-Thursday} or {@code Mon, Wed-Fri}. */
final class Weekdays {
    static final Word<Set<DayOfWeek>> WORD =
            new Word<>(
                    "weekdays",
                    "Write weekdays such as Sunday-Thursday or Mon, Wed",
                    EnumSet.allOf(DayOfWeek.class),
                    Weekdays::parse,
                    Weekdays::print);

    private Weekdays() {}

    static Set<DayOfWeek> parse(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("[-\u2013]", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            for (DayOfWeek day = day(ends[0]); day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days;
    }

    static String print(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return "Monday-Sunday";
        }
        StringJoiner words = new StringJoiner(", ");
        for (DayOfWeek first : DayOfWeek.values()) {
            if (days.contains(first) && !days.contains(first.minus(1))) {
                DayOfWeek last = first;
                while (days.contains(last.plus(1))) {
                    last = last.plus(1);
                }
                words.add(first == last ? name(first) : name(first) + "-" + name(last));
            }
        }
        return words.toString();
    }

    private static DayOfWeek day(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> written.length() >= 3)
                .filter(day -> name(day).toLowerCase(Locale.ROOT).startsWith(written))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no day of the week".formatted(text.strip())));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
