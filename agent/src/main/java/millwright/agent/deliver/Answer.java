package millwright.agent.deliver;

import java.time.Duration;
import java.util.Optional;

/** What became of a batch that was sent. */
sealed interface Answer {
    /** All of it is the collector's now. */
    record Accepted() implements Answer {}

    /**
     * The collector will never take some of it; the rest is the collector's now. Sending it again
     * would change nothing.
     *
     * @param lines how many it refused, as far as its words tell
     * @param reasons the first of its reasons
     */
    record Rejected(int lines, String reasons) implements Answer {}

    /**
     * The collector has it too busy; the batch stays.
     *
     * @param retryAfter how long it asked to be left alone
     */
    record Busy(int status, Optional<Duration> retryAfter) implements Answer {}

    /** The token is missing or wrong; the batch stays. */
    record Unauthorized(int status) implements Answer {}

    /**
     * No usable answer; the batch stays.
     *
     * @param why the rest of the sentence "The collector …"
     */
    record Failed(String why) implements Answer {}
}
