package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.collector.cases.Basis;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.RuleVersion;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.Facts;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;

/**
 * One turn from the board to the cases: what is untold becomes facts, the rules decide, the store
 * applies. Live and replay turn the same wheel. If the store fails, the facts stay untold and come
 * again at the next turn.
 */
final class DecisionCycle {
    /** Long enough for every rule that asks for resolved tickets. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final IndicatorBoard board;
    private DecisionEngine engine; // guarded by this
    private RuleVersion rules; // guarded by this
    private final CaseStore cases;

    DecisionCycle(IndicatorBoard board, DecisionEngine engine, CaseStore cases) {
        this.board = requireNonNull(board, "board");
        this.engine = requireNonNull(engine, "engine");
        this.rules = RuleVersion.of(engine.rules());
        this.cases = requireNonNull(cases, "cases");
    }

    /**
     * @return what happened to the cases, in the order in which it was decided
     */
    synchronized List<CaseEvent> turn(Instant now) {
        IndicatorBoard.Untold untold = board.untold(now);
        if (untold.isEmpty()) {
            return List.of();
        }
        Facts facts = facts(untold, now);
        List<Decision> decisions = engine.decide(facts, now);
        List<CaseEvent> events =
                decisions.isEmpty()
                        ? List.of()
                        : cases.apply(decisions, new Basis(rules, facts, now, decisions));
        board.told(untold);
        return events;
    }

    /**
     * Decides by other rules from the next turn on: a turn is by the old ones or by the new ones
     * altogether. What waits on the board goes on waiting, and samples go on coming in.
     */
    synchronized void reload(DecisionEngine next, IndicatorMapping mapping) {
        board.reload(next::levels, mapping);
        engine = next;
        rules = RuleVersion.of(next.rules());
    }

    private Facts facts(IndicatorBoard.Untold untold, Instant now) {
        Set<IndicatorKey> keys = new HashSet<>();
        untold.breaches().forEach(fact -> keys.add(fact.key()));
        untold.recoveries().forEach(fact -> keys.add(fact.key()));
        untold.silences().forEach(fact -> keys.add(fact.key()));
        List<OpenCase> open =
                cases.open().stream().filter(ticket -> keys.contains(ticket.key())).toList();
        List<ResolvedCase> resolved =
                cases.resolvedSince(now.minus(REMEMBERED)).stream()
                        .filter(ticket -> keys.contains(ticket.key()))
                        .toList();
        return new Facts(untold.breaches(), untold.recoveries(), untold.silences(), open, resolved);
    }
}
