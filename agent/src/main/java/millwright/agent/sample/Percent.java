package millwright.agent.sample;

/** Percentages with three decimals: more is noise that costs bytes on the wire. */
final class Percent {
    private Percent() {}

    /**
     * @param whole above 0
     */
    static double of(long part, long whole) {
        if (whole <= 0) {
            throw new IllegalArgumentException("%d of %d is no share".formatted(part, whole));
        }
        return Math.round(100_000.0 * part / whole) / 1_000.0;
    }
}
