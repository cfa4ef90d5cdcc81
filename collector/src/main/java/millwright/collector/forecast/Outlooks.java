package millwright.collector.forecast;

import java.util.List;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;

/** The newest forecasts of the fleet. Thread-safe. */
public interface Outlooks {
    /** Of a collector that forecasts nothing. */
    Outlooks NONE =
            new Outlooks() {
                @Override
                public Optional<Outlook> of(IndicatorKey key) {
                    return Optional.empty();
                }

                @Override
                public List<Outlook> all() {
                    return List.of();
                }
            };

    /** Empty where the indicator is not forecast, or has not been yet. */
    Optional<Outlook> of(IndicatorKey key);

    /** All of them, by key. */
    List<Outlook> all();
}
