package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;

/**
 * How urgent a predicted crossing is (DESIGN "Priority of a forecast"): the most urgent priority
 * whose resolution target the early end of the interval lies within, and P4 beyond them all; with
 * the shipped targets up to 4 h P1, up to 24 h P2, up to 72 h P3. The first level and the record of
 * the forecasts set bounds. Pure.
 */
public final class ForecastPriority {
    private static final Comparator<Foreseen> MOST_URGENT_FIRST =
            Comparator.comparing(Foreseen::priority)
                    .thenComparing(Foreseen::deadline)
                    .thenComparing(one -> !one.prediction().crossing().limit().hard())
                    .thenComparing(one -> one.prediction().crossing().limit().name());

    private final MaintenancePolicy policy;

    public ForecastPriority(MaintenancePolicy policy) {
        this.policy = requireNonNull(policy, "policy");
    }

    /**
     * One fact a key, by key: of several limits the most urgent, of equals the nearest.
     *
     * @param now from when on the targets are reckoned
     * @param levels of a key, mildest first; may be none
     */
    public List<Foreseen> mostUrgent(
            List<PredictedCrossing> predictions,
            Instant now,
            Function<IndicatorKey, List<Level>> levels) {
        Map<IndicatorKey, Foreseen> byKey = new TreeMap<>();
        for (PredictedCrossing prediction : predictions) {
            byKey.merge(
                    prediction.key(),
                    foreseen(prediction, now, levels.apply(prediction.key())),
                    (a, b) -> MOST_URGENT_FIRST.compare(a, b) <= 0 ? a : b);
        }
        return List.copyOf(byKey.values());
    }

    private Foreseen foreseen(PredictedCrossing prediction, Instant now, List<Level> levels) {
        Priority byTime = byTime(prediction.deadline(), now);
        Priority priority = byTime;
        List<String> why = new ArrayList<>(List.of(timeReason(byTime)));
        Priority firstLevel = policy.forecasts().firstLevelAtMost();
        if (!prediction.crossing().limit().hard() && priority.isMoreUrgentThan(firstLevel)) {
            priority = firstLevel;
            why.add("at most %s: it is the first level, not the end".formatted(firstLevel));
        }
        if (priority.isMoreUrgentThan(prediction.ceiling())) {
            priority = prediction.ceiling();
            why.add(prediction.ceilingReason());
        }
        Optional<Level> first = levels.stream().findFirst();
        return new Foreseen(
                prediction,
                priority,
                String.join("; ", why),
                first.map(Level::action).orElse(""),
                first.map(Level::runbook).orElse(""));
    }

    private Priority byTime(Instant early, Instant now) {
        for (Priority priority : Priority.values()) {
            boolean isWithin =
                    policy.target(priority)
                            .resolution()
                            .filter(target -> !early.isAfter(now.plus(target)))
                            .isPresent();
            if (isWithin) {
                return priority;
            }
        }
        return Priority.P4;
    }

    private String timeReason(Priority byTime) {
        Optional<Duration> target = policy.target(byTime).resolution();
        return target.isPresent()
                ? "%s by time: possible within %s".formatted(byTime, length(target.get()))
                : "%s by time: not possible within any resolution target".formatted(byTime);
    }

    private static String length(Duration target) {
        return target.toMinutesPart() == 0 && target.toSecondsPart() == 0
                ? target.toHours() + " h"
                : target.toMinutes() + " min";
    }
}
