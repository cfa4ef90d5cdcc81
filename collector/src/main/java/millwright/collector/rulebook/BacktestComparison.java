package millwright.collector.rulebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;

/**
 * Two sets of rules on the same past. Calls of one key whose tickets were open at one time are the
 * same trouble.
 *
 * @param missed calls of the rules in force alone
 * @param added calls of the proposed rules alone
 * @param leads of the same trouble, how much sooner the proposed rules call, ascending; negative
 *     where they do so later
 */
record BacktestComparison(
        List<BacktestCall> missed, List<BacktestCall> added, List<Duration> leads) {
    BacktestComparison {
        missed = List.copyOf(missed);
        added = List.copyOf(added);
        leads = leads.stream().sorted().toList();
    }

    static BacktestComparison of(BacktestTally inForce, BacktestTally proposed, Instant end) {
        Map<IndicatorKey, List<BacktestCall>> unmatched = new HashMap<>();
        for (BacktestCall call : proposed.calls()) {
            unmatched.computeIfAbsent(call.key(), key -> new ArrayList<>()).add(call);
        }
        List<BacktestCall> missed = new ArrayList<>();
        List<Duration> leads = new ArrayList<>();
        for (BacktestCall call : inForce.calls()) {
            List<BacktestCall> candidates = unmatched.getOrDefault(call.key(), List.of());
            Optional<BacktestCall> same =
                    candidates.stream().filter(other -> call.meets(other, end)).findFirst();
            if (same.isPresent()) {
                candidates.remove(same.get());
                leads.add(Duration.between(same.get().at(), call.at()));
            } else {
                missed.add(call);
            }
        }
        List<BacktestCall> added =
                proposed.calls().stream().filter(t -> unmatched.get(t.key()).contains(t)).toList();
        return new BacktestComparison(missed, added, leads);
    }

    int same() {
        return leads.size();
    }

    Optional<Duration> medianLead() {
        return leads.isEmpty() ? Optional.empty() : Optional.of(leads.get(leads.size() / 2));
    }
}
