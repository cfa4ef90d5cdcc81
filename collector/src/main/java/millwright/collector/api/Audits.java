package millwright.collector.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import millwright.collector.cases.AuditFilter;
import millwright.collector.cases.AuditLog;
import millwright.collector.cases.Dossier;
import millwright.collector.cases.Verifier;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;

/** {@code /api/v1/audit}, and what it proves of a ticket. For administrators. */
final class Audits {
    private final AuditLog audit;
    private final Acting acting;

    /** What takes seconds of a core is done for one at a time. */
    private final ReentrantLock busy = new ReentrantLock();

    Audits(AuditLog audit, Acting acting) {
        this.audit = audit;
        this.acting = acting;
    }

    void list(Exchange exchange) throws IOException {
        var unused = acting.may(exchange, Permission.ADMINISTER);
        Parameters parameters =
                Parameters.of(exchange, "ticket", "type", "from", "to", "limit", "offset");
        AuditFilter filter =
                new AuditFilter(
                        parameters.text("ticket"),
                        parameters.text("type"),
                        parameters.instant("from"),
                        parameters.instant("to"),
                        parameters.limit(),
                        parameters.offset());
        exchange.json(
                200,
                new Page<>(audit.list(filter), audit.count(filter), filter.limit(), filter.offset())
                        .map(AuditAnswer::of));
    }

    void verify(Exchange exchange) throws IOException {
        var unused = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        alone(exchange, () -> exchange.json(200, ChainAnswer.of(audit.verify())));
    }

    void dossier(Exchange exchange) throws IOException {
        var unused = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        exchange.bytes(
                200,
                "application/json",
                dossierOf(exchange).json().getBytes(StandardCharsets.UTF_8));
    }

    void verifyTicket(Exchange exchange) throws IOException {
        var unused = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        Dossier dossier = dossierOf(exchange);
        alone(
                exchange,
                () -> exchange.json(200, ProofAnswer.of(Verifier.byRulesOfThen().verify(dossier))));
    }

    private Dossier dossierOf(Exchange exchange) {
        String id = exchange.path("id");
        return audit.dossier(id)
                .orElseThrow(
                        () ->
                                Refusal.notFound(
                                        "Ticket",
                                        id,
                                        "The audit has nothing about a ticket '%s'. Ids look like T-000042."
                                                .formatted(id)));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void alone(Exchange exchange, Work work) throws IOException {
        if (!busy.tryLock()) {
            exchange.with("Retry-After", "10");
            throw Refusal.of(
                    503,
                    "Verification is running",
                    "Somebody else has the collector verify its records now. Try again soon.");
        }
        try {
            work.run();
        } finally {
            busy.unlock();
        }
    }
}
