package millwright.collector.console;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.api.TicketDesk;
import millwright.collector.cases.ActRefusedException;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketAct;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.collector.http.Exchange;
import millwright.collector.people.Person;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * The forms on a ticket's page: {@code POST /tickets/{id}}, where the field {@code act} says what
 * is to be done. Leads back to the page, where its history shows what was.
 */
final class TicketForms {
    private static final String REASON = "reason";

    private final CaseStore cases;
    private final TicketDesk desk;
    private final Forms forms;

    TicketForms(CaseStore cases, TicketDesk desk, Forms forms) {
        this.cases = cases;
        this.desk = desk;
        this.forms = forms;
    }

    void act(Exchange exchange) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.signedIn(exchange);
        String id = exchange.path("id");
        Ticket ticket = cases.findTicket(id).orElseThrow(() -> NoSuchPage.ticket(id));
        try {
            TicketAct act = read(fields, person, ticket);
            var unused = forms.may(exchange, TicketDesk.permission(act, Optional.of(ticket)));
            desk.act(person, id, act, version(act, fields));
        } catch (ActRefusedException e) {
            boolean isTheForm = e.why() == ActRefusedException.Why.MAKES_NO_SENSE;
            throw NoSuchPage.notDone(isTheForm ? 422 : 409, e.getMessage(), id);
        } catch (IllegalArgumentException e) {
            throw NoSuchPage.notDone(422, e.getMessage(), id);
        }
        exchange.with("Location", Links.ticket(id)).with("Cache-Control", "no-store").empty(303);
    }

    private static TicketAct read(FormFields fields, Person person, Ticket ticket) {
        String act = fields.text("act");
        return switch (act) {
            case "acknowledge" -> new TicketAct.Acknowledge(optional(fields, "comment"));
            case "take" -> new TicketAct.Assign(person.name());
            case "assign" -> new TicketAct.Assign(fields.text("to"));
            case "unassign" -> new TicketAct.Unassign();
            case "start" -> new TicketAct.Start();
            case "wait" -> new TicketAct.Wait(fields.text("for"));
            case "comment" -> new TicketAct.Comment(fields.text("text"));
            case "resolve" ->
                    new TicketAct.Resolve(fields.text(REASON), !fields.text("force").isEmpty());
            case "close" -> new TicketAct.Close(optional(fields, "comment"));
            case "reopen" -> new TicketAct.Reopen(fields.text(REASON));
            case "priority" ->
                    new TicketAct.ChangePriority(
                            oneOf(Priority.class, fields.text("priority")), fields.text(REASON));
            case "merge" -> new TicketAct.Merge(fields.text("into"), fields.text(REASON));
            case "split" -> new TicketAct.Split(member(ticket, fields), fields.text(REASON));
            case "link" ->
                    new TicketAct.AddLink(
                            oneOf(LinkKind.class, fields.text("kind")), fields.text("target"));
            case "unlink" ->
                    new TicketAct.RemoveLink(
                            oneOf(LinkKind.class, fields.text("kind")), fields.text("target"));
            default -> throw NoSuchPage.badForm(400, "There is no act “%s”.".formatted(act));
        };
    }

    private static Optional<String> optional(FormFields fields, String name) {
        return Optional.of(fields.text(name)).filter(text -> !text.isEmpty());
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                NoSuchPage.badForm(
                                        400,
                                        "“%s” is none of %s."
                                                .formatted(
                                                        text,
                                                        Arrays.toString(type.getEnumConstants()))));
    }

    /** By its place in the list that the page shows. */
    private static IndicatorKey member(Ticket ticket, FormFields fields) {
        List<Ticket.Member> members = ticket.members();
        String place = fields.text("member");
        boolean isPlace = place.matches("\\d{1,6}") && Integer.parseInt(place) < members.size();
        if (!isPlace) {
            throw NoSuchPage.badForm(
                    400, "The ticket has no member “%s” any more.".formatted(place));
        }
        return members.get(Integer.parseInt(place)).key();
    }

    /** For what would be another decision if somebody else had been faster. */
    private static Optional<Integer> version(TicketAct act, FormFields fields) {
        boolean dependsOnWhatWasSeen =
                act instanceof TicketAct.ChangePriority
                        || act instanceof TicketAct.Merge
                        || act instanceof TicketAct.Split
                        || act instanceof TicketAct.Close;
        String version = fields.text("version");
        return dependsOnWhatWasSeen && version.matches("\\d{1,9}")
                ? Optional.of(Integer.parseInt(version))
                : Optional.empty();
    }
}
