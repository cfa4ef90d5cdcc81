package millwright.collector.api;

import java.time.Duration;
import java.util.Optional;
import millwright.collector.forecast.TrackRecord;

/** How the forecasts of an indicator have done, as the interface shows it. */
record TrackRecordAnswer(
        String indicator,
        long predictions,
        long hits,
        long early,
        long late,
        long never,
        long quiet,
        Optional<Double> coverage,
        Optional<Long> leadSeconds) {
    static TrackRecordAnswer of(TrackRecord record) {
        return new TrackRecordAnswer(
                record.of(),
                record.predictions(),
                record.hits(),
                record.early(),
                record.late(),
                record.never(),
                record.quiet(),
                record.coverage(),
                record.lead().map(Duration::toSeconds));
    }
}
