package millwright.collector.ingest;

import java.util.List;
import java.util.Optional;
import millwright.collector.http.Exchange;

/**
 * The way in for samples that came in another shape than line protocol, and are written as such.
 * Thread-safe.
 */
public interface Intake {
    /**
     * Whether this client may write, and there is room for more.
     *
     * @return the only host that it may write of; empty for any
     * @throws WriteRefused 401 or 503
     */
    Optional<String> admit(Exchange exchange) throws WriteRefused;

    /**
     * Whether there is room for more.
     *
     * @throws WriteRefused 503
     */
    void checkRoom() throws WriteRefused;

    /**
     * Takes lines of any host. They are durable on return, and have been judged.
     *
     * @param lines line protocol with times in milliseconds
     * @return the lines that could not be taken, the first of them; the others are
     * @throws WriteRefused 503 where they could not be kept; then nothing of them is taken
     */
    Taken take(byte[] lines) throws WriteRefused;

    /**
     * @param rejections the first of those that were rejected
     */
    record Taken(int accepted, int rejected, List<Rejection> rejections) {
        public Taken {
            rejections = List.copyOf(rejections);
        }
    }

    /** Counts an answer among those of all writes. */
    void answered(int status);
}
