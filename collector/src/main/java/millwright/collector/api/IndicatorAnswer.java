package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import millwright.collector.ingest.SeriesKey;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Threshold;

/**
 * How one indicator stands, as the interface shows it.
 *
 * @param state {@code unjudged} before the first sample was judged
 * @param level the number of the level that is breached or pending
 */
record IndicatorAnswer(
        String host,
        String indicator,
        String resource,
        String unit,
        String state,
        Optional<Integer> level,
        Optional<Priority> priority,
        Optional<Double> value,
        Optional<Instant> since,
        Optional<Instant> at,
        Optional<Double> coverage,
        Optional<Double> fraction,
        List<LevelAnswer> levels,
        SourceAnswer source) {

    static IndicatorAnswer of(IndicatorView view) {
        Optional<Judgement> judged = view.judgement();
        return new IndicatorAnswer(
                view.key().host(),
                view.key().indicator(),
                view.key().resource(),
                view.unit(),
                judged.map(j -> Parameters.word(j.state())).orElse("unjudged"),
                judged.flatMap(Judgement::level).map(Level::number),
                judged.flatMap(Judgement::level).map(Level::priority),
                judged.map(Judgement::value).filter(Double::isFinite),
                judged.map(Judgement::since),
                judged.map(Judgement::at),
                judged.map(Judgement::coverage).filter(Double::isFinite),
                judged.map(Judgement::fraction).filter(Double::isFinite),
                view.levels().stream().map(LevelAnswer::of).toList(),
                SourceAnswer.of(view.source()));
    }

    /** One limit, with the times in seconds. */
    record LevelAnswer(
            int level,
            Priority priority,
            String direction,
            double limit,
            long sustainSeconds,
            double rearm,
            long rearmSeconds,
            String row,
            String action,
            String runbook) {
        static LevelAnswer of(Level level) {
            Threshold threshold = level.threshold();
            return new LevelAnswer(
                    level.number(),
                    level.priority(),
                    threshold.direction().name().toLowerCase(Locale.ROOT),
                    threshold.limit(),
                    threshold.sustain().toSeconds(),
                    threshold.rearm(),
                    threshold.rearmTime().toSeconds(),
                    level.row(),
                    level.action(),
                    level.runbook());
        }
    }

    /** The series that the indicator is read from. */
    record SourceAnswer(String measurement, Map<String, String> tags, String field) {
        static SourceAnswer of(SeriesKey key) {
            return new SourceAnswer(key.measurement(), key.tags(), key.field());
        }
    }
}
