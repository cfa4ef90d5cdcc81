package millwright.collector.console;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import millwright.collector.api.ChangeDesk;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.change.Changes;
import millwright.collector.change.RfcAct;
import millwright.collector.change.RfcRequest;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcValues;

/** The forms on a request's page: {@code POST /rfcs/{id}}; leads back to the page. */
final class RfcForms {
    private final ChangeDesk desk;
    private final Forms forms;

    RfcForms(ChangeDesk desk, Forms forms) {
        this.desk = desk;
        this.forms = forms;
    }

    void act(Exchange exchange) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.signedIn(exchange);
        String id = exchange.path("id");
        String back = Links.rfc(id);
        try {
            RfcAct act = read(fields, id);
            Changes.permission(act).ifPresent(permission -> forms.may(exchange, permission));
            var unused = desk.act(person, id, act, version(fields));
        } catch (ChangeRefusedException e) {
            throw NoSuchPage.notDone(status(e), e.getMessage(), back, "Back to " + id);
        } catch (IllegalArgumentException e) {
            throw NoSuchPage.notDone(422, e.getMessage(), back, "Back to " + id);
        }
        exchange.with("Location", back).with("Cache-Control", "no-store").empty(303);
    }

    /** {@code POST /rfcs}: a draft by hand; leads to its page. */
    void request(Exchange exchange) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.may(exchange, Permission.MANAGE_CHANGES);
        try {
            String id = desk.request(person, request(fields)).id();
            exchange.with("Location", Links.rfc(id)).with("Cache-Control", "no-store").empty(303);
        } catch (ChangeRefusedException e) {
            throw NoSuchPage.notDone(status(e), e.getMessage(), RfcNewPage.PATH, "New request");
        } catch (IllegalArgumentException e) {
            throw NoSuchPage.notDone(422, e.getMessage(), RfcNewPage.PATH, "New request");
        }
    }

    private RfcRequest request(FormFields fields) {
        Optional<Span> time =
                optional(fields, "start")
                        .map(start -> span(start, fields.text("end"), desk.zone()));
        return new RfcRequest(
                ChangeType.valueOf(fields.text("type").toUpperCase(Locale.ROOT)),
                optional(fields, "work").orElse(RfcRequest.GENERAL),
                Arrays.stream(fields.text("systems").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                fields.text("title"),
                prose(fields, "description"),
                time,
                optional(fields, "minutes")
                        .map(RfcForms::minutes)
                        .or(() -> time.map(Span::length))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Give the time of the work, or how many minutes it"
                                                        + " takes, or both.")));
    }

    private static Duration minutes(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("“%s” is no number of minutes.".formatted(text));
        }
        return Duration.ofMinutes(Integer.parseInt(text));
    }

    static int status(ChangeRefusedException e) {
        return switch (e.why()) {
            case UNKNOWN -> 404;
            case NOT_NOW, HAS_CHANGED -> 409;
            case NOT_ALLOWED -> 403;
            case MAKES_NO_SENSE -> 422;
        };
    }

    private RfcAct read(FormFields fields, String id) {
        String act = fields.text("act");
        return switch (act) {
            case "edit" -> edit(fields, id);
            case "submit" -> new RfcAct.Submit(optional(fields, "waiver"));
            case "refer" -> new RfcAct.Refer();
            case "approve" -> new RfcAct.Approve(optional(fields, "note"));
            case "reject" -> new RfcAct.Reject(prose(fields, "reason"));
            case "revise" -> new RfcAct.Revise(prose(fields, "reason"));
            case "schedule" -> new RfcAct.Schedule();
            case "start" -> new RfcAct.Start();
            case "verify" -> new RfcAct.Verify(prose(fields, "evidence"));
            case "close" -> new RfcAct.Close(optional(fields, "note"));
            case "roll_back" -> new RfcAct.RollBack(prose(fields, "reason"));
            case "withdraw" -> new RfcAct.Withdraw(prose(fields, "reason"));
            default -> throw NoSuchPage.badForm(400, "There is no act “%s”.".formatted(act));
        };
    }

    /** A form sends all of its fields; only those that were changed count as written. */
    private RfcAct edit(FormFields fields, String id) {
        Rfc rfc = desk.changes().find(id).orElseThrow(() -> NoSuchPage.rfc(id));
        Map<RfcField, String> now = RfcValues.of(rfc, desk.zone());
        Map<RfcField, String> texts = new EnumMap<>(RfcField.class);
        for (RfcField field : RfcField.values()) {
            String text = prose(fields, field.code());
            if (field.isText() && !text.equals(now.get(field))) {
                texts.put(field, text);
            }
        }
        Optional<ChangeType> type =
                optional(fields, "type")
                        .map(word -> ChangeType.valueOf(word.toUpperCase(Locale.ROOT)))
                        .filter(one -> one != rfc.type());
        Optional<Span> time =
                optional(fields, "start")
                        .map(start -> span(start, fields.text("end"), desk.zone()))
                        .filter(
                                one ->
                                        rfc.slot()
                                                .filter(slot -> slot.span().equals(one))
                                                .isEmpty());
        return new RfcAct.Edit(texts, type, time);
    }

    static Span span(String start, String end, ZoneId zone) {
        return new Span(instant(start, zone), instant(end, zone));
    }

    /** A time that a person has typed is the site's. */
    static Instant instant(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is no time. Write one such as 2026-03-01T02:00.".formatted(text), e);
        }
    }

    /** Browsers send lines as Windows ends them. */
    static String prose(FormFields fields, String name) {
        return fields.text(name).replace("\r\n", "\n");
    }

    private static Optional<String> optional(FormFields fields, String name) {
        return Optional.of(prose(fields, name)).filter(text -> !text.isEmpty());
    }

    static Optional<Integer> version(FormFields fields) {
        String version = fields.text("version");
        return version.matches("\\d{1,9}")
                ? Optional.of(Integer.parseInt(version))
                : Optional.empty();
    }
}
