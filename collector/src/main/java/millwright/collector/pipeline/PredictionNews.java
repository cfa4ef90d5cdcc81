package millwright.collector.pipeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.IndicatorKey;

/**
 * Which predictions nobody has acted on yet. As with the board, a fact stays untold until {@link
 * #told} says so; a newer run of the same key is told again.
 */
final class PredictionNews {
    private final Predictions source;

    /** The newest run of each key that has been acted on; only of keys that still say something. */
    private Map<IndicatorKey, Instant> told = Map.of();

    PredictionNews(Predictions source) {
        this.source = source;
    }

    record Untold(List<PredictedCrossing> crossings, List<WithdrawnPrediction> withdrawn) {
        boolean isEmpty() {
            return crossings.isEmpty() && withdrawn.isEmpty();
        }

        private Stream<Map.Entry<IndicatorKey, Instant>> runs() {
            return Stream.concat(
                    crossings.stream().map(one -> Map.entry(one.key(), one.at())),
                    withdrawn.stream().map(one -> Map.entry(one.key(), one.at())));
        }
    }

    Untold untold() {
        Untold all = new Untold(source.crossings(), source.withdrawn());
        if (all.isEmpty()) {
            told = Map.of();
            return all;
        }
        Map<IndicatorKey, Instant> stillSaid = new HashMap<>();
        all.runs()
                .map(Map.Entry::getKey)
                .filter(told::containsKey)
                .forEach(key -> stillSaid.put(key, told.get(key)));
        told = stillSaid;
        return new Untold(
                all.crossings().stream().filter(one -> isNews(one.key(), one.at())).toList(),
                all.withdrawn().stream().filter(one -> isNews(one.key(), one.at())).toList());
    }

    private boolean isNews(IndicatorKey key, Instant run) {
        Instant last = told.get(key);
        return last == null || run.isAfter(last);
    }

    /** Somebody has acted on these. */
    void told(Untold facts) {
        Map<IndicatorKey, Instant> more = new HashMap<>(told);
        facts.runs().forEach(run -> more.put(run.getKey(), run.getValue()));
        told = more;
    }

    /** All of it is news to other rules. */
    void forget() {
        told = Map.of();
    }
}
