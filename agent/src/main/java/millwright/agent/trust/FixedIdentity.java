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
    public void rotate(URI collector) {
        // what an administrator wrote into a file, the administrator changes
    }
}
