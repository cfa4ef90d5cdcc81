package millwright.rules.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Slot;

/** A request with some of it changed; its version counts up once. */
public final class RfcChange {
    private final Rfc before;
    private Rfc.Work work;
    private RfcState state;
    private ChangeType type;
    private String requester;
    private Optional<String> submitter;
    private Optional<Instant> submittedAt;
    private final Map<RfcField, String> texts;
    private final Set<RfcField> edited;
    private Optional<Slot> slot;
    private ApprovalRoute route;
    private Optional<Instant> meeting;
    private List<Approval> approvals;

    public RfcChange(Rfc before) {
        this.before = before;
        work = before.work();
        state = before.state();
        type = before.type();
        requester = before.requester();
        submitter = before.submitter();
        submittedAt = before.submittedAt();
        texts = new EnumMap<>(before.texts());
        edited = EnumSet.noneOf(RfcField.class);
        edited.addAll(before.edited());
        slot = before.slot();
        route = before.route();
        meeting = before.meeting();
        approvals = before.approvals();
    }

    public RfcChange work(Rfc.Work next) {
        work = next;
        return this;
    }

    public RfcChange state(RfcState next) {
        state = next;
        return this;
    }

    public RfcChange type(ChangeType next) {
        type = next;
        return this;
    }

    /** A text as a template gives it; one that a person has written stays. */
    public RfcChange drafted(RfcField field, String text) {
        if (!edited.contains(field)) {
            texts.put(field, text);
        }
        return this;
    }

    /** A text as a person writes it. */
    public RfcChange edited(RfcField field, String text) {
        texts.put(field, text);
        edited.add(field);
        return this;
    }

    /** A value that a person sets; no newer draft overwrites it. */
    public RfcChange edited(RfcField field) {
        edited.add(field);
        return this;
    }

    public RfcChange submitted(String by, Instant at) {
        submitter = Optional.of(by);
        submittedAt = Optional.of(at);
        if (requester.equals(Rfc.MACHINE)) {
            requester = by;
        }
        return this;
    }

    /** What was handed in and approved is not any more. */
    public RfcChange drafted() {
        submitter = Optional.empty();
        submittedAt = Optional.empty();
        meeting = Optional.empty();
        approvals = List.of();
        return state(RfcState.DRAFT);
    }

    public RfcChange requester(String next) {
        requester = next;
        return this;
    }

    public RfcChange slot(Optional<Slot> next) {
        slot = next;
        return this;
    }

    public RfcChange route(ApprovalRoute next) {
        route = next;
        return this;
    }

    public RfcChange meeting(Optional<Instant> next) {
        meeting = next;
        return this;
    }

    public RfcChange approval(Approval next) {
        approvals = new ArrayList<>(approvals);
        approvals.add(next);
        return this;
    }

    public Rfc rfc() {
        return of(before.version() + 1);
    }

    /** Whether anything is different. */
    public boolean isNone() {
        return of(before.version()).equals(before);
    }

    private Rfc of(int version) {
        return new Rfc(
                before.id(),
                work,
                state,
                type,
                requester,
                submitter,
                before.draftedAt(),
                submittedAt,
                texts,
                edited,
                slot,
                route,
                meeting,
                approvals,
                version);
    }
}
