package millwright.collector.ingest;

/** Says why a line is refused, as the client will read it. Has no stack trace: it is no fault. */
class BadLine extends Exception {
    private static final long serialVersionUID = 1L;

    BadLine(String reason) {
        super(reason, null, false, false);
    }

    /** The line ends inside of a text, which may go on behind what we have of the body. */
    static final class OpenText extends BadLine {
        private static final long serialVersionUID = 1L;

        OpenText() {
            super("a text has no closing quote");
        }
    }
}
