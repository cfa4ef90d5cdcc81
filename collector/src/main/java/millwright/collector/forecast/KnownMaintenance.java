package millwright.collector.forecast;

import java.time.Instant;
import java.util.List;
import millwright.rules.indicator.IndicatorKey;

/** Work that may have changed the course of an indicator. Thread-safe. */
@FunctionalInterface
public interface KnownMaintenance {
    /** Where nobody writes down what is done. */
    KnownMaintenance NONE = (key, from, to) -> List.of();

    /** The instants within the half-open interval at which such work ended, in time order. */
    List<Instant> of(IndicatorKey key, Instant from, Instant to);
}
