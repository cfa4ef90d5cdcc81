package millwright.collector.console;

import java.time.Duration;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketForecast;
import millwright.rules.indicator.Direction;

/** What a ticket is about, in one plain sentence. */
final class Sentence {
    private Sentence() {}

    /**
     * Such as {@code Disk free of /var on db-07 was 9.5 %, below the limit of 10 %.} The host and
     * the resource are as they came over the wire; the template escapes them.
     */
    static String of(Ticket ticket, Direction direction, String unit) {
        Ticket.Evidence evidence = ticket.evidence();
        if (ticket.key().indicator().equals("agent_silent")) {
            return silence(ticket);
        }
        String subject = subject(ticket);
        if (evidence.onlyForecast().isPresent()) {
            TicketForecast forecast = evidence.onlyForecast().get();
            return "%s was %s, and is forecast to pass the %s of %s."
                    .formatted(
                            subject,
                            Units.value(forecast.value(), unit),
                            forecast.hard() ? "hard limit" : "first limit",
                            Units.limit(forecast.limit(), unit));
        }
        String limit = Units.limit(evidence.limit(), unit);
        String value = Units.value(evidence.value(), unit);
        String side = Limits.side(direction);
        if (evidence.sustainSeconds() == 0) {
            return "%s was %s, %s the limit of %s.".formatted(subject, value, side, limit);
        }
        String sustain = Spans.exact(Duration.ofSeconds(evidence.sustainSeconds()));
        return "%s was %s the limit of %s for %s; the latest value was %s."
                .formatted(subject, side, limit, sustain, value);
    }

    private static String subject(Ticket ticket) {
        String title = Names.title(ticket.key().indicator());
        String resource = ticket.key().resource();
        return resource.isEmpty()
                ? "%s on %s".formatted(title, ticket.key().host())
                : "%s of %s on %s".formatted(title, resource, ticket.key().host());
    }

    private static String silence(Ticket ticket) {
        Duration silent = Duration.ofMillis((long) (ticket.evidence().value() * 1000));
        Duration allowed = Duration.ofMillis((long) (ticket.evidence().limit() * 1000));
        return "%s had sent nothing for %s; at most %s is allowed."
                .formatted(ticket.key().host(), Spans.exact(silent), Spans.exact(allowed));
    }
}
