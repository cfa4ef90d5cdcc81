package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Facts;

/**
 * What one turn decided from. Kept with what it did, so that it can be decided again.
 *
 * @param decisions all that the rules made of the facts, also what was not applied
 */
public record Basis(RuleVersion rules, Facts facts, Instant at, List<Decision> decisions) {
    public Basis {
        requireNonNull(rules, "rules");
        requireNonNull(facts, "facts");
        requireNonNull(at, "at");
        decisions = List.copyOf(decisions);
    }

    FrozenTurn frozen() {
        return new FrozenTurn(at, facts, decisions.stream().map(DecisionLine::of).toList());
    }
}
