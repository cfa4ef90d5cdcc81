package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.collector.cases.Proof.Outcome;
import millwright.collector.cases.Proof.Verdict;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.Facts;
import millwright.rules.decision.RulesException;
import millwright.rules.indicator.IndicatorKey;

/**
 * Decides about a ticket again, from what was frozen when it was decided. Compiles each version of
 * the rules once, which takes a second or so.
 */
public final class Verifier {
    private final Optional<DecisionEngine> others;
    private final Map<String, DecisionEngine> engines = new HashMap<>();

    private Verifier(Optional<DecisionEngine> others) {
        this.others = others;
    }

    /** By the rules of then. */
    public static Verifier byRulesOfThen() {
        return new Verifier(Optional.empty());
    }

    /**
     * By other rules: what they would have decided. Their limits are held against the values of
     * then; for how long those held is not judged again.
     */
    public static Verifier by(DecisionEngine others) {
        return new Verifier(Optional.of(requireNonNull(others, "others")));
    }

    private record Keyed(IndicatorKey key) {}

    public Proof verify(Dossier dossier) {
        return new Proof(
                dossier.ticket(),
                dossier.entries().stream().map(entry -> verdict(dossier, entry)).toList());
    }

    private Verdict verdict(Dossier dossier, AuditEntry entry) {
        if (!entry.hash().equals(entry.sealing())) {
            return verdict(entry, Outcome.DAMAGED, "the entry was changed after it was written");
        }
        if (entry.basis().isEmpty()) {
            return verdict(entry, Outcome.NO_DECISION, entry.actor().orElse("the collector"));
        }
        Dossier.Kept kept = dossier.bases().get(entry.basis().get());
        if (kept == null) {
            return verdict(entry, Outcome.REMOVED, "what it was decided from has been removed");
        }
        String rules = dossier.rules().getOrDefault(kept.rules(), "");
        Optional<String> damage = damage(kept, rules);
        if (damage.isPresent()) {
            return verdict(entry, Outcome.DAMAGED, damage.get());
        }
        return decideAgain(entry, CaseJson.parse(kept.content(), FrozenTurn.class), kept, rules);
    }

    private static Verdict verdict(AuditEntry entry, Outcome outcome, String why) {
        return new Verdict(
                entry.number(), entry.at(), entry.type(), outcome, List.of(why), List.of());
    }

    private static Optional<String> damage(Dossier.Kept kept, String rules) {
        AuditEntry seal = kept.seal();
        if (!seal.hash().equals(seal.sealing())) {
            return Optional.of(
                    "the entry %d, which seals it, was changed".formatted(seal.number()));
        }
        SqlBasis.Seal sealed = CaseJson.parse(seal.detail(), SqlBasis.Seal.class);
        if (!sealed.content().equals(Sha256.of(kept.content()))) {
            return Optional.of("the facts are not those that were sealed");
        }
        if (!sealed.rules().equals(kept.rules()) || !sealed.rules().equals(Sha256.of(rules))) {
            return Optional.of("the rules are not those that were sealed");
        }
        return Optional.empty();
    }

    private Verdict decideAgain(
            AuditEntry entry, FrozenTurn turn, Dossier.Kept kept, String rules) {
        IndicatorKey key = CaseJson.parse(entry.detail(), Keyed.class).key();
        List<String> was = lines(turn.decisions(), key);
        try {
            List<String> now = lines(decide(turn, kept.rules(), rules), key);
            return new Verdict(
                    entry.number(),
                    entry.at(),
                    entry.type(),
                    was.equals(now) ? Outcome.SAME : Outcome.DIFFERENT,
                    was,
                    now);
        } catch (RulesException e) {
            return new Verdict(
                    entry.number(),
                    entry.at(),
                    entry.type(),
                    Outcome.DIFFERENT,
                    was,
                    List.of("its rules do not compile any more: " + e.getMessage()));
        }
    }

    private List<DecisionLine> decide(FrozenTurn turn, String hash, String rules) {
        DecisionEngine engine =
                others.orElseGet(
                        () ->
                                engines.computeIfAbsent(
                                        hash,
                                        unknown ->
                                                DecisionEngine.compile(RuleVersion.rules(rules))));
        Facts facts = others.isPresent() ? OtherLimits.of(engine, turn.facts()) : turn.facts();
        return Stream.concat(
                        engine.decide(facts, turn.at()).stream(),
                        engine.decide(turn.caseFacts(), turn.at()).stream())
                .map(DecisionLine::of)
                .toList();
    }

    private static List<String> lines(List<DecisionLine> decisions, IndicatorKey key) {
        return decisions.stream()
                .filter(line -> line.key().equals(key))
                .map(DecisionLine::toString)
                .toList();
    }
}
