package millwright.agent.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import millwright.config.Secret;
import millwright.enrolment.Grant;
import millwright.enrolment.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By what a collector knows this host since it enrolled. The credential in memory is always one
 * that is on the disk: a new one is stored before it is used, and the collector takes the old one
 * until then.
 */
final class EnrolledIdentity implements Identity {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolledIdentity.class);

    private final Path data;
    private final Optional<SSLSocketFactory> sockets;
    private volatile StoredIdentity stored;
    private String trouble = "";

    /**
     * @throws IllegalArgumentException if the stored authority is no certificate
     */
    EnrolledIdentity(Path data, StoredIdentity stored) {
        this.data = data;
        this.stored = stored;
        this.sockets = stored.authority().map(Authority::parse).map(PinnedTrust::sockets);
    }

    @Override
    public Optional<Secret> token() {
        return Optional.of(stored.credential());
    }

    @Override
    public Optional<SSLSocketFactory> sockets() {
        return sockets;
    }

    @Override
    public String adviceWhenRefused() {
        return "Its credential was revoked, or is not this collector's. Enrol this host again:"
                + " millwright-agent enroll --force TOKEN, then restart the agent.";
    }

    @Override
    public synchronized void rotate(URI collector) {
        StoredIdentity old = stored;
        Optional<String> objection = old.objection(collector);
        if (objection.isPresent()) {
            fail(objection.get());
            return;
        }
        try {
            TrustRequest.Answer answer =
                    TrustRequest.post(
                            collector,
                            "/api/v1/agents/self/rotate",
                            old.credential(),
                            "{}",
                            sockets);
            if (answer.status() != 201) {
                fail(
                        "%s answers %d %s"
                                .formatted(
                                        collector,
                                        answer.status(),
                                        Refusals.detail(answer.body()).orElse("")));
                return;
            }
            StoredIdentity next = old.with(Grant.parse(answer.body()).credential());
            next.store(data);
            stored = next;
            trouble = "";
            LOG.info("{} gave this host a new credential, as it was asked to.", collector);
        } catch (IOException | IllegalArgumentException failed) {
            fail(failed.toString());
        }
    }

    /** Told once for each reason: it is tried again with the next delivery. */
    private void fail(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            LOG.warn(
                    "No new credential yet: {}. The old one stays in use, and the next delivery"
                            + " tries again.",
                    why);
        }
    }
}
