package millwright.collector.console;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.collector.change.Agenda;
import millwright.collector.change.Changes;
import millwright.collector.change.Delegation;
import millwright.collector.change.Minutes;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.change.Criterion;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;

/** The board: the agenda of its meeting, the minutes, and who stands in for whom. */
final class CabPage {
    private static final int EARLIER = 20;

    private final Changes changes;
    private final Forms forms;

    CabPage(Changes changes, Forms forms) {
        this.changes = changes;
        this.forms = forms;
    }

    record Model(
            SiteTime.Moment meeting,
            String id,
            boolean begun,
            List<Item> toDecide,
            List<RfcRow> forTheRecord,
            Optional<Kept> minutes,
            List<Earlier> earlier,
            List<Deputy> deputies,
            List<String> roles,
            boolean mayManage,
            boolean maySign) {}

    /**
     * @param unmet the criteria that a machine sees not met, in words
     */
    record Item(RfcRow rfc, String unmet, boolean before) {}

    record Kept(
            int version,
            String present,
            String notes,
            List<Decided> items,
            boolean signed,
            String signedBy,
            Optional<SiteTime.Moment> signedAt,
            Optional<Changed> changed) {}

    /** Who changed them last. */
    record Changed(String by, String what, SiteTime.Moment at) {}

    record Decided(
            String rfc,
            String link,
            String decision,
            String style,
            String by,
            Optional<SiteTime.Moment> at,
            String votes,
            String notes) {}

    record Earlier(String link, SiteTime.Moment meeting, int items, String signedBy) {}

    record Deputy(
            String id,
            String role,
            String from,
            String to,
            SiteTime.Moment start,
            SiteTime.Moment end,
            String reason,
            boolean revoked,
            boolean mine) {}

    Page show(Exchange exchange, SiteTime time) {
        List<Minutes> all = changes.minutes(EARLIER);
        Instant meeting = meeting(exchange, all, time);
        Agenda agenda = changes.agenda(meeting, time.now());
        Optional<Person> visitor = forms.person(exchange);
        Model model =
                new Model(
                        time.moment(meeting),
                        meeting.toString(),
                        !time.now().isBefore(meeting),
                        agenda.toDecide().stream().map(rfc -> item(rfc, meeting, time)).toList(),
                        agenda.forTheRecord().stream().map(rfc -> RfcRow.of(rfc, time)).toList(),
                        agenda.minutes().map(minutes -> kept(minutes, time)),
                        all.stream()
                                .filter(minutes -> !minutes.meeting().equals(meeting))
                                .map(minutes -> earlier(minutes, time))
                                .toList(),
                        changes.delegations(time.now()).stream()
                                .map(given -> deputy(given, visitor, time))
                                .toList(),
                        visitor.map(
                                        person ->
                                                Arrays.stream(Role.values())
                                                        .filter(person.roles()::contains)
                                                        .filter(CabPage::approves)
                                                        .map(Role::title)
                                                        .toList())
                                .orElse(List.of()),
                        visitor.filter(one -> one.may(Permission.MANAGE_CHANGES)).isPresent(),
                        visitor.filter(one -> one.may(Permission.APPROVE_NORMAL_CHANGES))
                                .isPresent());
        return new Page("cab", "CAB", "cab", model);
    }

    private static boolean approves(Role role) {
        return role == Role.OPERATIONS_MANAGER || role == Role.IT_DIRECTOR;
    }

    /** The one asked for; or the newest that has begun and is not signed; or the next. */
    private Instant meeting(Exchange exchange, List<Minutes> all, SiteTime time) {
        String given = exchange.query("meeting").orElse("");
        if (!given.isEmpty()) {
            try {
                return OffsetDateTime.parse(given).toInstant();
            } catch (DateTimeParseException e) {
                throw NoSuchPage.badFilter(
                        "meeting", given, "a time such as 2026-02-03T07:00:00Z", "/cab");
            }
        }
        return all.stream()
                .filter(minutes -> minutes.signed().isEmpty())
                .map(Minutes::meeting)
                .filter(begun -> !begun.isAfter(time.now()))
                .findFirst()
                .or(() -> changes.nextMeeting(time.now()))
                .orElse(time.now());
    }

    private Item item(Rfc rfc, Instant meeting, SiteTime time) {
        String unmet =
                changes.check(rfc, time.now()).stream()
                        .filter(each -> each.result() == Criterion.Result.NOT_MET)
                        .map(each -> each.criterion().title())
                        .collect(Collectors.joining("; "));
        boolean before = rfc.state() == RfcState.CAB;
        return new Item(
                RfcRow.of(rfc, time), unmet, before && rfc.meeting().equals(Optional.of(meeting)));
    }

    private static Kept kept(Minutes minutes, SiteTime time) {
        return new Kept(
                minutes.version(),
                String.join(", ", minutes.present()),
                minutes.notes(),
                minutes.items().stream().map(item -> decided(item, time)).toList(),
                minutes.signed().isPresent(),
                minutes.signed().map(Minutes.Signature::person).orElse(""),
                minutes.signed().map(signature -> time.moment(signature.at())),
                minutes.last()
                        .map(
                                change ->
                                        new Changed(
                                                change.person(),
                                                change.what(),
                                                time.moment(change.at()))));
    }

    private static Decided decided(Minutes.Item item, SiteTime time) {
        String style =
                switch (item.decision()) {
                    case APPROVED -> "ok";
                    case REJECTED -> "p1";
                    case DEFERRED -> "quiet";
                    case OPEN -> "p3";
                };
        return new Decided(
                item.rfc(),
                Links.rfc(item.rfc()),
                item.decision().code(),
                style,
                String.join(", ", item.by()),
                item.at().map(time::moment),
                item.votes().stream()
                        .map(voice -> voice.person() + " " + voice.vote().code())
                        .collect(Collectors.joining(", ")),
                item.notes());
    }

    private static Earlier earlier(Minutes minutes, SiteTime time) {
        return new Earlier(
                Links.with("/cab", Map.of("meeting", minutes.meeting().toString())),
                time.moment(minutes.meeting()),
                minutes.items().size(),
                minutes.signed().map(Minutes.Signature::person).orElse(""));
    }

    private static Deputy deputy(Delegation given, Optional<Person> visitor, SiteTime time) {
        return new Deputy(
                given.id(),
                given.role(),
                given.from(),
                given.to(),
                time.moment(given.time().start()),
                time.moment(given.time().end()),
                given.reason(),
                given.revokedAt().isPresent(),
                visitor.filter(person -> person.name().equals(given.from())).isPresent());
    }
}
