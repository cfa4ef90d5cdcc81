package millwright.agent.deliver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples that the spool had to drop: counted, and told once for each shortage. Thread-safe. */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private final AtomicLong total = new AtomicLong();

    /** Dropped in the present shortage; 0 where there is none. */
    private long now;

    /** Samples since the start. */
    long total() {
        return total.get();
    }

    /**
     * The oldest went, so that newer ones fit.
     *
     * @param bytesMax what the spool may take
     */
    void forRoom(long samples, long bytesMax, String key) {
        if (count(samples)) {
            LOG.warn(
                    "The spool is full ({} bytes of {}): from now on the oldest samples are"
                            + " dropped. Restore the collector or raise the bound; what is in the"
                            + " spool is newer and waits.",
                    bytesMax,
                    key);
        }
    }

    /** They waited for too long. */
    void forAge(long samples, Duration ageMax) {
        if (count(samples)) {
            LOG.warn(
                    "Samples have waited for the collector longer than {} (delivery.spool_age_max):"
                            + " from now on such are dropped.",
                    PeerState.words(ageMax));
        }
    }

    /** The disk lost them; who found out has told. */
    void forDamage(long samples) {
        total.addAndGet(samples);
    }

    private synchronized boolean count(long samples) {
        boolean isFirst = now == 0 && samples > 0;
        now += samples;
        total.addAndGet(samples);
        return isFirst;
    }

    /** The spool has been emptied. */
    synchronized void over() {
        if (now > 0) {
            LOG.warn("The spool is empty again. {} samples were dropped.", now);
            now = 0;
        }
    }
}
