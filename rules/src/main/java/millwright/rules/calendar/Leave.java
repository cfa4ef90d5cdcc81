package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What lets an emergency window into a time that is forbidden.
 *
 * @param critical whether its terms do: a critical emergency may break a blackout (L-013 §4.3)
 * @param ground of an exemption, as the policy names it
 * @param emergencyCab whether the emergency CAB has permitted it
 */
public record Leave(boolean critical, Optional<String> ground, boolean emergencyCab) {
    public Leave {
        requireNonNull(ground, "ground");
    }

    /**
     * A freeze that the emergency CAB rules on takes its word (L-013 §5.1), whatever else is said.
     */
    public boolean lifts(Barrier barrier) {
        if (barrier.byEmergencyCab()) {
            return emergencyCab;
        }
        return critical || ground.filter(barrier.grounds()::contains).isPresent();
    }
}
