package millwright.collector.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.change.ChangeEvent;
import millwright.rules.change.Approval;
import millwright.rules.change.Criterion;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcValues;

/**
 * One request for change as the interface shows it.
 *
 * @param source id of the task or the emergency window; of what a person asked for its own
 * @param board record, cab or emergency_cab
 * @param meeting of the board; of an emergency CAB the time by which it has met
 * @param fields absent in a list, as all that follows; the sixteen of L-013 §6.1
 */
record RfcAnswer(
        String id,
        String title,
        String state,
        String type,
        String kind,
        String source,
        String work,
        List<String> systems,
        String requester,
        Optional<String> submitter,
        Optional<String> ticket,
        Instant draftedAt,
        Optional<Instant> submittedAt,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<String> window,
        String board,
        List<String> authorities,
        Optional<Instant> meeting,
        int version,
        Optional<List<Field>> fields,
        Optional<List<Given>> approvals,
        Optional<List<Checked>> criteria,
        Optional<List<Event>> events) {

    record Field(String field, String title, String value) {}

    record Given(String role, String person, Optional<String> inPlaceOf, Instant at, String note) {
        static Given of(Approval approval) {
            return new Given(
                    approval.role(),
                    approval.person(),
                    approval.inPlaceOf(),
                    approval.at(),
                    approval.note());
        }
    }

    record Checked(String criterion, String title, String result, String evidence) {
        static Checked of(Criterion.Checked checked) {
            return new Checked(
                    checked.criterion().code(),
                    checked.criterion().title(),
                    checked.result().code(),
                    checked.evidence());
        }
    }

    record Event(Instant at, String type, String state, Optional<String> actor, String reason) {
        static Event of(ChangeEvent event) {
            return new Event(
                    event.at(),
                    event.type(),
                    event.state().orElseThrow().code(),
                    event.actor(),
                    event.reason());
        }
    }

    static RfcAnswer brief(Rfc rfc) {
        return of(rfc, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static RfcAnswer full(
            Rfc rfc, List<Criterion.Checked> criteria, List<ChangeEvent> events, ZoneId zone) {
        return of(
                rfc,
                Optional.of(
                        RfcValues.of(rfc, zone).entrySet().stream()
                                .map(
                                        each ->
                                                new Field(
                                                        each.getKey().code(),
                                                        each.getKey().title(),
                                                        each.getValue()))
                                .toList()),
                Optional.of(rfc.approvals().stream().map(Given::of).toList()),
                Optional.of(criteria.stream().map(Checked::of).toList()),
                Optional.of(events.stream().map(Event::of).toList()));
    }

    private static RfcAnswer of(
            Rfc rfc,
            Optional<List<Field>> fields,
            Optional<List<Given>> approvals,
            Optional<List<Checked>> criteria,
            Optional<List<Event>> events) {
        return new RfcAnswer(
                rfc.id(),
                rfc.title(),
                rfc.state().code(),
                rfc.type().word(),
                Parameters.word(rfc.work().kind()),
                rfc.work().source(),
                rfc.work().name(),
                rfc.work().systems(),
                rfc.requester(),
                rfc.submitter(),
                rfc.work().ticket(),
                rfc.draftedAt(),
                rfc.submittedAt(),
                rfc.slot().map(slot -> slot.span().start()),
                rfc.slot().map(slot -> slot.span().end()),
                rfc.slot().map(slot -> slot.window()),
                Parameters.word(rfc.route().review()),
                rfc.route().authorities(),
                rfc.meeting(),
                rfc.version(),
                fields,
                approvals,
                criteria,
                events);
    }
}
