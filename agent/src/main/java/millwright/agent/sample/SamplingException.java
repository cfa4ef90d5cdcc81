package millwright.agent.sample;

/** The host refused a reading, or gave one that makes no sense; the message has the figures. */
final class SamplingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SamplingException(String message) {
        super(message);
    }
}
