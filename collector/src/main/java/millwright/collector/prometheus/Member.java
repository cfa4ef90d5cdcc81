package millwright.collector.prometheus;

/** One series of a {@link Group}: what of it is known. Guarded by its {@link Derivations}. */
final class Member {
    private final Group group;
    private final int selector;
    private final boolean isRate;
    private boolean isLive;
    private long firstMillis;
    private long latestMillis = Long.MIN_VALUE;
    private double latest;

    /** In the place of a rate that cannot be told. */
    private static final double UNKNOWN = Double.NaN;

    Member(Group group, int selector, boolean isRate) {
        this.group = group;
        this.selector = selector;
        this.isRate = isRate;
    }

    Group group() {
        return group;
    }

    int selector() {
        return selector;
    }

    boolean isLive() {
        return isLive;
    }

    long firstMillis() {
        return firstMillis;
    }

    long latestMillis() {
        return latestMillis;
    }

    /** Nobody tells it any more. */
    void end() {
        isLive = false;
    }

    /** The sender has said at that time that it is gone. */
    void end(long millis) {
        if (isNew(millis)) {
            isLive = false;
            latestMillis = millis;
        }
    }

    boolean isNew(long millis) {
        return millis > latestMillis;
    }

    /**
     * Takes a newer sample.
     *
     * @param gapMaxMillis over which no rate is told
     * @return what it adds to the sum: its value, or its increase per second since the sample
     *     before. A counter that has become less was set to 0 in between.
     */
    double take(long millis, double value, long gapMaxMillis) {
        boolean hasBase = isLive && millis - latestMillis <= gapMaxMillis;
        double told = value;
        if (isRate) {
            double grown = value < latest ? value : value - latest;
            told = hasBase ? grown / ((millis - latestMillis) / 1000.0) : UNKNOWN;
        }
        if (!isLive) {
            isLive = true;
            firstMillis = millis;
        }
        latestMillis = millis;
        latest = value;
        return told;
    }
}
