package millwright.collector.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.change.Changes;
import millwright.collector.change.RfcAct;
import millwright.collector.change.RfcFilter;
import millwright.collector.change.RfcRequest;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcState;

/** {@code /api/v1/rfcs}: requests for change, and what people do to them. */
final class Rfcs {
    private static final String IF_VERSION = "ifVersion";
    private static final String REASON = "reason";
    private static final String NOTE = "note";
    private static final String DESCRIPTION = "description";
    private static final String DURATION = "duration";

    private final ChangeDesk desk;
    private final Acting acting;

    Rfcs(ChangeDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(exchange, "state", "type", "requester", "ticket", "limit", "offset");
        RfcFilter filter =
                new RfcFilter(
                        parameters
                                .oneOf("state", Wanted.class)
                                .map(Wanted::states)
                                .orElse(Set.of()),
                        parameters.oneOf("type", ChangeType.class),
                        parameters.text("requester"),
                        parameters.text("ticket"),
                        parameters.limit(),
                        parameters.offset());
        Page<Rfc> page =
                new Page<>(
                        desk.changes().list(filter),
                        desk.changes().count(filter),
                        filter.limit(),
                        filter.offset());
        exchange.json(200, page.map(RfcAnswer::brief));
    }

    /** The states there are, and the one word for all in which there is something left to do. */
    private enum Wanted {
        ACTIVE,
        DRAFT,
        SUBMITTED,
        CAB,
        APPROVED,
        REJECTED,
        SCHEDULED,
        IN_PROGRESS,
        VERIFIED,
        CLOSED,
        ROLLED_BACK,
        WITHDRAWN;

        Set<RfcState> states() {
            return this == ACTIVE ? RfcState.ACTIVE : Set.of(RfcState.valueOf(name()));
        }
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        answer(exchange, 200, exchange.path("id"));
    }

    private void answer(Exchange exchange, int status, String id) throws IOException {
        Rfc rfc =
                desk.changes()
                        .find(id)
                        .orElseThrow(
                                () ->
                                        Refusal.notFound(
                                                "Request",
                                                id,
                                                "There is no request '%s'. Ids look like RFC-2026-0042; GET /api/v1/rfcs lists them all."
                                                        .formatted(id)));
        exchange.json(
                status,
                RfcAnswer.full(
                        rfc,
                        desk.changes().check(rfc, desk.clock().instant()),
                        desk.changes().history(id),
                        desk.zone()));
    }

    /** {@code POST /api/v1/rfcs}: a draft by hand. */
    void request(Exchange exchange) throws IOException {
        Person person = acting.may(exchange, Permission.MANAGE_CHANGES);
        Parameters.of(exchange);
        Members members =
                Members.of(
                        exchange,
                        "type",
                        "work",
                        "systems",
                        "title",
                        DESCRIPTION,
                        "start",
                        "end",
                        DURATION);
        String id;
        try {
            id = desk.request(person, request(members)).id();
        } catch (ChangeRefusedException e) {
            throw ChangeDesk.refusal("", e);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "Makes no sense", e.getMessage());
        }
        exchange.with("Location", "/api/v1/rfcs/" + id);
        answer(exchange, 201, id);
    }

    private static RfcRequest request(Members members) {
        Optional<Span> time = time(members);
        if (time.isEmpty() && !members.has(DURATION)) {
            throw Refusal.badMember(
                    DURATION, "Give 'start' and 'end', or the 'duration' of the work, or both.");
        }
        return new RfcRequest(
                members.oneOf("type", ChangeType.class),
                members.has("work")
                        ? members.text("work", RfcRequest.NAME_LENGTH_MAX, "the kind of work")
                        : RfcRequest.GENERAL,
                members.texts("systems", RfcRequest.SYSTEMS_MAX, "hosts or systems"),
                members.text("title", RfcRequest.TITLE_LENGTH_MAX, "the title"),
                optional(members, DESCRIPTION).orElse(""),
                time,
                members.has(DURATION)
                        ? members.duration(DURATION, RfcRequest.LENGTH_MIN, RfcRequest.LENGTH_MAX)
                        : time.orElseThrow().length());
    }

    private static Optional<Span> time(Members members) {
        return members.has("start") || members.has("end")
                ? Optional.of(new Span(members.instant("start"), members.instant("end")))
                : Optional.empty();
    }

    /** {@code PUT …/fields}: those that are given, of a draft. */
    Handler edit() {
        List<String> names = new ArrayList<>();
        Stream.of(RfcField.values())
                .filter(RfcField::isText)
                .map(RfcField::code)
                .forEach(names::add);
        names.addAll(List.of("type", "start", "end"));
        return taking(Rfcs::edit, names.toArray(String[]::new));
    }

    private static RfcAct edit(Members members) {
        Map<RfcField, String> texts = new EnumMap<>(RfcField.class);
        for (RfcField field : RfcField.values()) {
            if (field.isText() && members.has(field.code())) {
                texts.put(
                        field, members.prose(field.code(), RfcAct.TEXT_LENGTH_MAX, field.title()));
            }
        }
        Optional<ChangeType> type =
                members.has("type")
                        ? Optional.of(members.oneOf("type", ChangeType.class))
                        : Optional.empty();
        return new RfcAct.Edit(texts, type, time(members));
    }

    Handler submit() {
        return taking(m -> new RfcAct.Submit(optional(m, "waiver")), "waiver");
    }

    Handler refer() {
        return taking(m -> new RfcAct.Refer());
    }

    Handler approve() {
        return taking(m -> new RfcAct.Approve(optional(m, NOTE)), NOTE);
    }

    Handler reject() {
        return taking(m -> new RfcAct.Reject(reason(m)), REASON);
    }

    Handler revise() {
        return taking(m -> new RfcAct.Revise(reason(m)), REASON);
    }

    Handler schedule() {
        return taking(m -> new RfcAct.Schedule());
    }

    Handler start() {
        return taking(m -> new RfcAct.Start());
    }

    Handler verify() {
        return taking(
                m ->
                        new RfcAct.Verify(
                                m.prose("evidence", RfcAct.TEXT_LENGTH_MAX, "what was verified")),
                "evidence");
    }

    Handler close() {
        return taking(m -> new RfcAct.Close(optional(m, NOTE)), NOTE);
    }

    Handler rollBack() {
        return taking(m -> new RfcAct.RollBack(reason(m)), REASON);
    }

    Handler withdraw() {
        return taking(m -> new RfcAct.Withdraw(reason(m)), REASON);
    }

    private Handler taking(Function<Members, RfcAct> reader, String... known) {
        List<String> names = new ArrayList<>(Arrays.asList(known));
        names.add(IF_VERSION);
        return exchange -> {
            Person person = acting.by(exchange);
            Parameters.of(exchange);
            Members members = Members.ofOptional(exchange, names.toArray(String[]::new));
            String id = exchange.path("id");
            try {
                RfcAct act = reader.apply(members);
                Changes.permission(act).ifPresent(permission -> acting.may(exchange, permission));
                var unused = desk.act(person, id, act, version(members));
            } catch (ChangeRefusedException e) {
                throw ChangeDesk.refusal(id, e);
            } catch (IllegalArgumentException e) {
                throw Refusal.of(422, "Makes no sense", e.getMessage());
            }
            answer(exchange, 200, id);
        };
    }

    static Optional<Integer> version(Members members) {
        return members.has(IF_VERSION)
                ? Optional.of(members.integer(IF_VERSION, 0, Integer.MAX_VALUE))
                : Optional.empty();
    }

    private static Optional<String> optional(Members members, String name) {
        return members.has(name)
                ? Optional.of(members.prose(name, RfcAct.TEXT_LENGTH_MAX, "a text"))
                : Optional.empty();
    }

    private static String reason(Members members) {
        return members.prose(REASON, RfcAct.TEXT_LENGTH_MAX, "the reason");
    }
}
