package millwright.collector.forecast;

import java.util.List;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.indicator.IndicatorKey;

/** Names the parts that grow most where an indicator runs towards its limit. */
@FunctionalInterface
public interface Growers {
    Growers NONE = key -> List.of();

    /** At most three, the fastest first, only what grows; empty where nothing is known of parts. */
    List<PredictedCrossing.Grower> of(IndicatorKey key);
}
