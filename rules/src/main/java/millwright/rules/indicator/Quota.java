package millwright.rules.indicator;

/** A least share of something, compared exactly: 0.8 of 100 s is 80 s and not 80.00000000000001. */
final class Quota {
    private static final long WHOLE = 1_000_000;

    private Quota() {}

    /**
     * @param whole in microseconds, at most 31 days, so that the products fit
     */
    static boolean holds(long part, long whole, double share) {
        return part * WHOLE >= Math.round(share * WHOLE) * whole;
    }
}
