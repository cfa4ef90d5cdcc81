package millwright.collector.api;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import millwright.collector.change.Agenda;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.change.Minutes;
import millwright.collector.change.RfcAct;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;

/** {@code /api/v1/cab}: the board's agenda and its minutes. */
final class Cab {
    private static final int LISTED_MAX = 200;
    private static final int PEOPLE_MAX = 100;

    private final ChangeDesk desk;
    private final Acting acting;

    Cab(ChangeDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    private record AgendaAnswer(
            Instant meeting,
            List<RfcAnswer> toDecide,
            List<RfcAnswer> forTheRecord,
            Optional<MinutesAnswer> minutes) {
        static AgendaAnswer of(Agenda agenda) {
            return new AgendaAnswer(
                    agenda.meeting(),
                    agenda.toDecide().stream().map(RfcAnswer::brief).toList(),
                    agenda.forTheRecord().stream().map(RfcAnswer::brief).toList(),
                    agenda.minutes().map(MinutesAnswer::of));
        }
    }

    private record MinutesAnswer(
            Instant meeting,
            List<String> present,
            List<Item> items,
            String notes,
            Optional<String> signedBy,
            Optional<Instant> signedAt,
            int version,
            Optional<String> changedBy,
            Optional<Instant> changedAt,
            Optional<String> change) {
        static MinutesAnswer of(Minutes minutes) {
            return new MinutesAnswer(
                    minutes.meeting(),
                    minutes.present(),
                    minutes.items().stream().map(Item::of).toList(),
                    minutes.notes(),
                    minutes.signed().map(Minutes.Signature::person),
                    minutes.signed().map(Minutes.Signature::at),
                    minutes.version(),
                    minutes.last().map(Minutes.Change::person),
                    minutes.last().map(Minutes.Change::at),
                    minutes.last().map(Minutes.Change::what));
        }
    }

    private record Item(
            String rfc,
            String decision,
            List<String> by,
            Optional<Instant> at,
            List<Voice> votes,
            String notes) {
        static Item of(Minutes.Item item) {
            return new Item(
                    item.rfc(),
                    item.decision().code(),
                    item.by(),
                    item.at(),
                    item.votes().stream()
                            .map(voice -> new Voice(voice.person(), voice.vote().code()))
                            .toList(),
                    item.notes());
        }
    }

    private record Voice(String person, String vote) {}

    /** Of the coming meeting, or of the one that is asked for. */
    void agenda(Exchange exchange) throws IOException {
        Instant now = desk.clock().instant();
        Instant meeting =
                Parameters.of(exchange, "meeting")
                        .instant("meeting")
                        .or(() -> desk.changes().nextMeeting(now))
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                404,
                                                "No meeting",
                                                "The policy has no meeting of the board within a"
                                                        + " year."));
        exchange.json(200, AgendaAnswer.of(desk.changes().agenda(meeting, now)));
    }

    void minutes(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(
                200,
                parameters.page(
                        desk.changes().minutes(LISTED_MAX).stream()
                                .map(MinutesAnswer::of)
                                .toList()));
    }

    /** {@code POST …/minutes}: opens them, and puts the agenda before the board. */
    void convene(Exchange exchange) throws IOException {
        Person person = acting.may(exchange, Permission.MANAGE_CHANGES);
        Members members = Members.of(exchange, "meeting");
        Instant meeting = members.instant("meeting");
        done(exchange, () -> desk.changes().convene(person, meeting, desk.clock().instant()));
    }

    /** {@code PUT …/minutes/{meeting}}. */
    void keep(Exchange exchange) throws IOException {
        Person person = acting.may(exchange, Permission.MANAGE_CHANGES);
        Members members = Members.of(exchange, "present", "notes", "ifVersion");
        List<String> present =
                members.has("present") ? members.texts("present", PEOPLE_MAX, "people") : List.of();
        done(
                exchange,
                () ->
                        desk.changes()
                                .keep(
                                        person,
                                        meeting(exchange),
                                        present,
                                        notes(members),
                                        desk.clock().instant(),
                                        Rfcs.version(members)));
    }

    /** {@code PUT …/minutes/{meeting}/items/{rfc}}. */
    void keepItem(Exchange exchange) throws IOException {
        Person person = acting.may(exchange, Permission.MANAGE_CHANGES);
        Members members = Members.of(exchange, "votes", "notes", "ifVersion");
        List<Minutes.Voice> votes =
                members.entries("votes", PEOPLE_MAX).entrySet().stream()
                        .map(each -> new Minutes.Voice(each.getKey(), vote(each.getValue())))
                        .toList();
        done(
                exchange,
                () ->
                        desk.changes()
                                .keepItem(
                                        person,
                                        meeting(exchange),
                                        exchange.path("rfc"),
                                        votes,
                                        notes(members),
                                        desk.clock().instant(),
                                        Rfcs.version(members)));
    }

    private static Minutes.Vote vote(String word) {
        for (Minutes.Vote vote : Minutes.Vote.values()) {
            if (vote.code().equals(word)) {
                return vote;
            }
        }
        throw Refusal.badMember("votes", "'%s' is no vote: yes, no or abstain.".formatted(word));
    }

    /** {@code POST …/minutes/{meeting}/signature}. */
    void sign(Exchange exchange) throws IOException {
        Person person = acting.may(exchange, Permission.APPROVE_NORMAL_CHANGES);
        Members members = Members.ofOptional(exchange, "ifVersion");
        done(
                exchange,
                () ->
                        desk.changes()
                                .sign(
                                        person,
                                        meeting(exchange),
                                        desk.clock().instant(),
                                        Rfcs.version(members)));
    }

    private static String notes(Members members) {
        return members.has("notes")
                ? members.prose("notes", RfcAct.TEXT_LENGTH_MAX, "the notes")
                : "";
    }

    private static Instant meeting(Exchange exchange) {
        String given = exchange.path("meeting");
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.badParameter(
                    "meeting",
                    "an ISO-8601 instant, such as 2026-02-03T07:00:00Z",
                    "'%s' is no time of a meeting.".formatted(given));
        }
    }

    private static void done(Exchange exchange, Supplier<Minutes> act) throws IOException {
        try {
            exchange.json(200, MinutesAnswer.of(act.get()));
        } catch (ChangeRefusedException e) {
            throw ChangeDesk.refusal("minutes", e);
        }
    }
}
