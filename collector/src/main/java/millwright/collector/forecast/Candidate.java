package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.util.List;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Range;
import millwright.rules.indicator.IndicatorKey;

/**
 * An indicator whose future is asked for.
 *
 * @param source the one series that its values come from
 * @param invert whether the indicator is 100 less the source's value
 * @param limits whose crossing is asked for
 * @param range the values that the indicator can have at all
 */
public record Candidate(
        IndicatorKey key,
        String unit,
        SeriesKey source,
        boolean invert,
        List<Limit> limits,
        Range range) {
    public Candidate {
        requireNonNull(key, "key");
        requireNonNull(unit, "unit");
        requireNonNull(source, "source");
        requireNonNull(range, "range");
        limits = List.copyOf(limits);
    }

    double indicator(double sourceValue) {
        return invert ? 100 - sourceValue : sourceValue;
    }
}
