package millwright.collector.forecast;

import java.util.Locale;
import millwright.rules.forecast.Quality;
import millwright.rules.indicator.Priority;

/**
 * The most urgent priority that forecasts of a class may raise on their own, by how the earlier ones
 * have done: 20 scored predictions, of which four in five came within the interval, earn P1.
 */
record RecordCeiling(Priority priority, String reason) {
    private static final long PREDICTIONS_MIN = 20;
    private static final double FOR_P1 = 0.8;
    private static final double FOR_P2 = 0.6;
    private static final double FOR_P3 = 0.4;

    static RecordCeiling of(TrackRecord record, Quality quality) {
        if (!quality.confident()) {
            return new RecordCeiling(Priority.P4, "the forecast is of low confidence");
        }
        if (record.predictions() < PREDICTIONS_MIN) {
            return new RecordCeiling(
                    Priority.P3,
                    "only %d predictions of %s are scored so far, %d are needed"
                            .formatted(record.predictions(), record.of(), PREDICTIONS_MIN));
        }
        double share = (double) record.hits() / record.predictions();
        if (share >= FOR_P1) {
            return new RecordCeiling(Priority.P1, "");
        }
        Priority priority =
                share >= FOR_P2 ? Priority.P2 : share >= FOR_P3 ? Priority.P3 : Priority.P4;
        return new RecordCeiling(
                priority,
                String.format(
                        Locale.ROOT,
                        "of %d predictions of %s %.0f %% came within their interval",
                        record.predictions(),
                        record.of(),
                        100 * share));
    }
}
