package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.rules.indicator.Priority;

/**
 * Who is told when a target is missed, and who after them.
 *
 * <p>Step 0 is the moment at which the clock reaches the whole target (100 %); it goes to the first
 * authority of the ticket's priority. Each further step comes when the clock has used {@code
 * furtherPercent} of the target more (150 %, 200 % …), but never sooner than {@code gapMin} after
 * the one before: of a target of zero every percentage is the same instant. Each step goes to one
 * authority further up; past the last there is nobody left to tell.
 *
 * @param authorities names of roles, the nearest first; at least one, none twice
 * @param startsAt the first authority of a priority that does not begin with the nearest
 * @param furtherPercent of the target, more than 0
 * @param gapMin on the ticket's clock; not negative
 */
public record EscalationChain(
        List<String> authorities,
        Map<Priority, String> startsAt,
        int furtherPercent,
        Duration gapMin) {
    public EscalationChain {
        authorities = List.copyOf(authorities);
        if (authorities.isEmpty() || authorities.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "an escalation needs the name of an authority. Write authorities: [%s]."
                            .formatted("Operations Manager"));
        }
        if (new HashSet<>(authorities).size() < authorities.size()) {
            throw new IllegalArgumentException(
                    "an authority stands twice in %s. Keep one of them."
                            .formatted(String.join(", ", authorities)));
        }
        for (Map.Entry<Priority, String> start : startsAt.entrySet()) {
            if (!authorities.contains(start.getValue())) {
                throw new IllegalArgumentException(
                        "%s starts at %s, which is none of the authorities %s. Write starts_at too."
                                .formatted(
                                        start.getKey(),
                                        start.getValue(),
                                        String.join(", ", authorities)));
            }
        }
        if (furtherPercent < 1) {
            throw new IllegalArgumentException(
                    "further_percent %d is too little. Write 1 or more.".formatted(furtherPercent));
        }
        if (gapMin.isNegative()) {
            throw new IllegalArgumentException(
                    "gap_min %s is negative. Write 0s or more.".formatted(Words.of(gapMin)));
        }
        Map<Priority, String> sorted = new EnumMap<>(Priority.class);
        sorted.putAll(startsAt);
        startsAt = Collections.unmodifiableMap(sorted);
    }

    /**
     * The authority that a step goes to.
     *
     * @param step 0 when the target is missed, then 1, 2 …
     * @return empty past the last authority
     */
    public Optional<String> next(Priority priority, int step) {
        requireNonNull(priority, "priority");
        checkStep(step);
        String first = startsAt.getOrDefault(priority, authorities.get(0));
        int index = authorities.indexOf(first) + step;
        return index < authorities.size() ? Optional.of(authorities.get(index)) : Optional.empty();
    }

    /** How long the ticket's clock has run when a step is due; {@link SlaClock#when} dates it. */
    public Duration after(int step, Duration target) {
        checkStep(step);
        Duration further = target.multipliedBy(furtherPercent).dividedBy(100);
        Duration apart = further.compareTo(gapMin) < 0 ? gapMin : further;
        return target.plus(apart.multipliedBy(step));
    }

    private static void checkStep(int step) {
        if (step < 0) {
            throw new IllegalArgumentException("step %d is negative".formatted(step));
        }
    }
}
