package millwright.rules.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.config.Word;
import millwright.rules.indicator.Priority;

/** Words of a policy that only a policy has. */
final class Words {
    static final Word<LocalTime> TIME_OF_DAY =
            new Word<>(
                    "time of day",
                    "Write a time of day such as 08:00",
                    LocalTime.NOON,
                    Words::timeOfDay,
                    LocalTime::toString);
    static final Word<ZoneId> ZONE =
            new Word<>(
                    "time zone",
                    "Write a region and its city such as Asia/Kuwait",
                    ZoneId.of("UTC"),
                    Words::zone,
                    ZoneId::getId);
    static final Word<Period> PERIOD =
            new Word<>(
                    "period",
                    "Write a period such as 7y, 18mo or 90d",
                    Period.ofYears(1),
                    Words::period,
                    Words::of);
    static final Word<ClockHours> HOURS =
            new Word<>(
                    "hours",
                    "Write round-the-clock or business",
                    ClockHours.ROUND_THE_CLOCK,
                    Words::hours,
                    Words::of);
    static final Word<Priority> PRIORITY =
            new Word<>(
                    "priority",
                    "Write P1, P2, P3 or P4",
                    Priority.P4,
                    Words::priority,
                    Priority::name);
    static final Word<Optional<Duration>> RESOLUTION = Word.durationOr("next-window");

    private static final Pattern PERIOD_WRITTEN = Pattern.compile("([0-9]{1,5})\\s*(y|mo|d)");
    private static final Map<String, ClockHours> HOURS_WRITTEN =
            Map.of("round-the-clock", ClockHours.ROUND_THE_CLOCK, "business", ClockHours.BUSINESS);

    private Words() {}

    /** As in a message: {@code 1h30m}. */
    static String of(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static String of(Period period) {
        if (period.getDays() == 0) {
            return period.getMonths() == 0
                    ? period.getYears() + "y"
                    : period.toTotalMonths() + "mo";
        }
        return period.toTotalMonths() == 0 ? period.getDays() + "d" : period.toString();
    }

    private static String of(ClockHours hours) {
        return hours == ClockHours.BUSINESS ? "business" : "round-the-clock";
    }

    /** 24:00 is how people write the midnight that ends a day. */
    private static LocalTime timeOfDay(String text) {
        try {
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("\"%s\" is no time of day".formatted(text), invalid);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (ZoneRulesException unknown) {
            throw new IllegalArgumentException(
                    "\"%s\" is no time zone that this Java knows".formatted(text), unknown);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("\"%s\" is no time zone".formatted(text), invalid);
        }
    }

    private static Period period(String text) {
        Matcher written = PERIOD_WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("\"%s\" is no period".formatted(text));
        }
        int count = Integer.parseInt(written.group(1));
        return switch (written.group(2)) {
            case "y" -> Period.ofYears(count);
            case "mo" -> Period.ofMonths(count);
            default -> Period.ofDays(count);
        };
    }

    private static Priority priority(String text) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no priority".formatted(text)));
    }

    private static ClockHours hours(String text) {
        return Optional.ofNullable(HOURS_WRITTEN.get(text))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is none of the choices".formatted(text)));
    }
}
