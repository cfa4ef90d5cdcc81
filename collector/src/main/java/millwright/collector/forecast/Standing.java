package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Verdicts;
import millwright.rules.indicator.IndicatorKey;

/**
 * What the forecasts of a key have come to, so that a restart goes on from there.
 *
 * @param keptAt when one was kept last
 * @param what what that one said
 * @param reason why it could say nothing; else empty
 * @param limit name of the limit that it was about
 * @param median of its crossing, where it expected one
 */
public record Standing(
        IndicatorKey key,
        Verdicts verdicts,
        Instant keptAt,
        KeptForecast.What what,
        String reason,
        Optional<String> limit,
        Optional<Instant> median) {
    public Standing {
        requireNonNull(key, "key");
        requireNonNull(verdicts, "verdicts");
        requireNonNull(keptAt, "keptAt");
        requireNonNull(what, "what");
    }

    static Standing of(KeptForecast kept, Verdicts verdicts) {
        return new Standing(
                kept.key(),
                verdicts,
                kept.madeAt(),
                kept.what(),
                kept.reason(),
                kept.crossing().map(crossing -> crossing.limit().name()),
                kept.crossing().filter(Crossing::expected).flatMap(Crossing::median));
    }

    Standing with(Verdicts next) {
        return new Standing(key, next, keptAt, what, reason, limit, median);
    }
}
