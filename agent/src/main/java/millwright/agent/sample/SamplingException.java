package millwright.agent.sample;

/** The host refused a reading, or gave one that makes no sense; the message has the figures. */
public final class SamplingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SamplingException(String message) {
        super(message);
    }
}
