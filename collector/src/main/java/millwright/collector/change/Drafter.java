package millwright.collector.change;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.rules.calendar.ChangeTerms;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Slot;
import millwright.rules.change.ApprovalRoute;
import millwright.rules.change.Criteria;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcChange;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcState;
import millwright.rules.change.RfcValues;
import millwright.rules.change.Submission;
import millwright.rules.policy.MaintenancePolicy;

/** Makes a request for change of what is known of some work, by the policy's templates. */
final class Drafter {
    private static final String NOT_PLACED = "(not placed yet)";

    private final MaintenancePolicy policy;

    Drafter(MaintenancePolicy policy) {
        this.policy = policy;
    }

    Rfc fresh(String id, RfcDraft draft, Instant at) {
        Rfc empty =
                new Rfc(
                        id,
                        work(draft),
                        RfcState.DRAFT,
                        draft.type(),
                        draft.requester().orElse(Rfc.MACHINE),
                        Optional.empty(),
                        at,
                        Optional.empty(),
                        Map.of(),
                        EnumSet.noneOf(RfcField.class),
                        draft.slot(),
                        route(draft.type(), draft.slot(), at),
                        Optional.empty(),
                        List.of(),
                        0);
        return filled(new RfcChange(empty), draft).rfc();
    }

    /** A draft with what is new; what a person has written stays. */
    RfcChange again(Rfc rfc, RfcDraft draft, Instant at) {
        Set<RfcField> edited = rfc.edited();
        RfcChange change = new RfcChange(rfc).work(work(draft));
        ChangeType type = edited.contains(RfcField.TYPE) ? rfc.type() : draft.type();
        Optional<Slot> slot = edited.contains(RfcField.PROPOSED) ? rfc.slot() : draft.slot();
        draft.requester().ifPresent(change::requester);
        change.type(type).slot(slot).route(route(type, slot, at));
        return filled(change, draft);
    }

    /** The route as it is where it is in time; it is settled when the request is handed in. */
    ApprovalRoute route(ChangeType type, Optional<Slot> slot, Instant at) {
        ChangeTerms terms = policy.calendar().planning().types().get(type);
        return slot.map(place -> new Submission(policy.calendar(), type, place, at).route())
                .orElseGet(() -> ApprovalRoute.of(terms, "", false));
    }

    private static Rfc.Work work(RfcDraft draft) {
        return new Rfc.Work(
                draft.kind(),
                draft.source(),
                draft.work(),
                draft.ticket(),
                draft.systems(),
                draft.evidence(),
                draft.duration());
    }

    private RfcChange filled(RfcChange change, RfcDraft draft) {
        String template =
                draft.kind() == Rfc.Kind.EMERGENCY
                                && !policy.rfcTemplates().byWork().containsKey(draft.work())
                        ? "emergency"
                        : draft.work();
        change.drafted(RfcField.TITLE, shortened(draft.title()));
        policy.rfcTemplates()
                .fill(template, values(draft))
                .forEach((field, text) -> change.drafted(field, shortened(text)));
        if (draft.kind() == Rfc.Kind.PERSON && !draft.description().isEmpty()) {
            change.drafted(RfcField.DESCRIPTION, draft.description()); // who wrote it meant it
        }
        return change;
    }

    private static String shortened(String text) {
        return text.length() <= RfcAct.TEXT_LENGTH_MAX
                ? text
                : text.substring(0, RfcAct.TEXT_LENGTH_MAX - 1) + "…";
    }

    private Map<String, String> values(RfcDraft draft) {
        Map<String, String> values = new HashMap<>();
        values.put("title", draft.title());
        values.put(
                "description", draft.description().isEmpty() ? draft.title() : draft.description());
        values.put("systems", String.join(", ", draft.systems()));
        values.put(
                "evidence",
                draft.evidence().isEmpty()
                        ? "- nothing recorded"
                        : draft.evidence().stream()
                                .map(line -> "- " + line)
                                .collect(Collectors.joining("\n")));
        values.put("forecast", draft.forecast().orElse("No forecast."));
        values.put("start", draft.slot().map(slot -> time(slot.span().start())).orElse(NOT_PLACED));
        values.put("end", draft.slot().map(slot -> time(slot.span().end())).orElse(NOT_PLACED));
        values.put("duration", RfcValues.words(draft.duration()));
        values.put("window", draft.slot().map(Slot::window).orElse(NOT_PLACED));
        values.put("ticket", draft.ticket().orElse("no ticket"));
        values.put("source", draft.source());
        values.put("requester", draft.requester().orElse("Millwright"));
        return values;
    }

    private String time(Instant at) {
        return Criteria.words(at, policy.zone());
    }
}
