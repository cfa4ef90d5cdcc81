package millwright.agent.budget;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the agent takes at a moment, each in the unit of its {@link Resource}; what could not be
 * read is absent.
 */
public record Usage(Map<Resource, Double> amounts) {
    public static final Usage UNKNOWN = new Usage(Map.of());

    public Usage {
        amounts = Map.copyOf(amounts);
        amounts.forEach(
                (resource, amount) -> {
                    if (!(amount >= 0) || amount.isInfinite()) {
                        throw new IllegalArgumentException(
                                "%s is %s".formatted(resource.word(), amount));
                    }
                });
    }

    public Usage with(Resource resource, double amount) {
        Map<Resource, Double> all = new EnumMap<>(Resource.class);
        all.putAll(amounts);
        all.put(resource, amount);
        return new Usage(all);
    }

    public OptionalDouble of(Resource resource) {
        Double amount = amounts.get(resource);
        return amount == null ? OptionalDouble.empty() : OptionalDouble.of(amount);
    }
}
