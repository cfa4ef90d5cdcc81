package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a person does with planned work; its request for change goes with it. */
public sealed interface WorkNews {
    /**
     * Work begins.
     *
     * @param emergencyWindow one of the work's ticket that is active: work may then begin whatever
     *     its own request says; empty where there is none
     */
    record Begun(Optional<String> emergencyWindow) implements WorkNews {
        public Begun {
            requireNonNull(emergencyWindow, "emergencyWindow");
        }
    }

    /**
     * It is done, and waits to be verified.
     *
     * @param comment what was found; may be blank
     */
    record Finished(String comment) implements WorkNews {
        public Finished {
            requireNonNull(comment, "comment");
        }
    }

    /** Nobody does it any more. */
    record GivenUp(String reason) implements WorkNews {
        public GivenUp {
            requireNonNull(reason, "reason");
        }
    }
}
