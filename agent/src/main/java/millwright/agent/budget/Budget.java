package millwright.agent.budget;

import static java.util.Objects.requireNonNull;

import java.util.function.IntSupplier;

/**
 * What the agent may take, and what it takes in a place where only others can count.
 *
 * @param sessions open now in the databases that it asks
 */
public record Budget(BudgetConfig config, IntSupplier sessions) {
    public Budget {
        requireNonNull(config, "config");
        requireNonNull(sessions, "sessions");
    }
}
