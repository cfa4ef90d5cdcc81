package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * When a limit is passed and stays passed. The bounds hold the true instant in nine of ten cases; a
 * bound that is empty lies beyond the horizon.
 *
 * @param probability from 0 to 1, of a crossing within the horizon
 * @param expected the verdict: whether it is to be reckoned with
 * @param early not after {@code median}
 * @param late not before {@code median}
 */
public record Crossing(
        Limit limit,
        double probability,
        boolean expected,
        Optional<Instant> early,
        Optional<Instant> median,
        Optional<Instant> late) {
    public Crossing {
        requireNonNull(limit, "limit");
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability %s".formatted(probability));
        }
        if (expected && (early.isEmpty() || median.isEmpty())) {
            throw new IllegalArgumentException("a crossing that is expected has a time");
        }
        inOrder(early, median);
        inOrder(median, late);
    }

    private static void inOrder(Optional<Instant> a, Optional<Instant> b) {
        if (b.isPresent() && (a.isEmpty() || a.get().isAfter(b.get()))) {
            throw new IllegalArgumentException("%s is not before %s".formatted(a, b));
        }
    }
}
