package millwright.collector.cases;

import java.util.Optional;
import millwright.collector.change.ChangeRecords;
import millwright.collector.change.WindowNews;

/**
 * Has the request for change of an emergency window go with what a person does in the window, in
 * the same transaction. Both may be called again where the transaction has lost against another.
 */
public interface WindowRequests {
    /**
     * Before the act is written; it changes nothing.
     *
     * @param changes of that transaction
     * @param rfc the request's id; empty where none has been drafted yet
     * @return what becomes of the request, or why nothing does, for the history of the window;
     *     empty where there is nothing to say
     */
    String foretell(ChangeRecords changes, Optional<String> rfc, WindowNews news);

    /** After the act is written, before it is durable: does what was foretold. */
    void follow(ChangeRecords changes, String rfc, String window, WindowNews news);
}
