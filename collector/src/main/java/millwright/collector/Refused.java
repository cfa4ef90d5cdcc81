package millwright.collector;

/** A command cannot do what it was asked; the message is for the user. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
