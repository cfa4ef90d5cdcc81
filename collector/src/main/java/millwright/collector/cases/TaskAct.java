package millwright.collector.cases;

/** What a person does to a task. */
public sealed interface TaskAct {
    /** Work begins: in its slot, or in an emergency window that somebody has approved. */
    record Start() implements TaskAct {}

    /**
     * It is done.
     *
     * @param comment what was found; may be blank
     */
    record Complete(String comment) implements TaskAct {
        public Complete {
            checkLength(comment);
        }
    }

    /**
     * It is given up; nothing plans it again until newer trouble asks for it.
     *
     * @param reason never blank
     */
    record Cancel(String reason) implements TaskAct {
        public Cancel {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("Say why the task is given up.");
            }
            checkLength(reason);
        }
    }

    private static void checkLength(String text) {
        if (text.length() > TicketAct.TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "The text has %d characters, at most %d are kept. Shorten it."
                            .formatted(text.length(), TicketAct.TEXT_LENGTH_MAX));
        }
    }
}
