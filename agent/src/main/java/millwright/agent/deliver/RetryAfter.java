package millwright.agent.deliver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header of that name: seconds or a date (RFC 9110 §10.2.3). */
final class RetryAfter {
    /** Nobody means more; a wrong clock might say so. */
    private static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    /** Empty where it makes no sense; never negative and at most an hour. */
    static Optional<Duration> parse(String value, Instant now) {
        String text = value.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean isHuge = text.length() > 9;
            return Optional.of(bounded(isHuge ? MAX : Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(bounded(Duration.between(now, then)));
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
