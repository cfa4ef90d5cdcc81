package millwright.collector.cases;

import java.time.Instant;
import java.util.List;

/**
 * What became of deciding about a ticket again.
 *
 * @param verdicts one for each entry of the audit about the ticket, in their order
 */
public record Proof(String ticket, List<Verdict> verdicts) {
    public Proof {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether a decision comes out as it did. */
    public enum Outcome {
        /** Type, priority and rule are the same. */
        SAME,
        /** Something else comes out now. */
        DIFFERENT,
        /** What it was made from is not what was sealed. */
        DAMAGED,
        /** What it was made from has been removed, as its time was over. */
        REMOVED,
        /** A person's act, or time's: no rule decided from facts. */
        NO_DECISION
    }

    /**
     * @param number of the audit entry
     * @param type of the entry, such as {@code ticket-opened}
     * @param was what was decided about its key, or what is wrong
     * @param now what is decided now
     */
    public record Verdict(
            long number,
            Instant at,
            String type,
            Outcome outcome,
            List<String> was,
            List<String> now) {
        public Verdict {
            was = List.copyOf(was);
            now = List.copyOf(now);
        }
    }

    /** Whether nothing came out differently; what has been removed proves nothing either way. */
    public boolean holds() {
        return verdicts.stream()
                .noneMatch(
                        verdict ->
                                verdict.outcome() == Outcome.DIFFERENT
                                        || verdict.outcome() == Outcome.DAMAGED);
    }
}
