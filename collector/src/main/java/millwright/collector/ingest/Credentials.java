package millwright.collector.ingest;

import java.util.Optional;

/** Who may write, beside those with a token of the configuration. Thread-safe. */
@FunctionalInterface
public interface Credentials {
    /** Nobody else. */
    Credentials NONE = hash -> Optional.empty();

    /**
     * Called for each write, so it waits for nothing, least of all a database.
     *
     * @param sha256 of the token that came, in lower-case hexadecimal digits
     */
    Optional<Admission> find(String sha256);

    /**
     * A writer that is known.
     *
     * @param host the only one whose samples it may write
     * @param rotateAsked whether it is to be told that it shall ask for a new credential
     */
    record Admission(String host, boolean rotateAsked) {}
}
