package millwright.agent.trust;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import millwright.enrolment.Application;
import millwright.enrolment.EnrolmentToken;
import millwright.enrolment.Fingerprint;
import millwright.enrolment.Grant;
import millwright.enrolment.Refusals;

/** Trades an enrolment token for this host's own credential. */
public final class Enrolment {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final EnrolmentToken token;
    private final Path data;
    private final InstantSource clock;

    /**
     * What came of it.
     *
     * @param clockWords empty where this machine's clock and the collector's agree
     */
    public record Enrolled(StoredIdentity identity, String clockWords) {}

    /** The next collector may still answer. */
    private static final class Unreached extends Exception {
        private static final long serialVersionUID = 1L;

        Unreached(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * @param data the agent's own folder
     */
    public Enrolment(EnrolmentToken token, Path data, InstantSource clock) {
        this.token = token;
        this.data = data;
        this.clock = clock;
    }

    /**
     * Asks the token's collectors in turn, and stores what the first gives.
     *
     * @throws IllegalStateException if none gives anything, with words for the user
     */
    public Enrolled redeem(Application application) {
        token.collectors().forEach(Enrolment::checkReadable);
        StringBuilder unreached = new StringBuilder();
        for (URI collector : token.collectors()) {
            try {
                return redeem(application, collector);
            } catch (Unreached away) {
                unreached.append(unreached.isEmpty() ? "" : "\n").append(away.getMessage());
            }
        }
        throw new IllegalStateException(unreached.toString());
    }

    private static void checkReadable(URI collector) {
        PlainHttp.objection(collector)
                .ifPresent(
                        why -> {
                            throw new IllegalStateException(why);
                        });
    }

    private Enrolled redeem(Application application, URI collector) throws Unreached {
        TrustRequest.Answer answer = ask(application, collector);
        if (answer.status() != 201) {
            throw new IllegalStateException(
                    "%s refuses (%d). %s"
                            .formatted(
                                    collector,
                                    answer.status(),
                                    Refusals.detail(answer.body())
                                            .orElse("Is it a Millwright collector?")));
        }
        StoredIdentity identity = identity(application, collector, answer.body());
        try {
            identity.store(data);
        } catch (IOException full) {
            throw new IllegalStateException(
                    "The credential cannot be kept in %s (%s). Let this user write there, then enrol again with a token that has a use left."
                            .formatted(StoredIdentity.folder(data), full),
                    full);
        }
        return new Enrolled(identity, answer.time().map(this::clockWords).orElse(""));
    }

    private TrustRequest.Answer ask(Application application, URI collector) throws Unreached {
        Optional<SSLSocketFactory> sockets = token.authority().map(PinnedTrust::sockets);
        try {
            return TrustRequest.post(
                    collector,
                    "/api/v1/enrolments/redeem",
                    token.secret(),
                    application.toJson(),
                    sockets);
        } catch (SSLException refused) {
            throw tls(refused, collector);
        } catch (UnknownHostException nameless) {
            throw new Unreached(
                    "%s has a name that cannot be resolved here. Ask for a token with an address that can: millwright-collector enroll --url …"
                            .formatted(collector));
        } catch (SocketTimeoutException silent) {
            throw new Unreached(
                    "%s does not answer. Is a firewall in between?".formatted(collector));
        } catch (IOException away) {
            throw new Unreached(
                    "%s cannot be reached (%s). Does the collector run, and listen for other machines?"
                            .formatted(collector, away.getMessage()));
        }
    }

    /** An exception that ends it: the next collector is no better where somebody listens in. */
    private IllegalStateException tls(SSLException refused, URI collector) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.AnotherAuthority another) {
                return new IllegalStateException(
                        "NOT ENROLLED: %s shows a certificate that the token does not vouch for (%s). Somebody may be listening in between; or the token is of another collector, or from before it was set up anew. Nothing secret was sent."
                                .formatted(collector, another.getMessage()),
                        refused);
            }
            if (cause instanceof PinnedTrust.NotNow notNow) {
                return new IllegalStateException(
                        "%s cannot be trusted now: %s It says %s."
                                .formatted(collector, notNow.getMessage(), clock.instant()),
                        refused);
            }
        }
        String message = String.valueOf(refused.getMessage());
        if (message.contains("nrecognized SSL message")) {
            return new IllegalStateException(
                    "%s does not speak TLS. Was http.tls switched off since the token was made?"
                            .formatted(collector),
                    refused);
        }
        return new IllegalStateException(
                "%s and this agent cannot agree on TLS: %s. If it is the name: the collector's http.names must have it."
                        .formatted(collector, message),
                refused);
    }

    private StoredIdentity identity(Application application, URI collector, String body) {
        try {
            Grant grant = Grant.parse(body);
            Optional<Fingerprint> got =
                    grant.authority().map(pem -> Fingerprint.of(Authority.parse(pem)));
            if (token.authority().isPresent() && !got.equals(token.authority())) {
                throw new IllegalArgumentException("its authority is not the token's");
            }
            List<URI> collectors =
                    grant.collectors().isEmpty() ? token.collectors() : grant.collectors();
            collectors.forEach(Enrolment::checkReadable);
            return new StoredIdentity(
                    application.host(),
                    grant.credential(),
                    token.authority().flatMap(pinned -> grant.authority()),
                    collectors);
        } catch (IllegalArgumentException nonsense) {
            throw new IllegalStateException(
                    "%s does not answer as a collector does: %s."
                            .formatted(collector, nonsense.getMessage()),
                    nonsense);
        }
    }

    private String clockWords(Instant collector) {
        Duration ahead = Duration.between(clock.instant(), collector);
        if (ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0) {
            return "";
        }
        return "This machine's clock is %d min %s the collector's. Set one of them: samples are judged by their time."
                .formatted(ahead.abs().toMinutes(), ahead.isNegative() ? "ahead of" : "behind");
    }
}
