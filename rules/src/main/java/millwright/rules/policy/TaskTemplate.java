package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.ChangeType;
import millwright.rules.indicator.Glob;
import millwright.rules.indicator.IndicatorKey;

/**
 * A kind of work that a ticket of some indicators asks for.
 *
 * @param name for good, such as {@code disk-cleanup}; requests for change have templates by it
 * @param title what is done, in the imperative: {@code Clear out the file system}
 * @param indicators ids of those that it helps; at least one
 * @param hosts patterns with {@code *} and {@code ?}; at least one
 * @param work how long the change takes, without the two that follow
 * @param rollback to take it back
 * @param verification to prove it
 * @param after the kind that must have been done before on the same key: this one is what helps
 *     where that did not
 * @param within how long ago at most
 */
public record TaskTemplate(
        String name,
        String title,
        List<String> indicators,
        List<String> hosts,
        ChangeType type,
        Duration work,
        Duration rollback,
        Duration verification,
        Optional<String> after,
        Duration within) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WITHIN_MAX = Duration.ofDays(366);

    public TaskTemplate {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(after, "after");
        indicators = List.copyOf(indicators);
        hosts = List.copyOf(hosts);
        if (title.isBlank() || indicators.isEmpty() || hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "it needs a title, an indicator and a pattern of hosts. Write such as"
                            + " {title: Clear out the file system, indicators: [disk_free]}.");
        }
        if (type != ChangeType.STANDARD && type != ChangeType.NORMAL) {
            throw new IllegalArgumentException(
                    "%s work is not placed from a forecast. Write standard or normal."
                            .formatted(type.word()));
        }
        if (work.compareTo(MINUTE) < 0 || rollback.isNegative() || verification.isNegative()) {
            throw new IllegalArgumentException(
                    "it takes %s, %s to take back and %s to verify. Write work of 1m or more."
                            .formatted(Words.of(work), Words.of(rollback), Words.of(verification)));
        }
        if (within.isNegative() || within.compareTo(WITHIN_MAX) > 0) {
            throw new IllegalArgumentException(
                    "within %s. Write 0s to 366d.".formatted(Words.of(within)));
        }
        if (after.filter(name::equals).isPresent()) {
            throw new IllegalArgumentException("%s is done after itself".formatted(name));
        }
    }

    boolean fits(IndicatorKey key) {
        return indicators.contains(key.indicator())
                && hosts.stream().anyMatch(each -> Glob.of(each).matches(key.host()));
    }

    /** How many letters of the best pattern say the host itself. */
    int closeness(IndicatorKey key) {
        return hosts.stream()
                .filter(each -> Glob.of(each).matches(key.host()))
                .mapToInt(each -> each.replace("*", "").replace("?", "").length())
                .max()
                .orElse(0);
    }
}
