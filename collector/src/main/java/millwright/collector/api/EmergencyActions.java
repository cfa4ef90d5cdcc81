package millwright.collector.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import millwright.collector.cases.ActRefusedException;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.EmergencyAct;
import millwright.collector.cases.EmergencyCourse.Ground;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.EmergencyWindow;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.decision.Symptom;

/** {@code /api/v1/emergency-windows/{id}}: one window, and what people do about it. */
final class EmergencyActions {
    private static final String IF_VERSION = "ifVersion";
    private static final String REASON = "reason";
    private static final String COMMENT = "comment";
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final EmergencyDesk desk;
    private final Acting acting;

    EmergencyActions(EmergencyDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        answer(exchange, 200, exchange.path("id"));
    }

    /** {@code POST /api/v1/emergency-windows}: a person asks where the rules ask no more. */
    void request(Exchange exchange) throws IOException {
        Person person = acting.may(exchange, Permission.WORK_ON_TICKETS);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "ticket", REASON);
        String ticket = members.text("ticket", 20, "the id of an urgent ticket");
        List<CaseEvent> events = done(ticket, () -> desk.request(person, ticket, reason(members)));
        // Its sentence begins with the window's id.
        String id = events.get(0).reason().split(":", 2)[0];
        exchange.with("Location", "/api/v1/emergency-windows/" + id);
        answer(exchange, 201, id);
    }

    Handler approve() {
        return taking(
                (window, m) ->
                        new EmergencyAct.Approve(
                                m.has("length")
                                        ? Optional.of(m.duration("length", A_MINUTE, A_DAY))
                                        : Optional.empty(),
                                m.has("start") ? Optional.of(m.instant("start")) : Optional.empty(),
                                m.has("expected")
                                        ? m
                                                .texts(
                                                        "expected",
                                                        EmergencyAct.EXPECTED_MAX,
                                                        "symptoms such as \"db-07 target_up\"")
                                                .stream()
                                                .map(Symptom::parse)
                                                .toList()
                                        : List.of(),
                                ground(m),
                                optional(m, "emergencyCab", "where its word is kept"),
                                optional(m, COMMENT, "a comment")),
                "length",
                "start",
                "expected",
                "ground",
                "groundReason",
                "emergencyCab",
                COMMENT);
    }

    private static Optional<Ground> ground(Members members) {
        return members.has("ground") || members.has("groundReason")
                ? Optional.of(
                        new Ground(
                                members.text("ground", 200, "the name of a ground"),
                                prose(members, "groundReason", "why it holds")))
                : Optional.empty();
    }

    Handler reject() {
        return taking((window, m) -> new EmergencyAct.Reject(reason(m)), REASON);
    }

    Handler start() {
        return taking((window, m) -> new EmergencyAct.Start());
    }

    Handler update() {
        return taking(
                (window, m) -> new EmergencyAct.Update(prose(m, "text", "how it goes")), "text");
    }

    Handler extend() {
        return taking(
                (window, m) ->
                        new EmergencyAct.Extend(m.duration("by", A_MINUTE, A_DAY), reason(m)),
                "by",
                REASON);
    }

    Handler end() {
        return taking(
                (window, m) -> new EmergencyAct.End(prose(m, "outcome", "how it ended")),
                "outcome");
    }

    Handler verify() {
        return taking(
                (window, m) ->
                        new EmergencyAct.Verify(
                                desk.figures(window),
                                optional(m, COMMENT, "a comment"),
                                m.flag("force")),
                COMMENT,
                "force");
    }

    Handler report() {
        return taking(
                (window, m) ->
                        new EmergencyAct.Report(
                                m.prose(
                                        "text",
                                        EmergencyAct.REPORT_LENGTH_MAX,
                                        "the incident report")),
                "text");
    }

    private Handler taking(
            BiFunction<EmergencyRequest, Members, EmergencyAct> reader, String... known) {
        List<String> names = new ArrayList<>(Arrays.asList(known));
        names.add(IF_VERSION);
        return exchange -> {
            Person person = acting.by(exchange);
            Parameters.of(exchange);
            Members members = Members.ofOptional(exchange, names.toArray(String[]::new));
            String id = exchange.path("id");
            EmergencyRequest window = getWindow(id).request();
            EmergencyAct act = checked(() -> reader.apply(window, members));
            EmergencyDesk.refusal(person, window, act)
                    .ifPresent(
                            why -> {
                                throw Refusal.forbidden(why);
                            });
            done(id, () -> desk.act(person, id, act, version(members)));
            answer(exchange, 200, id);
        };
    }

    private EmergencyWindow getWindow(String id) {
        return desk.find(id)
                .orElseThrow(
                        () ->
                                Refusal.notFound(
                                        "Emergency window",
                                        id,
                                        "There is no emergency window '%s'. Ids look like EW-000042."
                                                .formatted(id)));
    }

    /** What an act itself refuses is the request's fault. */
    private static EmergencyAct checked(Supplier<EmergencyAct> act) {
        try {
            return act.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "Makes no sense", e.getMessage());
        }
    }

    private static List<CaseEvent> done(String id, Supplier<List<CaseEvent>> work) {
        try {
            return work.get();
        } catch (ActRefusedException e) {
            throw TicketActions.refusal(id, e);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "Makes no sense", e.getMessage());
        }
    }

    private void answer(Exchange exchange, int status, String id) throws IOException {
        EmergencyWindow window = getWindow(id);
        exchange.json(status, EmergencyAnswer.full(window, desk.timers(window.request())));
    }

    private static Optional<Integer> version(Members members) {
        return members.has(IF_VERSION)
                ? Optional.of(members.integer(IF_VERSION, 0, Integer.MAX_VALUE))
                : Optional.empty();
    }

    private static String reason(Members members) {
        return prose(members, REASON, "why");
    }

    private static Optional<String> optional(Members members, String name, String what) {
        return members.has(name) ? Optional.of(prose(members, name, what)) : Optional.empty();
    }

    private static String prose(Members members, String name, String what) {
        return members.prose(name, EmergencyAct.TEXT_LENGTH_MAX, what);
    }
}
