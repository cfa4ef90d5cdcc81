package millwright.agent.trust;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import millwright.config.Secret;

/** By what collectors know this agent, and by what it knows them. Thread-safe. */
public interface Identity {
    /** Asked for each request, since it changes when it is rotated. */
    Optional<Secret> token();

    /** For connections to collectors; empty where the JDK's own trust store decides. */
    Optional<SSLSocketFactory> sockets();

    /**
     * A collector has asked for a new credential with the header {@value #ROTATE_HEADER}. Trades
     * the old one for a new one; where that fails the old one stays, and it is tried at the next
     * asking.
     *
     * @param collector the base address of the one that asked
     */
    void rotate(URI collector) throws InterruptedException;

    /** What an administrator does when collectors refuse the token. */
    String adviceWhenRefused();

    /** The header of an answer to {@code /api/v2/write} that asks for a new credential. */
    String ROTATE_HEADER = "Millwright-Rotate";

    /**
     * What an enrolment left, which collectors may rotate.
     *
     * @param data the folder that it was stored in
     * @throws IllegalArgumentException if its authority is no certificate
     */
    static Identity of(Path data, StoredIdentity stored) {
        return new EnrolledIdentity(data, stored);
    }

    /** A token from the configuration, which nobody rotates. */
    static Identity of(Optional<Secret> token) {
        return new FixedIdentity(token);
    }
}
