package millwright.collector.change;

import static java.util.Objects.requireNonNull;

/** What a person does in an emergency window; its request for change goes with it. */
public sealed interface WindowNews {
    /** Work begins. */
    record Started() implements WindowNews {}

    /**
     * Work is over, and waits to be verified.
     *
     * @param outcome what came of it
     */
    record Ended(String outcome) implements WindowNews {
        public Ended {
            requireNonNull(outcome, "outcome");
        }
    }

    /**
     * It has proved itself, or somebody says so all the same.
     *
     * @param evidence what was seen
     */
    record Verified(String evidence) implements WindowNews {
        public Verified {
            requireNonNull(evidence, "evidence");
        }
    }
}
