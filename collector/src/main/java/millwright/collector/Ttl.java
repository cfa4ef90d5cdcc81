package millwright.collector;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Spans of time as commands take them, such as how long a token is good: {@code 30m}, {@code 1h},
 * {@code 7d}.
 */
final class Ttl {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhd])");

    private Ttl() {}

    /**
     * @throws ParameterException if it is no time
     */
    static Duration parse(String text, CommandLine line) {
        return parse("--ttl", text, line);
    }

    /**
     * @throws ParameterException if it is no time; names the option
     */
    static Duration parse(String option, String text, CommandLine line) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new ParameterException(
                    line,
                    "%s %s is no time. Write one such as 30m, 1h or 7d.".formatted(option, text));
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
