package millwright.rules.indicator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;

/**
 * Learns how often samples of each indicator are meant to come, so that a host that loses half of
 * them is seen to lose them. A declared interval wins. Else it is the most common spacing over all
 * series of the indicator (one vote a series, so that a busy one does not outvote the others),
 * unless this series' own shortest common spacing is more than three times that: then it is meant
 * to be slower, and its own counts.
 *
 * <p>Indicators and series are small dense numbers from 0; series are numbered over all indicators.
 * One thread at a time. 41 bytes a series, 14 kB an indicator.
 */
public final class NominalIntervals {
    private static final int OWN_FACTOR = 3;
    private static final int FIRST = 64;
    private static final int ONE_IN = 16;

    /** A block of 32 spacings votes its 4th smallest: about the 10th percentile. */
    private static final int BLOCK = 32;

    private static final int SMALLEST = 4;

    private final long fallbackMicros;
    private SpacingVotes[] votes = {};
    private long[] declared = {};

    /** By series: how many spacings it has had, and how many its current block has. */
    private int[] seen = {};

    private byte[] inBlock = {};

    /** By series: the smallest spacings of its current block, ascending, in microseconds. */
    private long[] smallest = {};

    /** By series: its own shortest common spacing, which is its vote; 0 before the first. */
    private long[] own = {};

    /**
     * @param fallback for series that nothing is known of yet
     */
    public NominalIntervals(Duration fallback) {
        fallbackMicros = checked(fallback);
    }

    /** Settles the interval of an indicator, whatever its samples do. */
    public void declare(int indicator, Duration interval) {
        ensureIndicator(indicator);
        declared[indicator] = checked(interval);
    }

    private static long checked(Duration interval) {
        long micros = Micros.of(requireNonNull(interval, "interval"));
        if (micros <= 0) {
            throw new IllegalArgumentException(
                    "an interval is longer than nothing, not " + interval);
        }
        return micros;
    }

    /**
     * Learns from two neighbouring samples of a series. Cheap: looks at the first 64, then at one
     * in 16.
     *
     * @param spacingMicros time between them; ignored unless above 0
     */
    public void observe(int indicator, int series, long spacingMicros) {
        ensureSeries(series);
        int count = seen[series]++;
        if (spacingMicros <= 0 || (count >= FIRST && count % ONE_IN != 0)) {
            return;
        }
        ensureIndicator(indicator);
        learn(indicator, series, spacingMicros);
    }

    private void learn(int indicator, int series, long spacing) {
        int n = inBlock[series]++;
        insert(series * SMALLEST, Math.min(n, SMALLEST), spacing);
        boolean isFirstBlock = seen[series] <= BLOCK;
        if (n + 1 == BLOCK || (isFirstBlock && Integer.bitCount(n + 1) == 1)) {
            long vote = smallest[series * SMALLEST + (n + 1) * SMALLEST / (BLOCK + 1)];
            votes[indicator].move(own[series], vote);
            own[series] = vote;
        }
        if (n + 1 == BLOCK) {
            inBlock[series] = 0;
        }
    }

    /** Keeps the smallest few, sorted. */
    private void insert(int base, int held, long spacing) {
        int i = held;
        if (held == SMALLEST) {
            if (spacing >= smallest[base + SMALLEST - 1]) {
                return;
            }
            i = SMALLEST - 1;
        }
        while (i > 0 && smallest[base + i - 1] > spacing) {
            smallest[base + i] = smallest[base + i - 1];
            i--;
        }
        smallest[base + i] = spacing;
    }

    /** The nominal interval of a series, in microseconds. */
    public long micros(int indicator, int series) {
        if (indicator >= votes.length) {
            return fallbackMicros;
        }
        if (declared[indicator] > 0) {
            return declared[indicator];
        }
        long common = votes[indicator].mostCommonMicros();
        if (common == 0) {
            return fallbackMicros;
        }
        long mine = series < own.length ? own[series] : 0;
        return mine > OWN_FACTOR * common ? mine : common;
    }

    public Duration of(int indicator, int series) {
        return Duration.ofNanos(micros(indicator, series) * 1_000L);
    }

    private void ensureIndicator(int indicator) {
        int had = votes.length;
        if (indicator >= had) {
            votes = Arrays.copyOf(votes, indicator + 1);
            declared = Arrays.copyOf(declared, indicator + 1);
            Arrays.setAll(votes, i -> i < had ? votes[i] : new SpacingVotes());
        }
    }

    private void ensureSeries(int series) {
        if (series >= seen.length) {
            int length = Math.max(64, series + 1 + (series >> 1));
            seen = Arrays.copyOf(seen, length);
            inBlock = Arrays.copyOf(inBlock, length);
            own = Arrays.copyOf(own, length);
            smallest = Arrays.copyOf(smallest, length * SMALLEST);
        }
    }
}
