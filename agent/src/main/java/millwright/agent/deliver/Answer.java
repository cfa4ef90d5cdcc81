package millwright.agent.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of samples that were sent. */
sealed interface Answer {
    /** All of it is the collector's now. */
    record Accepted() implements Answer {}

    /**
     * The collector will never take some of it; the rest is the collector's now. Sending it again
     * would change nothing.
     *
     * @param lines how many it refused, as far as its words tell
     * @param reasons the first of its reasons
     * @param named the lines that it names
     */
    record Rejected(int lines, String reasons, List<RejectedLine> named) implements Answer {
        public Rejected {
            named = List.copyOf(named);
        }
    }

    /**
     * @param number from 1, of the request's lines
     */
    record RejectedLine(int number, String reason) {}

    /**
     * The collector has it too busy; the samples stay.
     *
     * @param retryAfter how long it asked to be left alone
     */
    record Busy(int status, Optional<Duration> retryAfter) implements Answer {}

    /** The token is missing or wrong; the samples stay. */
    record Unauthorized(int status) implements Answer {}

    /**
     * No usable answer; the samples stay.
     *
     * @param why the rest of the sentence "The collector …"
     */
    record Failed(String why) implements Answer {}
}
