package millwright.agent.probe.scrape;

/** A body that is no exposition, and is refused as a whole; the message says where and why. */
final class ExpositionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isTooLarge;

    private ExpositionException(String message, boolean isTooLarge) {
        super(message);
        this.isTooLarge = isTooLarge;
    }

    static ExpositionException malformed(int line, String why) {
        return new ExpositionException("line %d %s".formatted(line, why), false);
    }

    static ExpositionException tooLarge(String why) {
        return new ExpositionException(why, true);
    }

    boolean isTooLarge() {
        return isTooLarge;
    }
}
