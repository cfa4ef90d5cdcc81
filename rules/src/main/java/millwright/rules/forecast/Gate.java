package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a forecast may not speak, and why. */
final class Gate {
    private static final Duration STALE = Duration.ofDays(3);

    /** Nobody plans by a course drawn from so old a value, and drawing it costs by its length. */
    private static final Duration GONE = Duration.ofDays(30);

    /** From here up to a verdict of crossing nothing can be said. */
    private static final double AS_LIKELY_AS_NOT = 0.35;

    private final ForecastTerms terms;

    Gate(ForecastTerms terms) {
        this.terms = terms;
    }

    /**
     * @param sentence for people, with the figures
     */
    record Refusal(Forecast.Reason reason, String sentence) {
        /** With its figures written as everywhere, whatever the locale of the machine. */
        static Refusal of(Forecast.Reason reason, String sentence, Object... figures) {
            return new Refusal(reason, String.format(Locale.ROOT, sentence, figures));
        }
    }

    /** Of a series that has ended so long ago that not even a tentative forecast is made. */
    Optional<Refusal> gone(Instant last, Instant at) {
        return Duration.between(last, at).compareTo(GONE) > 0
                ? Optional.of(stale(last, GONE))
                : Optional.empty();
    }

    private static Refusal stale(Instant last, Duration limit) {
        return Refusal.of(
                Forecast.Reason.STALE,
                "no value for more than %s: the newest one is of %s",
                in(limit),
                last);
    }

    /**
     * @param last when the newest value was measured
     * @param seasonal whether a season makes most of the course
     */
    Optional<Refusal> refusal(Forecast.Expected forecast, Instant last, boolean seasonal) {
        Duration silent = Duration.between(last, forecast.at());
        if (silent.compareTo(STALE) > 0) {
            return Optional.of(stale(last, STALE));
        }
        Quality quality = forecast.quality();
        Duration needed = seasonal ? terms.historyMin() : terms.segmentMin();
        if (quality.history().compareTo(needed) < 0) {
            return Optional.of(
                    Refusal.of(
                            Forecast.Reason.TOO_SHORT,
                            "%s of history, where a %s course takes %s",
                            in(quality.history()),
                            seasonal ? "seasonal" : "steady",
                            in(needed)));
        }
        if (quality.coverage() < terms.coverageMin()) {
            return Optional.of(
                    Refusal.of(
                            Forecast.Reason.TOO_MANY_GAPS,
                            "%.0f %% of the history is there: it takes %.0f %%",
                            100 * quality.coverage(),
                            100 * terms.coverageMin()));
        }
        if (forecast.crossings().stream().anyMatch(Crossing::expected)) {
            return Optional.empty();
        }
        return forecast.crossings().stream()
                .filter(crossing -> crossing.probability() >= AS_LIKELY_AS_NOT)
                .findFirst()
                .map(Gate::undecided);
    }

    private static Refusal undecided(Crossing crossing) {
        return Refusal.of(
                Forecast.Reason.TOO_UNCERTAIN,
                "that %s is passed is about as likely as not: %.0f %%",
                crossing.limit().name(),
                100 * crossing.probability());
    }

    /** Whether every crossing that is expected can be planned for. */
    boolean isNarrow(List<Crossing> crossings, Instant at, Duration horizon) {
        return crossings.stream()
                .filter(Crossing::expected)
                .allMatch(crossing -> width(crossing, at, horizon) <= terms.intervalMax());
    }

    /** How much of the horizon the interval takes up; what is beyond the horizon was not asked. */
    private static double width(Crossing crossing, Instant at, Duration horizon) {
        Instant end = at.plus(horizon);
        Instant late = crossing.late().filter(end::isAfter).orElse(end);
        Instant early = crossing.early().orElse(late);
        return Duration.between(early, late).toSeconds() / (double) horizon.toSeconds();
    }

    private static String in(Duration duration) {
        return duration.compareTo(Duration.ofDays(2)) < 0
                ? duration.toHours() + " h"
                : duration.toDays() + " days";
    }
}
