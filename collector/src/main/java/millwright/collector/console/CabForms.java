package millwright.collector.console;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.collector.api.ChangeDesk;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.change.Changes;
import millwright.collector.change.Minutes;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;

/** The forms on the board's page: {@code POST /cab}; leads back to the meeting. */
final class CabForms {
    private static final int TEXT_MAX = 4000;

    private final ChangeDesk desk;
    private final Forms forms;

    CabForms(ChangeDesk desk, Forms forms) {
        this.desk = desk;
        this.forms = forms;
    }

    void act(Exchange exchange) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.signedIn(exchange);
        String meeting = fields.text("meeting");
        String back = Links.with("/cab", Map.of("meeting", meeting));
        try {
            act(exchange, fields, person, meeting);
        } catch (ChangeRefusedException e) {
            throw NoSuchPage.notDone(RfcForms.status(e), e.getMessage(), back, "Back to the CAB");
        } catch (IllegalArgumentException e) {
            throw NoSuchPage.notDone(422, e.getMessage(), back, "Back to the CAB");
        }
        exchange.with("Location", back).with("Cache-Control", "no-store").empty(303);
    }

    private void act(Exchange exchange, FormFields fields, Person person, String meeting) {
        Changes changes = desk.changes();
        Instant now = desk.clock().instant();
        Optional<Integer> version = RfcForms.version(fields);
        String notes = prose(fields, "notes");
        String act = fields.text("act");
        switch (act) {
            case "convene" -> {
                forms.may(exchange, Permission.MANAGE_CHANGES);
                changes.convene(person, time(meeting), now);
            }
            case "keep" -> {
                forms.may(exchange, Permission.MANAGE_CHANGES);
                List<String> present =
                        Arrays.stream(prose(fields, "present").split("[,\n]"))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .limit(100)
                                .toList();
                changes.keep(person, time(meeting), present, notes, now, version);
            }
            case "item" -> {
                forms.may(exchange, Permission.MANAGE_CHANGES);
                changes.keepItem(
                        person,
                        time(meeting),
                        fields.text("rfc"),
                        votes(prose(fields, "votes")),
                        notes,
                        now,
                        version);
            }
            case "sign" -> {
                forms.may(exchange, Permission.APPROVE_NORMAL_CHANGES);
                changes.sign(person, time(meeting), now, version);
            }
            case "delegate" ->
                    changes.delegate(
                            person,
                            role(fields.text("role")),
                            fields.text("to", 64),
                            RfcForms.span(fields.text("start"), fields.text("end"), desk.zone()),
                            prose(fields, "reason"),
                            now);
            case "revoke" -> changes.revoke(person, fields.text("delegation"), now);
            default -> throw NoSuchPage.badForm(400, "There is no act “%s”.".formatted(act));
        }
    }

    private static String prose(FormFields fields, String name) {
        return fields.text(name, TEXT_MAX).replace("\r\n", "\n");
    }

    private static Role role(String title) {
        return Arrays.stream(Role.values())
                .filter(role -> role.title().equals(title))
                .findFirst()
                .orElseThrow(
                        () -> NoSuchPage.badForm(400, "There is no role “%s”.".formatted(title)));
    }

    /** {@code dina yes, omar abstain}. */
    private static List<Minutes.Voice> votes(String text) {
        return Arrays.stream(text.split("[,\n]"))
                .map(String::strip)
                .filter(voice -> !voice.isEmpty())
                .map(CabForms::voice)
                .toList();
    }

    private static Minutes.Voice voice(String text) {
        int blank = text.lastIndexOf(' ');
        String word = text.substring(blank + 1);
        return Arrays.stream(Minutes.Vote.values())
                .filter(vote -> blank > 0 && vote.code().equals(word))
                .findFirst()
                .map(vote -> new Minutes.Voice(text.substring(0, blank).strip(), vote))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no vote. Write such as: dina yes, omar abstain."
                                                .formatted(text)));
    }

    private static Instant time(String meeting) {
        try {
            return OffsetDateTime.parse(meeting).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"%s\" is no meeting.".formatted(meeting), e);
        }
    }
}
