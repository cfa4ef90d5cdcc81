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

    /** The line is of a host that the writer may not write of. */
    static final class Foreign extends BadLine {
        private static final long serialVersionUID = 1L;

        Foreign(String host, String own) {
            super(
                    "the host is %s, and the token is that of %s alone, so nothing of this request is taken"
                            .formatted(host, own));
        }
    }
}
