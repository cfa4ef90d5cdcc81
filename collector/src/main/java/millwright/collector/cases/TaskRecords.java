package millwright.collector.cases;

import java.util.Optional;

/** The records of tasks, within one transaction. */
interface TaskRecords {
    /** The next of {@code TASK-2026-0001} …; given again if the transaction fails. */
    String nextTask(int year);

    Optional<Task> find(String task);

    /** The newest task of the ticket, over or not. */
    Optional<Task> findNewest(String ticket);

    void insert(Task task);

    /** Replaces what is kept of it. */
    void update(Task task);

    /**
     * Takes the slot of the task on all its systems, in place of what it had; or only lets go of
     * that, if it holds none.
     *
     * @return the task that was faster, if one has some of that time; nothing is taken then
     */
    Optional<String> claim(Task task);
}
