package millwright.rules.calendar;

import java.util.Collection;
import java.util.List;
import millwright.rules.indicator.Glob;

/**
 * Which systems something is about.
 *
 * @param patterns with {@code *} and {@code ?}; at least one
 */
public record Scope(List<String> patterns) {
    /** Every system. */
    public static final Scope EVERYTHING = new Scope(List.of("*"));

    public Scope {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("no system is named. Write \"*\" for all.");
        }
    }

    public boolean isEverything() {
        return patterns.contains("*");
    }

    /** Work on some systems needs all of them permitted. */
    public boolean coversAll(Collection<String> systems) {
        return isEverything() || (!systems.isEmpty() && systems.stream().allMatch(this::covers));
    }

    /** Work on some systems is hindered where one of them is. */
    public boolean touches(Collection<String> systems) {
        return isEverything() || systems.stream().anyMatch(this::covers);
    }

    private boolean covers(String system) {
        return patterns.stream().anyMatch(pattern -> Glob.of(pattern).matches(system));
    }
}
