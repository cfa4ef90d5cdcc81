package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import millwright.collector.cases.AuditLog;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.ChainReport;
import millwright.collector.cases.Dossier;

/**
 * The records of a configuration's cases, for a command: read from the database itself, and where
 * that is a file which a running collector has, from the collector.
 */
final class CaseRecords {
    private final CollectorConfig config;
    private final String configWords;

    CaseRecords(ConfigOption option) {
        this.config = option.read();
        this.configWords = option.words();
    }

    /** Asks the database itself. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(AuditLog audit);
    }

    /** Asks the collector. */
    @FunctionalInterface
    private interface Request<T> {
        T send(AdminClient collector) throws IOException, InterruptedException;
    }

    ChainReport verify() throws IOException, InterruptedException {
        return read(
                AuditLog::verify,
                collector -> report(collector.getPatiently("/api/v1/audit/verify")));
    }

    /**
     * @throws Refused if there is no such ticket
     */
    Dossier dossier(String ticket) throws IOException, InterruptedException {
        return read(
                audit ->
                        audit.dossier(ticket)
                                .orElseThrow(
                                        () ->
                                                new Refused(
                                                        "The audit has nothing about a ticket '%s'. Ids look like T-000042."
                                                                .formatted(ticket))),
                collector ->
                        Dossier.parse(
                                collector
                                        .getPatiently(
                                                "/api/v1/tickets/%s/dossier"
                                                        .formatted(AdminClient.encoded(ticket)))
                                        .toString()));
    }

    private <T> T read(Question<T> question, Request<T> request)
            throws IOException, InterruptedException {
        try (AuditLog audit = CaseStores.openAudit(Parts.cases(config))) {
            return question.ask(audit);
        } catch (CaseStoreException e) {
            if (!CaseStores.isInUse(e)) {
                throw e;
            }
        }
        return request.send(AdminClient.of(config, configWords));
    }

    private static ChainReport report(JsonNode answer) {
        JsonNode fault = answer.path("fault");
        return new ChainReport(
                answer.path("entries").asLong(),
                answer.path("first").asLong(),
                answer.path("last").asLong(),
                answer.path("hash").asText(),
                answer.has("removedThrough")
                        ? Optional.of(answer.path("removedThrough").asLong())
                        : Optional.empty(),
                fault.isObject()
                        ? Optional.of(
                                new ChainReport.Fault(
                                        fault.path("number").asLong(),
                                        fault.path("what").asText(),
                                        fault.path("expected").asText(),
                                        fault.path("found").asText()))
                        : Optional.empty());
    }
}
