package millwright.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 15s}, {@code 1m}, {@code 2h}, 30d. */
final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern BARE = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private Durations() {}

    static Duration parse(String text) throws Refusal {
        Matcher matcher = WRITTEN.matcher(text);
        if (matcher.matches()) {
            return of(Long.parseLong(matcher.group(1)), matcher.group(2));
        }
        if (BARE.matcher(text).matches()) {
            throw new Refusal("\"%s\" has no unit".formatted(text));
        }
        throw new Refusal("\"%s\" is no duration".formatted(text));
    }

    private static Duration of(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** In the largest unit that loses nothing below a millisecond. */
    static String print(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        // 24h rather than 1d: a day of 24 hours is the rarer thought
        return seconds % 86_400 != 0 || seconds == 86_400
                ? seconds / 3600 + "h"
                : seconds / 86_400 + "d";
    }
}
