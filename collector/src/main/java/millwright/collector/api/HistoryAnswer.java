package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import millwright.collector.pipeline.IndicatorView;

/** The past of one indicator as the interface shows it. */
record HistoryAnswer(
        String host,
        String indicator,
        String resource,
        String unit,
        Instant from,
        Instant to,
        String resolution,
        List<IndicatorHistory.Point> points) {

    static HistoryAnswer of(
            IndicatorView view, Instant from, Instant to, IndicatorHistory.Course course) {
        return new HistoryAnswer(
                view.key().host(),
                view.key().indicator(),
                view.key().resource(),
                view.unit(),
                from,
                to,
                Parameters.word(course.resolution()),
                course.points());
    }
}
