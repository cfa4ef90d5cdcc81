package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a forecast may not speak, and why. */
final class Gate {
    private static final Duration STALE = Duration.ofDays(3);

    /** From here up to a verdict of crossing nothing can be said. */
    private static final double AS_LIKELY_AS_NOT = 0.35;

    private final ForecastTerms terms;

    Gate(ForecastTerms terms) {
        this.terms = terms;
    }

    /**
     * @param sentence for people, with the figures
     */
    record Refusal(Forecast.Reason reason, String sentence) {}

    /**
     * @param last when the newest value was measured
     * @param seasonal whether a season makes most of the course
     */
    Optional<Refusal> refusal(Forecast.Expected forecast, Instant last, boolean seasonal) {
        Duration silent = Duration.between(last, forecast.at());
        if (silent.compareTo(STALE) > 0) {
            return refusal(
                    Forecast.Reason.STALE,
                    "the newest value is %s old: it may be %s".formatted(in(silent), in(STALE)));
        }
        Quality quality = forecast.quality();
        Duration needed = seasonal ? terms.historyMin() : terms.segmentMin();
        if (quality.history().compareTo(needed) < 0) {
            return refusal(
                    Forecast.Reason.TOO_SHORT,
                    "%s of history, where a %s course takes %s"
                            .formatted(
                                    in(quality.history()),
                                    seasonal ? "seasonal" : "steady",
                                    in(needed)));
        }
        if (quality.coverage() < terms.coverageMin()) {
            return refusal(
                    Forecast.Reason.TOO_MANY_GAPS,
                    "%.0f %% of the history is there: it takes %.0f %%"
                            .formatted(100 * quality.coverage(), 100 * terms.coverageMin()));
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
        return new Refusal(
                Forecast.Reason.TOO_UNCERTAIN,
                "that %s is passed is about as likely as not: %.0f %%"
                        .formatted(crossing.limit().name(), 100 * crossing.probability()));
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

    private static Optional<Refusal> refusal(Forecast.Reason reason, String sentence) {
        return Optional.of(new Refusal(reason, sentence));
    }

    private static String in(Duration duration) {
        return duration.compareTo(Duration.ofDays(2)) < 0
                ? duration.toHours() + " h"
                : duration.toDays() + " days";
    }
}
