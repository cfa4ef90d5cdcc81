package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Facts;

/**
 * What one turn decided from. Kept with what it did, so that it can be decided again.
 *
 * @param decisions all that the rules made of the facts, also what was not applied
 */
public record Basis(
        RuleVersion rules, Facts facts, CaseFacts caseFacts, Instant at, List<Decision> decisions) {
    /** Of a turn about what telemetry shows. */
    public Basis(RuleVersion rules, Facts facts, Instant at, List<Decision> decisions) {
        this(rules, facts, CaseFacts.NONE, at, decisions);
    }

    /** Of a turn about what the tickets themselves ask for. */
    public Basis(RuleVersion rules, CaseFacts facts, Instant at, List<Decision> decisions) {
        this(rules, Facts.NONE, facts, at, decisions);
    }

    public Basis {
        requireNonNull(caseFacts, "caseFacts");
        requireNonNull(rules, "rules");
        requireNonNull(facts, "facts");
        requireNonNull(at, "at");
        decisions = List.copyOf(decisions);
    }

    FrozenTurn frozen() {
        return new FrozenTurn(
                at, facts, caseFacts, decisions.stream().map(DecisionLine::of).toList());
    }
}
