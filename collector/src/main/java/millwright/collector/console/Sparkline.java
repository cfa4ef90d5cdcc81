package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import millwright.collector.history.Sample;
import millwright.collector.pipeline.IndicatorView;

/**
 * The last hour of an indicator as an SVG path in a box of 60 by 20: one step to the right is a
 * minute, the right edge is now, up is more. Whole numbers only, so that a page of a thousand stays
 * small.
 */
final class Sparkline {
    static final int WIDTH = 60;
    static final int HEIGHT = 20;

    private Sparkline() {}

    /** Path data; empty where there is nothing to draw. */
    static String path(IndicatorView indicator, Instant now) {
        List<Sample> shown =
                indicator.recent().stream()
                        .filter(s -> Double.isFinite(s.value()))
                        .filter(s -> minutesBefore(s, now) <= WIDTH && minutesBefore(s, now) >= 0)
                        .toList();
        Duration longest = Gaps.longestStep(shown.stream().map(Sample::at).toList());
        double top = top(indicator, shown);
        StringBuilder path = new StringBuilder(shown.size() * 6);
        Instant last = Instant.MIN;
        long lastX = -1;
        for (Sample sample : shown) {
            long x = Math.round(WIDTH - minutesBefore(sample, now));
            long y = Math.round((HEIGHT - 1) - (HEIGHT - 2) * clamp(sample.value() / top));
            boolean gap = last.equals(Instant.MIN) || last.plus(longest).isBefore(sample.at());
            if (gap || x > lastX + 1) { // every second minute is enough for the eye
                path.append(gap ? 'M' : 'L').append(x).append(' ').append(y);
                path.append(gap ? "h0" : "");
                lastX = x;
            }
            last = sample.at();
        }
        return path.toString();
    }

    private static double minutesBefore(Sample sample, Instant now) {
        return Duration.between(sample.at(), now).toMillis() / 60_000.0;
    }

    /**
     * The scale of percent is the same for all hosts, so that rows compare; other units against the
     * first limit or the highest value.
     */
    private static double top(IndicatorView indicator, List<Sample> shown) {
        if (indicator.unit().equals("percent")) {
            return Standing.isBadBelow(indicator) ? 100 : Scale.percentTop(lastLimit(indicator));
        }
        OptionalDouble highest = shown.stream().mapToDouble(Sample::value).max();
        double limit =
                indicator.levels().isEmpty() ? 0 : indicator.levels().get(0).threshold().limit();
        double top = Math.max(limit, highest.orElse(0)) * 1.1;
        return top > 0 ? top : 1;
    }

    private static double lastLimit(IndicatorView indicator) {
        return indicator.levels().stream()
                .mapToDouble(level -> level.threshold().limit())
                .max()
                .orElse(100);
    }

    private static double clamp(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
