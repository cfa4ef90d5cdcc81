package millwright.agent.trust;

import java.net.URI;
import java.util.Optional;
import millwright.enrolment.Loopback;

/** A credential leaves the machine over TLS only. */
final class PlainHttp {
    private PlainHttp() {}

    static Optional<String> objection(URI collector) {
        boolean isPlain = "http".equalsIgnoreCase(collector.getScheme());
        return isPlain && !Loopback.is(collector.getHost())
                ? Optional.of(
                        "%s is plain HTTP on another machine: everybody on the way could read this host's credential. Give the collector a certificate (http.tls: own) and enrol again."
                                .formatted(collector))
                : Optional.empty();
    }
}
