package millwright.rules.forecast;

import java.util.List;

/**
 * A clean-up that was seen once. Whoever, or whatever, cleaned up when the level was reached is
 * likely to do so again: of a limit beyond it, a crossing is not to be reckoned with.
 *
 * @param level at which it happened
 * @param size after less before, against the growth; 0 where there was none
 */
record SetBack(double level, double size) {
    static final SetBack NONE = new SetBack(0, 0);

    /** How likely it is to happen again at the same level. */
    static final double AGAIN = 0.75;

    /** From which share of the range on people clean up for want of room. */
    private static final double NEAR = 0.65;

    /** A set-back undoes at least so many hours of growth; less is a step of some other kind. */
    private static final double UNDOES_HOURS = 48;

    /**
     * @param rate the growth, an hour
     * @param now the level at the end
     */
    static SetBack of(Series series, List<Jumps.Jump> steps, double rate, double now, Range range) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Jumps.Jump jump = steps.get(i);
            boolean against = jump.size() * rate < 0;
            if (against && Math.abs(jump.size()) > UNDOES_HOURS * Math.abs(rate)) {
                int from = Math.max(0, jump.index() - 3);
                double level = Robust.median(series.values, from, jump.index());
                SetBack found = new SetBack(level, jump.size());
                return found.isReached(now) || !nearEnd(level, rate, range) ? NONE : found;
            }
        }
        return NONE;
    }

    /**
     * It was cleaned up because it was getting full, and not for some other reason; without an end
     * there is nothing to get full.
     */
    private static boolean nearEnd(double level, double rate, Range range) {
        double width = range.ceiling() - range.floor();
        if (Double.isInfinite(width)) {
            return false;
        }
        double share = (level - range.floor()) / width;
        return rate > 0 ? share >= NEAR : share <= 1 - NEAR;
    }

    boolean isReached(double value) {
        return size < 0 ? value >= level : size > 0 && value <= level;
    }

    /** The value as it is after all set-backs that lie on its way. */
    double after(double value) {
        double lowered = value;
        for (int i = 0; i < 100 && isReached(lowered); i++) {
            lowered += size;
        }
        return lowered;
    }
}
