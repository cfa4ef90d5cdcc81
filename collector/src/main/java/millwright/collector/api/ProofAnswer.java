package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import millwright.collector.cases.Proof;

/** Whether a ticket's decisions come out the same again, as the interface shows it. */
record ProofAnswer(String ticket, boolean holds, List<Verdict> verdicts) {
    record Verdict(
            long number,
            Instant at,
            String type,
            String outcome,
            List<String> was,
            List<String> now) {}

    static ProofAnswer of(Proof proof) {
        return new ProofAnswer(
                proof.ticket(),
                proof.holds(),
                proof.verdicts().stream()
                        .map(
                                verdict ->
                                        new Verdict(
                                                verdict.number(),
                                                verdict.at(),
                                                verdict.type(),
                                                Parameters.word(verdict.outcome()),
                                                verdict.was(),
                                                verdict.now()))
                        .toList());
    }
}
