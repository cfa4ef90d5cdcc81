package millwright.collector.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;
import millwright.rules.forecast.Observations;

/**
 * When a series can have its next samples: at whole steps after its last one. The step is the
 * greatest that divides all its recent spacings, so that one whose phase wanders in whole minutes
 * gets each minute; where the spacings have no such step (jitter of seconds), their median.
 */
final class NextSamples {
    private static final int RECENT = 300;

    /** A step finer than this share of the usual spacing is jitter. */
    private static final int FINER_MAX = 10;

    private NextSamples() {}

    /**
     * @param history up to the cut
     * @param horizon after the cut, inclusive
     * @return seconds since 1970; none where the history has fewer than two samples
     */
    static long[] after(Observations history, Instant cut, Duration horizon) {
        if (history.size() < 2) {
            return new long[0];
        }
        long step = step(history);
        long last = history.last().getEpochSecond();
        long skip = Math.floorDiv(cut.getEpochSecond() - last, step);
        long end = cut.plus(horizon).getEpochSecond();
        return LongStream.iterate(last + (skip + 1) * step, t -> t <= end, t -> t + step).toArray();
    }

    private static long step(Observations history) {
        int from = Math.max(1, history.size() - RECENT);
        long[] spacings = new long[history.size() - from];
        long divisor = 0;
        for (int i = from; i < history.size(); i++) {
            spacings[i - from] = history.second(i) - history.second(i - 1);
            divisor = greatestCommonDivisor(divisor, spacings[i - from]);
        }
        Arrays.sort(spacings);
        long median = spacings[(spacings.length - 1) / 2];
        return divisor * FINER_MAX >= median ? divisor : median;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
