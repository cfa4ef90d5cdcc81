package millwright.collector.cases;

import java.util.Optional;
import java.util.Set;

/**
 * Which tasks; those that begin first come first, those without a slot at the end.
 *
 * @param states any of them; none is all
 * @param ticket whose
 */
public record TaskFilter(Set<Task.State> states, Optional<String> ticket, int limit, int offset) {
    public TaskFilter {
        states = Set.copyOf(states);
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit %d, offset %d".formatted(limit, offset));
        }
    }

    boolean matches(Task task) {
        return (states.isEmpty() || states.contains(task.state()))
                && ticket.filter(one -> !one.equals(task.work().ticket())).isEmpty();
    }
}
