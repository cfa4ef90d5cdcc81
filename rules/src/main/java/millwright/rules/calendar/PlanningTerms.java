package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How work is placed.
 *
 * @param types terms of each change type but routine, which asks nobody
 * @param cab when the board meets; only the starts count
 * @param emergencyCabWithin from the request until the emergency CAB has met (L-013 §6.2)
 * @param margin between the end of the work and the early edge of the forecast
 * @param stability how much of the margin a forecast that moves may eat before a plan moves; at
 *     most the margin
 * @param grid between two starts that are weighed by their load
 * @param smallest work that takes at most this long may join other work of its system
 * @param joinWithin but only where that is at most so much later than where it would go alone
 * @param horizon how far a slot is looked for where there is no deadline
 * @param relaxations who could waive what, and how dear it is
 */
public record PlanningTerms(
        Map<ChangeType, ChangeTerms> types,
        Recurrence cab,
        Duration emergencyCabWithin,
        Duration margin,
        Duration stability,
        Duration grid,
        Duration smallest,
        Duration joinWithin,
        Duration horizon,
        Map<RelaxationKind, RelaxationTerms> relaxations) {
    private static final Duration HORIZON_MAX = Duration.ofDays(800);

    public PlanningTerms {
        requireNonNull(cab, "cab");
        types = copyOf(types, ChangeType.class);
        relaxations = copyOf(relaxations, RelaxationKind.class);
        for (ChangeType type : ChangeType.values()) {
            if (type != ChangeType.ROUTINE && !types.containsKey(type)) {
                throw new IllegalArgumentException("%s has no terms".formatted(type.word()));
            }
        }
        if (emergencyCabWithin.isNegative()
                || margin.isNegative()
                || smallest.isNegative()
                || joinWithin.isNegative()) {
            throw new IllegalArgumentException("a time is negative. Write 0s or more.");
        }
        if (stability.isNegative() || stability.compareTo(margin) > 0) {
            throw new IllegalArgumentException(
                    "a plan cannot give up more than its margin. Write a stability from 0s to the"
                            + " margin.");
        }
        if (grid.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a grid of %s. Write 1m or more.".formatted(grid));
        }
        if (horizon.compareTo(Duration.ofDays(1)) < 0 || horizon.compareTo(HORIZON_MAX) > 0) {
            throw new IllegalArgumentException(
                    "a horizon of %s. Write 1d to 800d.".formatted(horizon));
        }
    }

    private static <K extends Enum<K>, V> Map<K, V> copyOf(Map<K, V> map, Class<K> keys) {
        Map<K, V> copy = new EnumMap<>(keys);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }
}
