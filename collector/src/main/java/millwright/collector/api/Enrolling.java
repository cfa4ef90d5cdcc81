package millwright.collector.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.http.Exchange;
import millwright.collector.http.PresentedToken;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.trust.Enrolment;
import millwright.collector.trust.Enrolments;
import millwright.collector.trust.Enrolments.Answer;
import millwright.collector.trust.TrustStore.Outcome;
import millwright.enrolment.Loopback;

/** {@code /api/v1/enrolments}: tokens are made and revoked here, and redeemed by agents. */
final class Enrolling {
    private static final int HOST_LENGTH_MAX = 255;

    private final Enrolments enrolments;
    private final Acting acting;

    /**
     * @param token only in the answer that makes it
     */
    private record EnrolmentAnswer(
            String id,
            Optional<String> token,
            Optional<String> authority,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            int uses,
            int usesLeft,
            Optional<Instant> revokedAt,
            List<URI> collectors) {}

    private record GrantAnswer(
            String host, String credential, Optional<String> authority, List<URI> collectors) {}

    Enrolling(Enrolments enrolments, Acting acting) {
        this.enrolments = enrolments;
        this.acting = acting;
    }

    void create(Exchange exchange) throws IOException {
        Person person = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "ttl", "uses", "collectors", "createdBy");
        List<URI> collectors = members.addresses("collectors");
        collectors.forEach(this::checkReadable);
        Enrolments.Created created;
        try {
            created =
                    enrolments.create(
                            members.duration("ttl", Duration.ofSeconds(1), Duration.ofDays(30)),
                            members.integer("uses", 1, 100_000),
                            collectors,
                            by(person, members.text("createdBy", 200, "who asks")));
            Enrolment enrolment = created.enrolment();
            exchange.with("Cache-Control", "no-store")
                    .json(201, answer(enrolment, Optional.of(created)));
        } catch (IllegalArgumentException e) {
            throw Refusal.badMember("collectors", e.getMessage());
        }
    }

    /** Only the local administrator may be anybody, so only then counts who they say they are. */
    private static String by(Person person, String said) {
        return person.equals(Person.LOCAL_ADMINISTRATOR) ? said : person.name();
    }

    /** A credential must not cross a network where anybody can read it. */
    private void checkReadable(URI collector) {
        boolean isPlain = "http".equalsIgnoreCase(collector.getScheme());
        if (isPlain && enrolments.isTls()) {
            throw Refusal.badMember(
                    "collectors",
                    "%s is plain HTTP, but this collector speaks TLS. Write https://."
                            .formatted(collector));
        }
        if (isPlain && !Loopback.is(collector.getHost())) {
            throw Refusal.badMember(
                    "collectors",
                    "%s is plain HTTP: everybody on the way could read the credentials. Set http.tls: own, or give the https:// address of the proxy before this collector."
                            .formatted(collector));
        }
    }

    void list(Exchange exchange) throws IOException {
        acting.may(exchange, Permission.ADMINISTER);
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(
                200,
                parameters.page(enrolments.list()).map(each -> answer(each, Optional.empty())));
    }

    void revoke(Exchange exchange) throws IOException {
        acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        String id = exchange.path("id");
        if (!enrolments.revoke(id)) {
            throw Refusal.notFound(
                    "Enrolment",
                    id,
                    "There is no enrolment token '%s' that could be revoked. Ids look like E-3f9a12c0."
                            .formatted(id));
        }
        exchange.empty(204);
    }

    void redeem(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        String secret =
                PresentedToken.of(exchange)
                        .orElseThrow(
                                () ->
                                        Refusal.unauthorized(
                                                "An enrolment token's secret is needed: send the"
                                                        + " header Authorization: Token …"));
        Members members = Members.of(exchange, "host", "agentVersion");
        String host = members.text("host", HOST_LENGTH_MAX, "the name of the host");
        String version = members.text("agentVersion", 100, "the agent's version");
        Answer answer = enrolments.redeem(secret, host, version, exchange.client());
        if (answer instanceof Answer.Granted granted) {
            exchange.with("Cache-Control", "no-store")
                    .json(
                            201,
                            new GrantAnswer(
                                    host,
                                    granted.credential(),
                                    granted.authority(),
                                    granted.collectors()));
        } else if (answer instanceof Answer.TooMany tooMany) {
            exchange.with("Retry-After", Long.toString(tooMany.waitSeconds()));
            throw Refusal.of(
                    429,
                    "Too many attempts",
                    "Too many wrong tokens came from there. Try again in %d s."
                            .formatted(tooMany.waitSeconds()));
        } else {
            throw refusal((Answer.Refused) answer);
        }
    }

    private static Refusal refusal(Answer.Refused refused) {
        String id = refused.enrolment().map(Enrolment::id).orElse("");
        return Refusal.of(
                403,
                "Enrolment refused: " + word(refused.outcome()),
                switch (refused.outcome()) {
                    case EXPIRED ->
                            "The enrolment token %s expired at %s. Ask for a new one: millwright-collector enroll."
                                    .formatted(id, refused.enrolment().orElseThrow().expiresAt());
                    case USED_UP ->
                            "The enrolment token %s has been used %d times, which is all it was made for. Ask for a new one: millwright-collector enroll."
                                    .formatted(id, refused.enrolment().orElseThrow().usesMax());
                    case REVOKED ->
                            "The enrolment token %s was revoked. Ask for a new one: millwright-collector enroll."
                                    .formatted(id);
                    default ->
                            "This collector does not know the enrolment token. Was it made by"
                                    + " another one, or long ago?";
                });
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static EnrolmentAnswer answer(
            Enrolment enrolment, Optional<Enrolments.Created> created) {
        return new EnrolmentAnswer(
                enrolment.id(),
                created.map(each -> each.token().reveal()),
                created.flatMap(each -> each.token().authority()).map(Object::toString),
                enrolment.createdAt(),
                enrolment.createdBy(),
                enrolment.expiresAt(),
                enrolment.usesMax(),
                enrolment.usesLeft(),
                enrolment.revokedAt(),
                enrolment.collectors());
    }
}
