package millwright.agent.trust;

import java.net.URI;
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

    /** The header of an answer to {@code /api/v2/write} that asks for a new credential. */
    String ROTATE_HEADER = "Millwright-Rotate";

    /** A token from the configuration, which nobody rotates. */
    static Identity of(Optional<Secret> token) {
        return new FixedIdentity(token);
    }
}
