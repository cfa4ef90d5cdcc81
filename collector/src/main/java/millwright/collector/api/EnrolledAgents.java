package millwright.collector.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import millwright.collector.http.Exchange;
import millwright.collector.http.PresentedToken;
import millwright.collector.people.Permission;
import millwright.collector.trust.Agents;

/** {@code /api/v1/agents}: who is enrolled; administrators revoke and rotate, agents rotate. */
final class EnrolledAgents {
    private final Agents agents;
    private final Acting acting;

    private record AgentAnswer(
            String host,
            String state,
            String agentVersion,
            Instant enrolledAt,
            Optional<Instant> lastUsedAt) {
        static AgentAnswer of(Agents.Agent agent) {
            return new AgentAnswer(
                    agent.host(),
                    Parameters.word(agent.state()),
                    agent.agentVersion(),
                    agent.enrolledAt(),
                    agent.lastUsedAt());
        }
    }

    EnrolledAgents(Agents agents, Acting acting) {
        this.agents = agents;
        this.acting = acting;
    }

    void list(Exchange exchange) throws IOException {
        acting.may(exchange, Permission.ADMINISTER);
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(200, parameters.page(agents.list()).map(AgentAnswer::of));
    }

    void revoke(Exchange exchange) throws IOException {
        acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        String host = exchange.path("host");
        if (!agents.revoke(host)) {
            throw unknown(host);
        }
        exchange.empty(204);
    }

    void askRotation(Exchange exchange) throws IOException {
        acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        String host = exchange.path("host");
        if (agents.askRotation(Optional.of(host)) == 0) {
            throw unknown(host);
        }
        exchange.json(200, Map.of("asked", 1));
    }

    void askRotationOfAll(Exchange exchange) throws IOException {
        acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        exchange.json(200, Map.of("asked", agents.askRotation(Optional.empty())));
    }

    /** An agent's own request, with the credential that it has. */
    void rotate(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        String credential =
                PresentedToken.of(exchange)
                        .flatMap(agents::rotate)
                        .orElseThrow(
                                () ->
                                        Refusal.unauthorized(
                                                "Only an enrolled agent's credential can be"
                                                        + " rotated, and this is none, or was"
                                                        + " revoked."));
        exchange.with("Cache-Control", "no-store").json(201, Map.of("credential", credential));
    }

    private static Refusal unknown(String host) {
        return Refusal.notFound(
                "Agent",
                host,
                "No host '%s' is enrolled. GET /api/v1/agents lists those that are."
                        .formatted(host));
    }
}
