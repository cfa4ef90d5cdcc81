package millwright.agent.probe.scrape;

/** An exposition has more of something than is kept of it; it is refused as a whole. */
final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyException(String message) {
        super(message, null, false, false);
    }
}
