package millwright.agent.deliver;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the collector answers, told to the operator once for each change. For one thread. */
final class PeerState {
    private static final Logger LOG = LoggerFactory.getLogger(PeerState.class);

    private final URI collector;
    private String trouble = "";
    private Instant since = Instant.EPOCH;
    private boolean hasAnswered;

    PeerState(URI collector) {
        this.collector = collector;
    }

    /** All is well again, or for the first time. */
    void well(Instant now, Spool spool) {
        if (!trouble.isEmpty()) {
            LOG.info(
                    "{} takes samples again after {}; {} batches are waiting to go.",
                    collector,
                    words(Duration.between(since, now)),
                    spool.batches());
        } else if (!hasAnswered) {
            LOG.info("{} takes samples.", collector);
        }
        hasAnswered = true;
        trouble = "";
    }

    /**
     * @param what the rest of the sentence that begins with the collector's address
     * @param advice what to do about it; may be empty
     */
    void trouble(String what, String advice, Instant now) {
        if (trouble.isEmpty()) {
            since = now;
        }
        if (!what.equals(trouble)) {
            trouble = what;
            LOG.warn("{} {}. Samples are kept and sent again. {}", collector, what, advice.strip());
        }
    }

    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 120) {
            return seconds + "s";
        }
        return seconds < 7200 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }
}
