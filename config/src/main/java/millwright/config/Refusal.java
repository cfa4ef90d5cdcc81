package millwright.config;

/** Why a text is no value of its kind: the start of a sentence, without a full stop. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message, null, false, false);
    }
}
