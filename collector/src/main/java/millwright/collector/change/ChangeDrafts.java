package millwright.collector.change;

import java.time.Instant;

/** Where whoever plans work has its request for change drafted. Thread-safe. */
public interface ChangeDrafts {
    /** Keeps no requests for change: for replay and tests of other things. */
    ChangeDrafts NONE = (draft, at) -> "";

    /**
     * The id of the request for change: of a new one, or of the one that the same source has
     * already and that is not over. Such a one takes what is new as long as it is a draft, but for
     * the fields that a person has written. Durable on return.
     *
     * @return {@code RFC-YYYY-NNNN}; empty where none are kept
     */
    String draft(RfcDraft draft, Instant at);

    /**
     * The reason for it has gone. Nothing where the work has begun, or the request is over.
     *
     * @param rfc as {@link #draft} gave it
     */
    default void withdraw(String rfc, String reason, Instant at) {
        // who keeps no requests has none to withdraw
    }
}
