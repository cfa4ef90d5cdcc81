package millwright.collector.console;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.collector.change.ChangeEvent;
import millwright.collector.change.Changes;
import millwright.collector.change.RfcAct;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.ChangeTerms.Review;
import millwright.rules.change.Approval;
import millwright.rules.change.ChangeCategory;
import millwright.rules.change.Criterion;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcState;
import millwright.rules.change.RfcStep;
import millwright.rules.change.RfcValues;

/** One request: its sixteen fields, who must agree, what a machine can check, what was done. */
final class RfcPage {
    private static final Set<RfcField> SHORT =
            EnumSet.of(RfcField.TITLE, RfcField.CATEGORY, RfcField.RESOURCES);

    private final Changes changes;
    private final Forms forms;

    RfcPage(Changes changes, Forms forms) {
        this.changes = changes;
        this.forms = forms;
    }

    record Model(
            RfcRow rfc,
            int version,
            String kind,
            String source,
            String sourceLink,
            String ticket,
            String ticketLink,
            String submitter,
            String meetingWord,
            Optional<SiteTime.Moment> meeting,
            List<Field> fields,
            List<Seat> seats,
            List<Check> criteria,
            List<Step> steps,
            Acts acts) {}

    record Field(String code, String title, String value, boolean text, boolean small) {}

    /** An authority of its route. */
    record Seat(
            String role,
            String person,
            String inPlaceOf,
            Optional<SiteTime.Moment> at,
            String note) {}

    record Check(String title, String result, String style, String evidence) {}

    record Step(
            SiteTime.Moment at,
            String type,
            String state,
            String style,
            String reason,
            String actor) {}

    /**
     * What this visitor can do now.
     *
     * @param refusal why they cannot decide where it is to be decided; empty where they can
     * @param late what the request misses if it is handed in now; a waiver must then be asked for
     */
    record Acts(
            Set<String> possible,
            boolean decide,
            String refusal,
            boolean unmet,
            boolean late,
            String start,
            String end,
            List<String> categories) {
        public boolean can(String act) {
            return possible.contains(act);
        }

        public boolean any() {
            return !possible.isEmpty();
        }
    }

    Page show(Exchange exchange, SiteTime time) {
        String id = exchange.path("id");
        Rfc rfc = changes.find(id).orElseThrow(() -> NoSuchPage.rfc(id));
        List<Criterion.Checked> checked = changes.check(rfc, time.now());
        Model model =
                new Model(
                        RfcRow.of(rfc, time),
                        rfc.version(),
                        kind(rfc),
                        rfc.work().source(),
                        sourceLink(rfc),
                        rfc.work().ticket().orElse(""),
                        rfc.work().ticket().map(Links::ticket).orElse(""),
                        rfc.submitter().orElse(""),
                        rfc.route().review() == Review.CAB
                                ? "CAB meeting"
                                : "Emergency CAB has met by",
                        rfc.meeting().map(time::moment),
                        fields(rfc, time),
                        seats(rfc, time),
                        checked.stream().map(RfcPage::check).toList(),
                        changes.history(id).stream().map(event -> step(event, time)).toList(),
                        acts(rfc, forms.person(exchange), checked, time));
        return new Page("rfc", id, "changes", model);
    }

    private static String kind(Rfc rfc) {
        return switch (rfc.work().kind()) {
            case TASK -> "task";
            case EMERGENCY -> "emergency window";
            case PERSON -> "asked for by hand";
        };
    }

    /** Empty for what has no page but this one. */
    private static String sourceLink(Rfc rfc) {
        return switch (rfc.work().kind()) {
            case TASK -> Links.task(rfc.work().source());
            case EMERGENCY -> Links.emergency(rfc.work().source());
            case PERSON -> "";
        };
    }

    private static List<Field> fields(Rfc rfc, SiteTime time) {
        Map<RfcField, String> values = RfcValues.of(rfc, time.zone());
        return values.entrySet().stream()
                .map(
                        each ->
                                new Field(
                                        each.getKey().code(),
                                        each.getKey().title(),
                                        each.getValue(),
                                        each.getKey().isText(),
                                        SHORT.contains(each.getKey())))
                .toList();
    }

    private static List<Seat> seats(Rfc rfc, SiteTime time) {
        return rfc.route().authorities().stream()
                .map(
                        role ->
                                rfc.approvals().stream()
                                        .filter(given -> given.role().equals(role))
                                        .findFirst()
                                        .map(given -> seat(given, time))
                                        .orElse(new Seat(role, "", "", Optional.empty(), "")))
                .toList();
    }

    private static Seat seat(Approval given, SiteTime time) {
        return new Seat(
                given.role(),
                given.person(),
                given.inPlaceOf().orElse(""),
                Optional.of(time.moment(given.at())),
                given.note());
    }

    private static Check check(Criterion.Checked checked) {
        String style =
                switch (checked.result()) {
                    case MET -> "ok";
                    case NOT_MET -> "p1";
                    case TO_JUDGE -> "p3";
                };
        return new Check(
                checked.criterion().title(), checked.result().words(), style, checked.evidence());
    }

    private static Step step(ChangeEvent event, SiteTime time) {
        String type = event.type().replaceFirst("^rfc-", "").replace('-', ' ');
        RfcState state = event.state().orElseThrow();
        return new Step(
                time.moment(event.at()),
                type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1),
                state.word(),
                RfcRow.style(state),
                event.reason(),
                event.actor().orElse(""));
    }

    private Acts acts(
            Rfc rfc, Optional<Person> visitor, List<Criterion.Checked> checked, SiteTime time) {
        Set<String> possible = new TreeSet<>();
        visitor.ifPresent(
                person -> {
                    for (RfcStep step : RfcStep.values()) {
                        if (step.isPossibleFrom(rfc.state()) && may(person, step)) {
                            possible.add(step.name().toLowerCase(Locale.ROOT));
                        }
                    }
                    if (rfc.route().review() == Review.RECORD) {
                        possible.remove("refer");
                    }
                    if (rfc.state() == RfcState.DRAFT && person.may(Permission.MANAGE_CHANGES)) {
                        possible.add("edit");
                    }
                });
        boolean decide =
                RfcStep.APPROVE.isPossibleFrom(rfc.state())
                        && !(rfc.state() == RfcState.SUBMITTED
                                && rfc.route().review() == Review.CAB);
        Optional<String> refusal =
                decide && visitor.isPresent()
                        ? changes.refusal(visitor.get(), rfc, true, time.now())
                        : Optional.empty();
        return new Acts(
                possible,
                decide && visitor.isPresent(),
                refusal.orElse(""),
                checked.stream().anyMatch(each -> each.result() == Criterion.Result.NOT_MET),
                checked.stream()
                        .anyMatch(
                                each ->
                                        each.criterion() == Criterion.IN_TIME
                                                && each.result() == Criterion.Result.NOT_MET),
                rfc.slot().map(slot -> local(slot.span().start(), time)).orElse(""),
                rfc.slot().map(slot -> local(slot.span().end(), time)).orElse(""),
                Arrays.stream(ChangeCategory.values()).map(ChangeCategory::word).toList());
    }

    /** As an input of a local time has it. */
    private static String local(Instant at, SiteTime time) {
        return at.atZone(time.zone()).toLocalDateTime().toString();
    }

    /** Who decides its route says, not a permission. */
    private static boolean may(Person person, RfcStep step) {
        Optional<RfcAct> act =
                switch (step) {
                    case APPROVE, REJECT -> Optional.empty();
                    case START -> Optional.of(new RfcAct.Start());
                    case VERIFY -> Optional.of(new RfcAct.Verify("any"));
                    case ROLL_BACK -> Optional.of(new RfcAct.RollBack("any"));
                    default -> Optional.of(new RfcAct.Schedule());
                };
        return act.flatMap(Changes::permission).filter(person::may).isPresent();
    }
}
