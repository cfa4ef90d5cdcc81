package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Facts;

/** A turn as it is kept, in JSON. */
record FrozenTurn(Instant at, Facts facts, CaseFacts caseFacts, List<DecisionLine> decisions) {
    FrozenTurn {
        decisions = List.copyOf(decisions);
    }
}
