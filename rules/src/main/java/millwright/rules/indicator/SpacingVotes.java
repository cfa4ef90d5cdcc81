package millwright.rules.indicator;

/**
 * Which spacing most series have. Counts them in narrow bins, 16 to each doubling, and takes five
 * neighbouring bins as one spacing, which is some 10 % to either side.
 */
final class SpacingVotes {
    private static final int BINS_BITS = 4;
    private static final int EXPONENT_SHIFT = 52 - BINS_BITS;

    /** Bin of 1 microsecond; a double's exponent and leading digits are its logarithm. */
    private static final int FIRST_BIN = (int) (Double.doubleToRawLongBits(1.0) >>> EXPONENT_SHIFT);

    /** Up to 2^48 microseconds, which is nine years. */
    private static final int BINS = 48 << BINS_BITS;

    private static final int REACH = 2;

    private final int[] counts = new int[BINS + 2 * REACH];
    private final long[] sums = new long[BINS + 2 * REACH];
    private long mostCommonMicros;

    /**
     * A series changes its vote.
     *
     * @param before 0 where it had none
     */
    void move(long before, long after) {
        if (before == after) {
            return;
        }
        if (before > 0) {
            counts[bin(before)]--;
            sums[bin(before)] -= before;
        }
        counts[bin(after)]++;
        sums[bin(after)] += after;
        mostCommonMicros = findMostCommon();
    }

    /** 0 before the first vote. */
    long mostCommonMicros() {
        return mostCommonMicros;
    }

    private long findMostCommon() {
        long best = 0;
        long result = 0;
        for (int bin = REACH; bin < BINS + REACH; bin++) {
            if (counts[bin] == 0) {
                continue;
            }
            long count = 0;
            long sum = 0;
            for (int near = bin - REACH; near <= bin + REACH; near++) {
                count += counts[near];
                sum += sums[near];
            }
            if (count > best) {
                best = count;
                result = sum / count;
            }
        }
        return result;
    }

    private static int bin(long micros) {
        int bin = (int) (Double.doubleToRawLongBits((double) micros) >>> EXPONENT_SHIFT);
        return REACH + Math.min(BINS - 1, bin - FIRST_BIN);
    }
}
