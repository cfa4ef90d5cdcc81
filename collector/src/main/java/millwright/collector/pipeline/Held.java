package millwright.collector.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.Cause.ByBreach;
import millwright.rules.decision.Decision.Cause.BySilence;
import millwright.rules.decision.Decision.HoldBreach;
import millwright.rules.decision.Decision.HoldRecovery;
import millwright.rules.decision.Decision.HoldSymptom;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;

/**
 * What the rules held back at the last turn. They say so again at every turn; the cases need to
 * hear it once.
 */
final class Held {
    private Set<Breach> breaches = Set.of();
    private Set<Recovery> recoveries = Set.of();
    private Set<Silence> silences = Set.of();
    private Set<Object> known = Set.of();

    /**
     * One wait: a breach or a silence by its episode, a recovery by its key, as its figures go on
     * changing.
     */
    private record Wait(IndicatorKey key, Object what) {}

    List<Decision> withoutKnown(List<Decision> decisions) {
        return decisions.stream().filter(decision -> !known.contains(wait(decision))).toList();
    }

    /** Only these, and no longer what was held before. */
    void hold(List<Decision> decisions) {
        Set<Breach> nextBreaches = new HashSet<>();
        Set<Recovery> nextRecoveries = new HashSet<>();
        Set<Silence> nextSilences = new HashSet<>();
        Set<Object> next = new HashSet<>();
        for (Decision decision : decisions) {
            if (decision instanceof HoldBreach hold) {
                nextBreaches.add(hold.breach());
                next.add(wait(hold));
            } else if (decision instanceof HoldRecovery hold) {
                nextRecoveries.add(hold.recovery());
                next.add(wait(hold));
            } else if (decision instanceof HoldSymptom hold) {
                if (hold.cause() instanceof ByBreach by) {
                    nextBreaches.add(by.breach());
                } else if (hold.cause() instanceof BySilence by) {
                    nextSilences.add(by.silence());
                }
                next.add(wait(hold));
            }
        }
        breaches = nextBreaches;
        recoveries = nextRecoveries;
        silences = nextSilences;
        known = next;
    }

    private static Object wait(Decision decision) {
        if (decision instanceof HoldBreach hold) {
            return new Wait(hold.key(), hold.breach().since());
        }
        if (decision instanceof HoldSymptom hold) {
            return new Wait(hold.key(), hold.cause().since());
        }
        return decision instanceof HoldRecovery hold
                ? new Wait(hold.key(), hold.ticket())
                : decision;
    }

    Set<Breach> breaches() {
        return breaches;
    }

    Set<Recovery> recoveries() {
        return recoveries;
    }

    Set<Silence> silences() {
        return silences;
    }
}
