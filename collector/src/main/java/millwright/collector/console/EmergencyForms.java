package millwright.collector.console;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.collector.api.EmergencyDesk;
import millwright.collector.cases.ActRefusedException;
import millwright.collector.cases.EmergencyAct;
import millwright.collector.cases.EmergencyCourse.Ground;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.decision.Symptom;

/**
 * The forms about emergency windows: {@code POST /emergency-windows/{id}}, where the field {@code
 * act} says what is to be done, and {@code POST /emergency-windows}, which asks for one. Leads to
 * the window's page.
 */
final class EmergencyForms {
    private static final String REASON = "reason";
    private static final String COMMENT = "comment";

    private final EmergencyDesk desk;
    private final Forms forms;

    EmergencyForms(EmergencyDesk desk, Forms forms) {
        this.desk = desk;
        this.forms = forms;
    }

    void request(Exchange exchange) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.may(exchange, Permission.WORK_ON_TICKETS);
        String ticket = fields.text("ticket");
        try {
            String sentence = desk.request(person, ticket, fields.text(REASON)).get(0).reason();
            // Its sentence begins with the window's id.
            to(exchange, sentence.split(":", 2)[0]);
        } catch (ActRefusedException e) {
            throw NoSuchPage.notDone(409, e.getMessage(), ticket);
        }
    }

    void act(Exchange exchange) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.signedIn(exchange);
        String id = exchange.path("id");
        EmergencyRequest window =
                desk.find(id).orElseThrow(() -> NoSuchPage.emergency(id)).request();
        try {
            EmergencyAct act = read(fields, window);
            EmergencyDesk.refusal(person, window, act)
                    .ifPresent(
                            why -> {
                                throw NoSuchPage.notAllowed(why, Links.emergency(id));
                            });
            desk.act(person, id, act, version(fields));
        } catch (ActRefusedException e) {
            throw NoSuchPage.notDone(
                    status(e), e.getMessage(), Links.emergency(id), "Back to " + id);
        } catch (IllegalArgumentException e) {
            throw NoSuchPage.notDone(422, e.getMessage(), Links.emergency(id), "Back to " + id);
        }
        to(exchange, id);
    }

    private static int status(ActRefusedException e) {
        return switch (e.why()) {
            case MAKES_NO_SENSE -> 422;
            case NOT_YOURS -> 403;
            default -> 409;
        };
    }

    private static void to(Exchange exchange, String id) throws IOException {
        exchange.with("Location", Links.emergency(id)).with("Cache-Control", "no-store").empty(303);
    }

    private EmergencyAct read(FormFields fields, EmergencyRequest window) {
        String act = fields.text("act");
        return switch (act) {
            case "approve" ->
                    new EmergencyAct.Approve(
                            minutes(fields, "minutes"),
                            Optional.empty(),
                            symptoms(fields.text("expected")),
                            ground(fields),
                            optional(fields, "emergency-cab"),
                            optional(fields, COMMENT));
            case "reject" -> new EmergencyAct.Reject(fields.text(REASON));
            case "start" -> new EmergencyAct.Start();
            case "update" -> new EmergencyAct.Update(fields.text("text"));
            case "extend" ->
                    new EmergencyAct.Extend(
                            minutes(fields, "minutes").orElse(Duration.ZERO), fields.text(REASON));
            case "end" -> new EmergencyAct.End(fields.text("outcome"));
            case "verify" ->
                    new EmergencyAct.Verify(
                            desk.figures(window),
                            optional(fields, COMMENT),
                            !fields.text("force").isEmpty());
            case "report" -> new EmergencyAct.Report(fields.text("text"));
            default -> throw NoSuchPage.badForm(400, "There is no act “%s”.".formatted(act));
        };
    }

    /** One a line. */
    private static List<Symptom> symptoms(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Symptom::parse).toList();
    }

    private static Optional<Ground> ground(FormFields fields) {
        return optional(fields, "ground")
                .map(name -> new Ground(name, fields.text("ground-reason")));
    }

    private static Optional<Duration> minutes(FormFields fields, String name) {
        return optional(fields, name)
                .map(
                        text -> {
                            if (!text.matches("\\d{1,4}")) {
                                throw NoSuchPage.badForm(
                                        400, "“%s” is no number of minutes.".formatted(text));
                            }
                            return Duration.ofMinutes(Integer.parseInt(text));
                        });
    }

    private static Optional<String> optional(FormFields fields, String name) {
        return Optional.of(fields.text(name)).filter(text -> !text.isEmpty());
    }

    /** All forms that would be another decision if somebody else had been faster carry it. */
    private static Optional<Integer> version(FormFields fields) {
        String version = fields.text("version");
        return version.matches("\\d{1,9}")
                ? Optional.of(Integer.parseInt(version))
                : Optional.empty();
    }
}
