package millwright.agent.probe;

import java.util.List;
import millwright.agent.sample.ScheduledSampler;

/** The targets of one kind, as the configuration names them. */
public interface TargetGroup extends AutoCloseable {
    /** Called once. Connects to nothing yet: a target that is down must not hold up the start. */
    List<ScheduledSampler> open();

    /**
     * Called instead of {@link #open} where somebody only takes a look: what is read must not count
     * as read for the running agent, so nothing is kept.
     */
    default List<ScheduledSampler> openToLook() {
        return open();
    }

    /**
     * How many sessions it holds on databases at this moment; counted against the agent's budget.
     */
    default int databaseSessions() {
        return 0;
    }

    /** Lets go of every connection. Does nothing if it was never opened. */
    @Override
    void close();
}
