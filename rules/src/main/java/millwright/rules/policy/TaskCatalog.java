package millwright.rules.policy;

import static java.util.Comparator.comparingInt;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import millwright.rules.indicator.IndicatorKey;

/**
 * Which work a site plans for which indicator.
 *
 * @param templates in the order of the policy
 */
public record TaskCatalog(List<TaskTemplate> templates) {
    public TaskCatalog {
        templates = List.copyOf(templates);
        Set<String> names = new HashSet<>();
        templates.forEach(each -> names.add(each.name()));
        for (TaskTemplate each : templates) {
            if (each.after().filter(name -> !names.contains(name)).isPresent()) {
                throw new IllegalArgumentException(
                        "%s comes after %s, which is no task here (%s)."
                                .formatted(
                                        each.name(),
                                        each.after().get(),
                                        String.join(", ", names.stream().sorted().toList())));
            }
        }
    }

    /**
     * The kind of work for a key: what follows work that did not help comes first, then what names
     * the host most closely, then the first of the policy. Empty where nothing is planned for it.
     *
     * @param wasDone whether the work that a template comes after was done within its time
     */
    public Optional<TaskTemplate> forKey(IndicatorKey key, Predicate<TaskTemplate> wasDone) {
        Comparator<TaskTemplate> better =
                Comparator.<TaskTemplate>comparingInt(each -> each.after().isPresent() ? 1 : 0)
                        .thenComparing(comparingInt(each -> each.closeness(key)));
        return templates.stream()
                .filter(each -> each.fits(key))
                .filter(each -> each.after().isEmpty() || wasDone.test(each))
                .reduce((first, next) -> better.compare(next, first) > 0 ? next : first);
    }

    /** How far back somebody must know what was done. */
    public Duration longestWithin() {
        return templates.stream()
                .map(TaskTemplate::within)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
