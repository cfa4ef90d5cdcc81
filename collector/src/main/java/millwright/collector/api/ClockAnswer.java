package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.cases.ClockView;
import millwright.rules.policy.ClockReading;
import millwright.rules.policy.ClockSegment;

/**
 * One clock of a ticket.
 *
 * @param state absent, as all from there to {@code due}, where the priority has no such target
 */
record ClockAnswer(
        String target,
        int round,
        Optional<String> state,
        Optional<Double> targetSeconds,
        Optional<Double> elapsedSeconds,
        Optional<Double> remainingSeconds,
        Optional<Double> usedPercent,
        Optional<Instant> due,
        List<Segment> segments) {

    record Segment(String kind, Instant from, Optional<Instant> to, String reason, String by) {
        static Segment of(ClockSegment segment) {
            return new Segment(
                    segment.kind().name().toLowerCase(Locale.ROOT),
                    segment.from(),
                    segment.to(),
                    segment.reason(),
                    segment.by());
        }
    }

    static ClockAnswer of(ClockView view) {
        Optional<ClockReading> reading = view.reading();
        return new ClockAnswer(
                view.clock().target().word(),
                view.clock().round(),
                reading.map(shown -> shown.state().name().toLowerCase(Locale.ROOT)),
                reading.map(shown -> seconds(shown.target())),
                reading.map(shown -> seconds(shown.elapsed())),
                reading.map(shown -> seconds(shown.remaining())),
                reading.map(ClockReading::usedPercent),
                reading.flatMap(ClockReading::due),
                view.clock().segments().stream().map(Segment::of).toList());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
