package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Foreseen;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.Segment;

/**
 * What a ticket shows of a prediction.
 *
 * @param since of the first run that the prediction stands on; identifies it
 * @param at of the run that this is from
 * @param limitName such as {@code hard limit} or {@code level 1}
 * @param limit in {@code unit}
 * @param hard whether nothing is left there
 * @param value the newest one then, in {@code unit}
 * @param early with the other two: the interval of the crossing; until {@code early} there is time
 * @param late empty where it lies beyond the horizon
 * @param probability of the crossing within the horizon, 0 to 1
 * @param horizonSeconds how far was looked ahead
 * @param ratePerDay the trend, in {@code unit} a day
 * @param trendSince where the part of the history begins that the trend is from
 * @param beginning why it begins there
 * @param confident whether the forecast was sure enough of itself to raise more than P4
 * @param why the priority that it gives, and why no more urgent one
 * @param growers what grows most under the same resource, the fastest first
 */
public record TicketForecast(
        Instant since,
        Instant at,
        String limitName,
        double limit,
        boolean hard,
        double value,
        String unit,
        Instant early,
        Instant median,
        Optional<Instant> late,
        double probability,
        long horizonSeconds,
        String model,
        double ratePerDay,
        Instant trendSince,
        Segment.Beginning beginning,
        boolean confident,
        String why,
        List<PredictedCrossing.Grower> growers) {
    public TicketForecast {
        requireNonNull(since, "since");
        requireNonNull(early, "early");
        requireNonNull(late, "late");
        growers = List.copyOf(growers);
    }

    static TicketForecast of(Foreseen foreseen) {
        PredictedCrossing prediction = foreseen.prediction();
        Crossing crossing = prediction.crossing();
        return new TicketForecast(
                prediction.since(),
                prediction.at(),
                crossing.limit().name(),
                crossing.limit().value(),
                crossing.limit().hard(),
                prediction.last(),
                prediction.unit(),
                prediction.deadline(),
                crossing.median().orElseThrow(),
                crossing.late(),
                crossing.probability(),
                prediction.horizon().toSeconds(),
                prediction.model(),
                prediction.segment().ratePerDay(),
                prediction.segment().start(),
                prediction.segment().beginning(),
                prediction.quality().confident(),
                foreseen.why(),
                prediction.growers());
    }

    /** As {@link Foreseen#episode}. */
    Instant episode() {
        return Foreseen.episode(since);
    }
}
