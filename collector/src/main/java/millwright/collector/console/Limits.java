package millwright.collector.console;

import java.util.List;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Threshold;

/** Thresholds in words. */
final class Limits {
    private Limits() {}

    /** {@code above 80 %}, {@code below 10 %}. */
    static String text(Level level, String unit) {
        Threshold threshold = level.threshold();
        return side(threshold.direction()) + " " + Units.limit(threshold.limit(), unit);
    }

    /** When it ends: {@code 75 % for 5 min}. */
    static String rearm(Level level, String unit) {
        Threshold threshold = level.threshold();
        String bound = threshold.direction() == Direction.ABOVE ? "at most " : "at least ";
        String held =
                threshold.rearmTime().isZero() ? "" : " for " + Spans.exact(threshold.rearmTime());
        return bound + Units.limit(threshold.rearm(), unit) + held;
    }

    static String side(Direction direction) {
        return direction == Direction.ABOVE ? "above" : "below";
    }

    static List<ChartPainter.Limit> toDraw(List<Level> levels, String unit) {
        return levels.stream()
                .map(
                        level ->
                                new ChartPainter.Limit(
                                        level.threshold().limit(),
                                        level.threshold().direction(),
                                        level.priority() + " " + text(level, unit),
                                        Standing.style(level.priority())))
                .toList();
    }
}
