package millwright.collector;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How long a token is good, as commands take it: {@code 30m}, {@code 1h}, {@code 7d}. */
final class Ttl {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhd])");

    private Ttl() {}

    /**
     * @throws ParameterException if it is no time
     */
    static Duration parse(String text, CommandLine line) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new ParameterException(
                    line, "--ttl %s is no time. Write one such as 30m, 1h or 7d.".formatted(text));
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
