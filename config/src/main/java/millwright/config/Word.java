package millwright.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * One word of a kind that only its reader knows, such as a time of day.
 *
 * @param kind for the manual: {@code time of day}
 * @param hint how to write it, without a full stop: {@code Write a time of day such as 08:00}
 * @param standIn takes the place of a refused value that has no default
 * @param parser throws an {@link IllegalArgumentException} that says what is wrong, as the start of
 *     a sentence: {@code "25:00" is no time of day}
 * @param printer as one would write it
 */
public record Word<T>(
        String kind,
        String hint,
        T standIn,
        Function<String, T> parser,
        Function<T, String> printer) {
    public Word {
        requireNonNull(kind, "kind");
        requireNonNull(hint, "hint");
        requireNonNull(standIn, "standIn");
        requireNonNull(parser, "parser");
        requireNonNull(printer, "printer");
    }

    /** A duration, or the word that stands for having none. */
    public static Word<Optional<Duration>> durationOr(String word) {
        ScalarKind<Duration> duration = ScalarKind.DURATION;
        return new Word<>(
                "duration or " + word,
                duration.hint() + ", or " + word,
                Optional.empty(),
                text -> text.equals(word) ? Optional.empty() : Optional.of(parsed(text)),
                value -> value.map(duration::print).orElse(word));
    }

    private static Duration parsed(String text) {
        try {
            return Durations.parse(text);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.getMessage(), refusal);
        }
    }
}
