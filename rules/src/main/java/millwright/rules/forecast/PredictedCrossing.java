package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * A forecast that may speak: a limit will be passed, by the same verdict in enough runs.
 *
 * @param at of the run that it is from
 * @param since of the first run that the prediction stands on; identifies it
 * @param confirmedFrom of the oldest run that {@code crossing} is from, not after {@code at}: what
 *     was known before then does not bear on it
 * @param unit of the indicator's values
 * @param crossing expected, and so with a time
 * @param last the newest value
 * @param ceiling the most urgent priority that the record of this class of forecasts, and its
 *     confidence, allow
 * @param ceilingReason why not more, for people; empty where the ceiling is P1
 * @param growers what grows most under the same resource, the fastest first; may be empty
 */
public record PredictedCrossing(
        IndicatorKey key,
        Instant at,
        Instant since,
        Instant confirmedFrom,
        Duration horizon,
        String unit,
        Crossing crossing,
        double last,
        String model,
        Segment segment,
        Quality quality,
        Priority ceiling,
        String ceilingReason,
        List<Grower> growers) {
    public PredictedCrossing {
        requireNonNull(key, "key");
        requireNonNull(since, "since");
        requireNonNull(confirmedFrom, "confirmedFrom");
        requireNonNull(ceiling, "ceiling");
        growers = List.copyOf(growers);
        if (!crossing.expected()) {
            throw new IllegalArgumentException("%s is not expected to cross".formatted(key));
        }
    }

    /** One that only the newest run is responsible for. */
    public PredictedCrossing(
            IndicatorKey key,
            Instant at,
            Instant since,
            Duration horizon,
            String unit,
            Crossing crossing,
            double last,
            String model,
            Segment segment,
            Quality quality,
            Priority ceiling,
            String ceilingReason,
            List<Grower> growers) {
        this(
                key,
                at,
                since,
                at,
                horizon,
                unit,
                crossing,
                last,
                model,
                segment,
                quality,
                ceiling,
                ceilingReason,
                growers);
    }

    /** The earliest that the limit may be passed: until then there is time. */
    public Instant deadline() {
        return crossing.early().orElseThrow();
    }

    /**
     * A part of what grows, such as a process or a database.
     *
     * @param name as people know it, such as {@code process java} or {@code database orders}
     * @param perDay in {@code unit} a day
     */
    public record Grower(String name, double perDay, String unit) {}
}
