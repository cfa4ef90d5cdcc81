package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Range;
import millwright.rules.indicator.Level;

/**
 * An indicator whose course is foretold.
 *
 * @param range what its values can be, which follows from the unit
 * @param hard the value at which nothing is left; empty where there is none
 */
public record Forecastable(String unit, Range range, Optional<Double> hard) {
    public Forecastable {
        requireNonNull(unit, "unit");
        requireNonNull(range, "range");
        requireNonNull(hard, "hard");
    }

    static Forecastable of(String unit, Optional<Double> hard) {
        Range range =
                switch (unit) {
                    case "percent" -> Range.PERCENT;
                    case "days" -> Range.ANY;
                    default -> Range.NOT_NEGATIVE;
                };
        if (hard.isPresent() && !(hard.get() >= range.floor() && hard.get() <= range.ceiling())) {
            throw new IllegalArgumentException(
                    "forecast: hard is %s, which no value in %s can be"
                            .formatted(hard.get(), unit));
        }
        return new Forecastable(unit, range, hard);
    }

    /**
     * What its crossings are asked for: each level, and the hard limit on the same side. None for a
     * key without levels, which is not forecast.
     *
     * @param levels as the decision table has them for the key, mildest first
     */
    public List<Limit> limits(List<Level> levels) {
        List<Limit> limits = new ArrayList<>();
        for (Level level : levels) {
            limits.add(
                    Limit.level(
                            level.number(),
                            level.threshold().direction(),
                            level.threshold().limit()));
        }
        if (!levels.isEmpty()) {
            hard.ifPresent(
                    value -> limits.add(Limit.hard(levels.get(0).threshold().direction(), value)));
        }
        return List.copyOf(limits);
    }
}
