package millwright.collector.trust;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import millwright.collector.trust.TrustStore.Redemption;
import millwright.config.Secret;
import millwright.enrolment.EnrolmentToken;
import millwright.enrolment.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens that enrol agents, and what becomes of those who show one. */
public final class Enrolments {
    static final String CREDENTIAL_PREFIX = "mwa_";
    private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final TrustStore store;
    private final Agents agents;
    private final Optional<Certificates> certificates;
    private final InstantSource clock;
    private final WrongAttempts attempts = new WrongAttempts();

    /**
     * @param token the only time that it is shown
     */
    public record Created(Enrolment enrolment, EnrolmentToken token) {}

    /** What became of a token that was shown. */
    public sealed interface Answer {
        /**
         * @param credential the host's own from now on
         * @param authority PEM; empty where the collector has no certificate
         */
        record Granted(String credential, Optional<String> authority, List<URI> collectors)
                implements Answer {}

        /**
         * @param outcome never {@code REDEEMED}
         */
        record Refused(TrustStore.Outcome outcome, Optional<Enrolment> enrolment)
                implements Answer {}

        /** Wrong too often. */
        record TooMany(long waitSeconds) implements Answer {}
    }

    Enrolments(
            TrustStore store,
            Agents agents,
            Optional<Certificates> certificates,
            InstantSource clock) {
        this.store = store;
        this.agents = agents;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Makes a token.
     *
     * @param collectors the addresses that agents shall deliver to
     * @param by who asked, for the audit
     */
    public Created create(Duration ttl, int uses, List<URI> collectors, String by) {
        Instant now = clock.instant();
        String secret = Secrets.next();
        String hash = Secrets.hash(secret);
        EnrolmentToken token =
                new EnrolmentToken(
                        collectors,
                        certificates.map(each -> Fingerprint.of(each.authority())),
                        Secret.of(secret));
        Enrolment enrolment =
                new Enrolment(
                        "E-" + hash.substring(0, 8),
                        now,
                        by,
                        now.plus(ttl),
                        uses,
                        uses,
                        Optional.empty(),
                        collectors);
        store.add(enrolment, hash);
        return new Created(enrolment, token);
    }

    public List<Enrolment> list() {
        return store.listEnrolments();
    }

    /** False where there is none of that id that could be revoked. */
    public boolean revoke(String id) {
        return store.revokeEnrolment(id, clock.instant());
    }

    /** Whether this collector has a certificate of its own. */
    public boolean isTls() {
        return certificates.isPresent();
    }

    /**
     * Gives a host its credential; one that it had before is no longer good.
     *
     * @param client the address of who asks
     */
    public Answer redeem(String secret, String host, String agentVersion, String client) {
        long wait = attempts.waitSeconds(client, clock.instant());
        if (wait > 0) {
            return new Answer.TooMany(wait);
        }
        String credential = CREDENTIAL_PREFIX + Secrets.next();
        Redemption redemption = agents.redeem(Secrets.hash(secret), credential, host, agentVersion);
        if (redemption.outcome() != TrustStore.Outcome.REDEEMED) {
            if (redemption.outcome() == TrustStore.Outcome.UNKNOWN) {
                attempts.wrong(client, clock.instant());
            }
            return new Answer.Refused(redemption.outcome(), redemption.enrolment());
        }
        Enrolment enrolment = redemption.enrolment().orElseThrow();
        if (redemption.replaced()) {
            LOG.warn(
                    "Host {} was enrolled again with {} from {}; its old credential is no longer"
                            + " good. If nobody of yours did that, run: revoke {}",
                    host,
                    enrolment.id(),
                    client,
                    host);
        } else {
            LOG.info("Host {} was enrolled with {} from {}", host, enrolment.id(), client);
        }
        return new Answer.Granted(
                credential,
                certificates.map(each -> Pem.of(each.authority())),
                enrolment.collectors());
    }

    void forgetOld() {
        store.forgetEnrolments(clock.instant().minus(REMEMBERED));
    }
}
