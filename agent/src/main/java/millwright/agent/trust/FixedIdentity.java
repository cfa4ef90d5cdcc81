package millwright.agent.trust;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import millwright.config.Secret;

record FixedIdentity(Optional<Secret> token) implements Identity {
    @Override
    public Optional<SSLSocketFactory> sockets() {
        return Optional.empty();
    }

    @Override
    public String adviceWhenRefused() {
        return token.isEmpty()
                ? "Enrol this host (millwright-agent enroll TOKEN), or set delivery.token_file to"
                        + " the file with a token that the collector knows."
                : "Put a token that the collector knows into the file of delivery.token_file, then"
                        + " restart the agent.";
    }

    @Override
    public void rotate(URI collector) {
        // what an administrator wrote into a file, the administrator changes
    }
}
