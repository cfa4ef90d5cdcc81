package millwright.collector.cases;

import java.util.Optional;
import millwright.collector.change.ChangeRecords;

/**
 * Has the request for change of a task go with what a person does to the task, in the same
 * transaction. It may be called again where the transaction has lost against another.
 */
@FunctionalInterface
public interface TaskRequests {
    /**
     * After the act, before it is durable; only for a task that has a request.
     *
     * @param changes of that transaction; empty of requests where the store keeps none
     * @param task as it is after the act
     * @param rfc its request's id
     * @param emergencyWindow one of its ticket that is active
     * @throws RuntimeException if the request forbids the act; nothing has happened then
     */
    void follow(ChangeRecords changes, Task task, String rfc, Optional<String> emergencyWindow);
}
