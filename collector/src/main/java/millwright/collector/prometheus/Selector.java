package millwright.collector.prometheus;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Chooses series by name and labels, as PromQL does.
 *
 * @param isRate whether their increase per second counts instead of their value
 */
record Selector(String name, List<Matcher> matchers, boolean isRate) {
    Selector {
        requireNonNull(name, "name");
        matchers = List.copyOf(matchers);
    }

    /**
     * @param value matches the whole of the label's value
     * @param isWanted false for {@code !=} and {@code !~}
     */
    record Matcher(String label, Pattern value, boolean isWanted) {
        boolean fits(Labels labels) {
            return value.matcher(labels.value(label)).matches() == isWanted;
        }
    }

    /** Of series that have the name. */
    boolean fits(Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.fits(labels));
    }
}
