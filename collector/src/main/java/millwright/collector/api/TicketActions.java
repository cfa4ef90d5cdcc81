package millwright.collector.api;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import millwright.collector.cases.ActRefusedException;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketAct;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import millwright.collector.people.Person;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** {@code POST /api/v1/tickets/{id}/…}: what people do to tickets. Answers with the ticket. */
final class TicketActions {
    private static final String IF_VERSION = "ifVersion";
    private static final String REASON = "reason";
    private static final String COMMENT = "comment";

    private final TicketDesk desk;
    private final CaseStore cases;
    private final Acting acting;
    private final InstantSource clock;

    TicketActions(TicketDesk desk, CaseStore cases, Acting acting, InstantSource clock) {
        this.desk = desk;
        this.cases = cases;
        this.acting = acting;
        this.clock = clock;
    }

    Handler acknowledge() {
        return taking(m -> new TicketAct.Acknowledge(comment(m)), COMMENT);
    }

    Handler assign() {
        return taking(
                m ->
                        new TicketAct.Assign(
                                m.text("to", TicketAct.NAME_LENGTH_MAX, "a person's name")),
                "to");
    }

    Handler unassign() {
        return taking(m -> new TicketAct.Unassign());
    }

    Handler start() {
        return taking(m -> new TicketAct.Start());
    }

    Handler waitFor() {
        return taking(m -> new TicketAct.Wait(prose(m, "for", "what it waits for")), "for");
    }

    Handler comment() {
        return taking(m -> new TicketAct.Comment(prose(m, "text", "the comment")), "text");
    }

    Handler resolve() {
        return taking(m -> new TicketAct.Resolve(reason(m), m.flag("force")), REASON, "force");
    }

    Handler close() {
        return taking(m -> new TicketAct.Close(comment(m)), COMMENT);
    }

    Handler reopen() {
        return taking(m -> new TicketAct.Reopen(reason(m)), REASON);
    }

    Handler changePriority() {
        return taking(
                m -> new TicketAct.ChangePriority(m.oneOf("priority", Priority.class), reason(m)),
                "priority",
                REASON);
    }

    Handler merge() {
        return taking(
                m ->
                        new TicketAct.Merge(
                                m.text("into", TicketAct.NAME_LENGTH_MAX, "a ticket's id"),
                                reason(m)),
                "into",
                REASON);
    }

    Handler link() {
        return taking(
                m ->
                        new TicketAct.AddLink(
                                m.oneOf("kind", LinkKind.class),
                                m.text(
                                        "target",
                                        TicketAct.NAME_LENGTH_MAX,
                                        "an id, or an address of the web")),
                "kind",
                "target");
    }

    /** {@code DELETE …/links?kind=&target=}. */
    void unlink(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters parameters = Parameters.of(exchange, "kind", "target");
        LinkKind kind =
                parameters
                        .oneOf("kind", LinkKind.class)
                        .orElseThrow(
                                () ->
                                        Refusal.badParameter(
                                                "kind", "a kind of link", "'kind' is missing."));
        String target = parameters.requiredText("target", "what the link leads to");
        done(
                exchange,
                person,
                checked(() -> new TicketAct.RemoveLink(kind, target)),
                Optional.empty());
        answer(exchange, 200, exchange.path("id"));
    }

    /** Answers with the new ticket. */
    void split(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "host", "indicator", "resource", REASON, IF_VERSION);
        List<CaseEvent> events =
                done(
                        exchange,
                        person,
                        checked(() -> new TicketAct.Split(key(members), reason(members))),
                        version(members));
        String opened = events.get(events.size() - 1).ticket().orElseThrow();
        exchange.with("Location", "/api/v1/tickets/" + opened);
        answer(exchange, 201, opened);
    }

    private static IndicatorKey key(Members members) {
        return new IndicatorKey(
                members.text("host", 1000, "a host"),
                members.text("indicator", 1000, "an indicator"),
                members.has("resource") ? members.text("resource", 4000, "a resource") : "");
    }

    private Handler taking(Function<Members, TicketAct> reader, String... known) {
        List<String> names = new ArrayList<>(Arrays.asList(known));
        names.add(IF_VERSION);
        return exchange -> {
            Person person = acting.by(exchange);
            Parameters.of(exchange);
            Members members = Members.ofOptional(exchange, names.toArray(String[]::new));
            done(exchange, person, checked(() -> reader.apply(members)), version(members));
            answer(exchange, 200, exchange.path("id"));
        };
    }

    /** What an act itself refuses is the request's fault. */
    private static TicketAct checked(java.util.function.Supplier<TicketAct> act) {
        try {
            return act.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "Makes no sense", e.getMessage());
        }
    }

    private List<CaseEvent> done(
            Exchange exchange, Person person, TicketAct act, Optional<Integer> version) {
        String id = exchange.path("id");
        Optional<Ticket> ticket = cases.findTicket(id);
        acting.may(exchange, TicketDesk.permission(act, ticket));
        // A priority that is no lower one now may be one in a moment: then it has changed.
        Optional<Integer> seen =
                act instanceof TicketAct.ChangePriority
                        ? version.or(() -> ticket.map(one -> one.handling().version()))
                        : version;
        try {
            return desk.act(person, id, act, seen);
        } catch (ActRefusedException e) {
            throw refusal(id, e);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "Makes no sense", e.getMessage());
        }
    }

    static Refusal refusal(String id, ActRefusedException e) {
        return switch (e.why()) {
            case NO_SUCH_TICKET -> Refusal.notFound("Ticket", id, e.getMessage());
            case NOT_NOW -> Refusal.of(409, "Not now", e.getMessage());
            case STILL_BREACHED -> Refusal.of(409, "Still breached", e.getMessage());
            case NOT_YOURS -> Refusal.forbidden(e.getMessage());
            case HAS_CHANGED -> Refusal.of(409, "Has changed", e.getMessage());
            case MAKES_NO_SENSE -> Refusal.of(422, "Makes no sense", e.getMessage());
        };
    }

    private void answer(Exchange exchange, int status, String id) throws IOException {
        Ticket ticket = cases.findTicket(id).orElseThrow();
        exchange.json(
                status,
                TicketAnswer.full(
                        ticket, cases.readClocks(ticket, ticket.priority(), clock.instant())));
    }

    private static Optional<Integer> version(Members members) {
        return members.has(IF_VERSION)
                ? Optional.of(members.integer(IF_VERSION, 0, Integer.MAX_VALUE))
                : Optional.empty();
    }

    private static Optional<String> comment(Members members) {
        return members.has(COMMENT)
                ? Optional.of(prose(members, COMMENT, "the comment"))
                : Optional.empty();
    }

    private static String reason(Members members) {
        return prose(members, REASON, "why");
    }

    private static String prose(Members members, String name, String what) {
        return members.prose(name, TicketAct.TEXT_LENGTH_MAX, what);
    }
}
