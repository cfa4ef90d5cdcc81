package millwright.collector.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** Reads what a row of a table says. */
final class Rows {
    private Rows() {}

    static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                row.getString("id"),
                key(row),
                text(row, "service"),
                Priority.valueOf(row.getString("priority")),
                Ticket.Status.valueOf(row.getString("status")),
                instant(row, "opened_at").orElseThrow(),
                instant(row, "resolved_at"),
                instant(row, "closed_at"),
                instant(row, "episode").orElseThrow(),
                row.getInt("occurrences"),
                row.getString("rule_name"),
                CaseJson.parseEvidence(row.getString("evidence")),
                instant(row, "response_due").orElseThrow(),
                instant(row, "resolution_due"),
                instant(row, "flapping_since"),
                text(row, "assignee"),
                new Ticket.Links(
                        text(row, "previous"), text(row, "cause"), text(row, "merged_into")),
                List.of(),
                List.of());
    }

    static Ticket.Member member(ResultSet row) throws SQLException {
        return new Ticket.Member(
                key(row),
                row.getString("open_subject").equals(row.getString("subject")),
                instant(row, "joined_at").orElseThrow(),
                instant(row, "recovered_at"),
                instant(row, "episode").orElseThrow(),
                CaseJson.parseEvidence(row.getString("evidence")),
                row.getInt("settled_level"));
    }

    static OpenCase openCase(ResultSet row) throws SQLException {
        return new OpenCase(
                row.getString("id"),
                key(row),
                Priority.valueOf(row.getString("priority")),
                instant(row, "episode").orElseThrow(),
                instant(row, "joined_at").orElseThrow(),
                instant(row, "recovered_at"),
                instant(row, "flapping_since").isPresent(),
                row.getInt("settled_level"),
                forecast(row));
    }

    private static Optional<OpenCase.Known> forecast(ResultSet row) throws SQLException {
        Optional<Instant> episode = instant(row, "forecast_episode");
        Optional<Instant> deadline = instant(row, "forecast_deadline");
        return episode.map(since -> new OpenCase.Known(since, deadline.orElseThrow()));
    }

    static ResolvedCase resolvedCase(ResultSet row) throws SQLException {
        return new ResolvedCase(
                row.getString("id"),
                key(row),
                instant(row, "resolved_at").orElseThrow(),
                row.getString("status").equals("CLOSED"));
    }

    static Ticket.Event event(ResultSet row) throws SQLException {
        return new Ticket.Event(
                instant(row, "at").orElseThrow(),
                row.getString("type"),
                Priority.valueOf(row.getString("priority")),
                row.getString("rule_name"),
                row.getString("reason"),
                text(row, "actor"));
    }

    static AuditEntry auditEntry(ResultSet row) throws SQLException {
        long basis = row.getLong("basis");
        return new AuditEntry(
                row.getLong("number"),
                instant(row, "at").orElseThrow(),
                instant(row, "recorded_at").orElseThrow(),
                row.getString("type"),
                text(row, "ticket"),
                text(row, "actor"),
                row.getString("rule_name"),
                row.getString("detail"),
                basis == 0 ? Optional.empty() : Optional.of(basis),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** To the microsecond, as all databases can; whatever the time zone of the machine. */
    static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static IndicatorKey key(ResultSet row) throws SQLException {
        return new IndicatorKey(
                row.getString("host"), row.getString("indicator"), row.getString("resource"));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
