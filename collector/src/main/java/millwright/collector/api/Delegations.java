package millwright.collector.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.change.Delegation;
import millwright.collector.change.RfcAct;
import millwright.collector.http.Exchange;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.Span;

/** {@code /api/v1/delegations}: who approves in whose place for a time. */
final class Delegations {
    private final ChangeDesk desk;
    private final Acting acting;

    Delegations(ChangeDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    private record Answer(
            String id,
            String role,
            String from,
            String to,
            Instant start,
            Instant end,
            String reason,
            Instant givenAt,
            Optional<Instant> revokedAt,
            Optional<String> revokedBy) {
        static Answer of(Delegation given) {
            return new Answer(
                    given.id(),
                    given.role(),
                    given.from(),
                    given.to(),
                    given.time().start(),
                    given.time().end(),
                    given.reason(),
                    given.givenAt(),
                    given.revokedAt(),
                    given.revokedBy());
        }
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(
                200,
                parameters.page(
                        desk.changes().delegations(desk.clock().instant()).stream()
                                .map(Answer::of)
                                .toList()));
    }

    void give(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "role", "to", "start", "end", "reason");
        Role role = members.oneOf("role", Role.class);
        String to = members.text("to", 64, "a person's name");
        String reason = members.prose("reason", RfcAct.TEXT_LENGTH_MAX, "the reason");
        try {
            Span time = new Span(members.instant("start"), members.instant("end"));
            exchange.json(
                    201,
                    Answer.of(
                            desk.changes()
                                    .delegate(
                                            person,
                                            role,
                                            to,
                                            time,
                                            reason,
                                            desk.clock().instant())));
        } catch (ChangeRefusedException e) {
            throw ChangeDesk.refusal(to, e);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "Makes no sense", e.getMessage());
        }
    }

    void revoke(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        String id = exchange.path("id");
        try {
            exchange.json(
                    200, Answer.of(desk.changes().revoke(person, id, desk.clock().instant())));
        } catch (ChangeRefusedException e) {
            throw ChangeDesk.refusal(id, e);
        }
    }
}
