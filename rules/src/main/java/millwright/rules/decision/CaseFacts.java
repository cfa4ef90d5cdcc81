package millwright.rules.decision;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import millwright.rules.plan.Plan;
import millwright.rules.policy.EmergencyTerms;

/**
 * What the tickets themselves give to decide about, as time passes and people act. As {@link
 * Facts}: once its decisions are applied, the same is no fact any more.
 *
 * @param urgent one a ticket
 * @param terms of the policy, one a priority
 * @param windows what emergency windows have reached
 * @param plan what work has got a place, or none, or is not needed any more
 */
public record CaseFacts(
        List<UrgentCase> urgent,
        List<EmergencyTerms> terms,
        List<ClockMark> marks,
        List<EscalationStep> steps,
        List<WindowMark> windows,
        Plan plan) {
    public static final CaseFacts NONE = new CaseFacts(List.of(), List.of(), List.of(), List.of());

    /** Without emergency windows that have reached something, and without work to place. */
    public CaseFacts(
            List<UrgentCase> urgent,
            List<EmergencyTerms> terms,
            List<ClockMark> marks,
            List<EscalationStep> steps) {
        this(urgent, terms, marks, steps, List.of(), Plan.NOTHING);
    }

    /** Of work alone. */
    public static CaseFacts of(Plan plan, List<EmergencyTerms> terms) {
        return new CaseFacts(List.of(), terms, List.of(), List.of(), List.of(), plan);
    }

    public CaseFacts {
        urgent = List.copyOf(urgent);
        terms = List.copyOf(terms);
        marks = List.copyOf(marks);
        steps = List.copyOf(steps);
        // What was frozen before windows had timers has none.
        windows = List.copyOf(requireNonNullElse(windows, List.of()));
        // What was frozen before work was planned has none.
        plan = requireNonNullElse(plan, Plan.NOTHING);
    }

    /** Whether there is nothing to decide about: terms alone decide nothing. */
    public boolean isEmpty() {
        return urgent.isEmpty()
                && marks.isEmpty()
                && steps.isEmpty()
                && windows.isEmpty()
                && plan.isEmpty();
    }

    List<Object> with(Now now) {
        List<Object> all = new ArrayList<>();
        all.add(now);
        all.addAll(urgent);
        all.addAll(terms);
        all.addAll(marks);
        all.addAll(steps);
        all.addAll(windows);
        all.addAll(plan.placed());
        all.addAll(plan.unplaced());
        all.addAll(plan.ended());
        return all;
    }
}
