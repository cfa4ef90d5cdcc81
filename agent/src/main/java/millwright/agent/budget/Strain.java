package millwright.agent.budget;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * How one resource stands to its limit, both in the resource's unit.
 *
 * @param limit above 0
 */
public record Strain(Resource resource, double used, double limit) {
    public Strain {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("%s has limit %s".formatted(resource.word(), limit));
        }
    }

    /** 1 is the whole budget. */
    public double ratio() {
        return used / limit;
    }

    boolean isPast() {
        return used > limit;
    }

    /** Of the resource that is nearest to its limit or furthest past it. */
    static Optional<Strain> worst(Usage usage, Map<Resource, Double> limits) {
        return usage.amounts().entrySet().stream()
                .filter(amount -> limits.containsKey(amount.getKey()))
                .map(
                        amount ->
                                new Strain(
                                        amount.getKey(),
                                        amount.getValue(),
                                        limits.get(amount.getKey())))
                .max(
                        Comparator.comparingDouble(Strain::ratio)
                                .thenComparing(Strain::resource, Comparator.reverseOrder()));
    }

    /** Such as {@code 1.25 % of a core, its budget is 1.00 % of a core (budget.cpu_percent)}. */
    @Override
    public String toString() {
        return "%s, its budget is %s (budget.%s)"
                .formatted(resource.words(used), resource.words(limit), resource.key());
    }
}
