package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.Span;

/** The tasks of a store of cases; what rules decide about them goes through {@link CaseStore}. */
public interface Tasks {
    /** Every task that is not over, and those that have ended at or after {@code from}, by id. */
    List<Task> sinceOrActive(Instant from);

    Optional<Task> findTask(String id);

    List<Task> listTasks(TaskFilter filter);

    /** How many the filter matches, whatever its limit. */
    long countTasks(TaskFilter filter);

    /** Every task that was done at or after {@code from}, in the order in which they were. */
    List<Task> doneSince(Instant from);

    /**
     * Does what a person wants done, with its event and its entry in the audit in the same
     * transaction, and with what follows for its request for change. What the same person has done
     * already does nothing and returns no event.
     *
     * @throws ActRefusedException if the task cannot take it; says who was faster, and when
     * @throws CaseStoreException if the store could not; nothing has happened then
     */
    List<CaseEvent> act(String task, TaskAct act, String actor, Instant at, TaskRequests requests);

    /**
     * A request for change has been drafted for the task, or knows of another slot, or was
     * withdrawn. The first time is an event.
     *
     * @param rfc its id
     * @param slot what it knows of; empty if it was withdrawn
     */
    List<CaseEvent> noteDraft(String task, String rfc, Optional<Span> slot, Instant at);
}
