package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Verdicts;
import millwright.rules.indicator.IndicatorKey;

/**
 * What of the forecasts goes into the ledger: one that says something new, and each day one. So
 * 100,000 series give some 100,000 rows a day. The values of one instant are scored for each row: a
 * day, three days, a week or a month ahead, in turn.
 */
final class Keeping {
    private static final Duration EACH = Duration.ofDays(1);

    /** A series that says nothing for months, and goes on saying nothing. */
    private static final Duration EACH_UNFORECASTABLE = Duration.ofDays(7);

    /** A crossing has moved when its median is elsewhere by this share of the time until then. */
    private static final double MOVED = 0.25;

    private static final Duration MOVED_MIN = Duration.ofHours(1);

    private static final List<Duration> AHEAD =
            List.of(
                    Duration.ofDays(1),
                    Duration.ofDays(3),
                    Duration.ofDays(7),
                    Duration.ofDays(30));

    private Keeping() {}

    /**
     * @param verdicts with this forecast as their newest run
     * @param last the newest value
     */
    static KeptForecast kept(IndicatorKey key, Forecast forecast, Verdicts verdicts, double last) {
        Instant at = forecast.at().truncatedTo(ChronoUnit.MICROS);
        if (forecast instanceof Forecast.Expected expected) {
            Optional<Crossing> crossing = leading(expected.crossings(), last);
            return new KeptForecast(
                    key,
                    at,
                    forecast.horizon(),
                    crossing.filter(Crossing::expected).isPresent()
                            ? KeptForecast.What.CROSSING
                            : KeptForecast.What.QUIET,
                    "",
                    crossing,
                    last,
                    expected.model(),
                    verdicts.since(),
                    value(key, expected));
        }
        return new KeptForecast(
                key,
                at,
                forecast.horizon(),
                KeptForecast.What.UNFORECASTABLE,
                ((Forecast.Unforecastable) forecast).reason().name(),
                Optional.empty(),
                last,
                "",
                verdicts.since(),
                Optional.empty());
    }

    /** Of those that are not passed yet: a hard one, the next one, or the most probable one. */
    private static Optional<Crossing> leading(List<Crossing> all, double last) {
        List<Crossing> ahead = all.stream().filter(one -> !one.limit().isPast(last)).toList();
        List<Crossing> expected = ahead.stream().filter(Crossing::expected).toList();
        return expected.stream()
                .filter(one -> one.limit().hard())
                .findFirst()
                .or(
                        () ->
                                expected.stream()
                                        .min(
                                                Comparator.comparing(
                                                        one -> one.median().orElseThrow())))
                .or(
                        () ->
                                ahead.stream()
                                        .reduce(
                                                (a, b) ->
                                                        b.probability() > a.probability() ? b : a));
    }

    private static Optional<KeptForecast.ExpectedValue> value(
            IndicatorKey key, Forecast.Expected forecast) {
        List<Duration> within =
                AHEAD.stream().filter(d -> d.compareTo(forecast.horizon()) <= 0).toList();
        Path path = forecast.path();
        if (within.isEmpty() || path.size() == 0) {
            return Optional.empty();
        }
        long day = Math.floorDiv(forecast.at().getEpochSecond(), 86_400);
        Duration ahead = within.get(Math.floorMod(key.hashCode() + day, within.size()));
        Instant wanted = forecast.at().plus(ahead);
        long steps = Duration.between(path.instant(0), wanted).dividedBy(path.step());
        int nearest = (int) Math.max(0, Math.min(path.size() - 1, steps));
        Instant at = path.instant(nearest).truncatedTo(ChronoUnit.MICROS);
        return Optional.of(
                new KeptForecast.ExpectedValue(
                        at, path.low(nearest), path.middle(nearest), path.high(nearest)));
    }

    /** Whether it goes into the ledger. */
    static boolean isNews(Standing before, KeptForecast now) {
        Duration since = Duration.between(before.keptAt(), now.madeAt());
        Duration each = now.what() == KeptForecast.What.UNFORECASTABLE ? EACH_UNFORECASTABLE : EACH;
        return since.compareTo(each) >= 0
                || before.what() != now.what()
                || !before.reason().equals(now.reason())
                || (now.what() == KeptForecast.What.CROSSING && hasMoved(before, now));
    }

    private static boolean hasMoved(Standing before, KeptForecast now) {
        Crossing crossing = now.crossing().orElseThrow();
        if (!before.limit().equals(Optional.of(crossing.limit().name()))
                || before.median().isEmpty()) {
            return true;
        }
        Instant median = crossing.median().orElseThrow();
        Duration left = Duration.between(now.madeAt(), before.median().get()).abs();
        Duration moved = Duration.between(before.median().get(), median).abs();
        return moved.compareTo(MOVED_MIN) > 0 && moved.toSeconds() > MOVED * left.toSeconds();
    }
}
