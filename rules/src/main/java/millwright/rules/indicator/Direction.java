package millwright.rules.indicator;

/** On which side of its limit an indicator is bad. */
public enum Direction {
    ABOVE {
        @Override
        public boolean isPast(double value, double limit) {
            return value > limit;
        }
    },
    BELOW {
        @Override
        public boolean isPast(double value, double limit) {
            return value < limit;
        }
    };

    /** The limit itself is not past the limit. */
    public abstract boolean isPast(double value, double limit);
}
