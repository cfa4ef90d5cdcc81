package millwright.collector.pipeline;

import java.util.List;
import java.util.Optional;
import millwright.collector.history.Sample;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;

/**
 * How an indicator stands, for people.
 *
 * @param unit such as {@code percent} or {@code seconds}
 * @param judgement empty before the first sample was judged
 * @param levels its limits, mildest first; empty where no rule speaks of it
 * @param source the series it is read from (the first one, where it needs several)
 * @param invert whether the indicator is 100 less the source's value
 * @param recent about the last hour, one value a minute at most, oldest first
 * @param traffic what was counted, of an indicator that is a ratio
 */
public record IndicatorView(
        IndicatorKey key,
        String unit,
        Optional<Judgement> judgement,
        List<Level> levels,
        SeriesKey source,
        boolean invert,
        List<Sample> recent,
        Optional<Traffic> traffic) {

    /** One that counts nothing. */
    public IndicatorView(
            IndicatorKey key,
            String unit,
            Optional<Judgement> judgement,
            List<Level> levels,
            SeriesKey source,
            boolean invert,
            List<Sample> recent) {
        this(key, unit, judgement, levels, source, invert, recent, Optional.empty());
    }

    /** Requests and errors since the collector first heard of them, across resets. */
    public record Traffic(double requests, double errors) {}
}
