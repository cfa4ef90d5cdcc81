package millwright.collector.change;

import static millwright.collector.change.ChangeRefusedException.Why.HAS_CHANGED;
import static millwright.collector.change.ChangeRefusedException.Why.MAKES_NO_SENSE;
import static millwright.collector.change.ChangeRefusedException.Why.NOT_NOW;
import static millwright.collector.change.ChangeRefusedException.Why.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.people.Person;
import millwright.rules.calendar.BoardMeetings;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.ChangeTerms;
import millwright.rules.calendar.ChangeTerms.Review;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.MaintenanceWindow;
import millwright.rules.calendar.RelaxationKind;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Approval;
import millwright.rules.change.ApprovalRoute;
import millwright.rules.change.Criteria;
import millwright.rules.change.Criterion;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcChange;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcState;
import millwright.rules.change.RfcStep;
import millwright.rules.change.RfcValues;
import millwright.rules.change.Submission;
import millwright.rules.policy.MaintenancePolicy;

/** What people do to requests for change, within one transaction. */
final class RfcBook {
    private static final String EMERGENCY_CAB = "Emergency CAB";

    private final ChangeRecords records;
    private final MaintenancePolicy policy;
    private final MaintenanceCalendar calendar;
    private final Authority authority;
    private final Instant at;
    private final List<ChangeEvent> events = new ArrayList<>();

    RfcBook(
            ChangeRecords records,
            MaintenancePolicy policy,
            MaintenanceCalendar calendar,
            Authority authority) {
        this.records = records;
        this.policy = policy;
        this.calendar = calendar;
        this.authority = authority;
        this.at = authority.at();
    }

    /** What this transaction has done, in its order. */
    List<ChangeEvent> events() {
        return events;
    }

    String draft(RfcDraft draft) {
        Drafter drafter = new Drafter(policy);
        Optional<Rfc> known = records.findOpen(draft.kind(), draft.source());
        if (known.isPresent()) {
            Rfc rfc = known.get();
            RfcChange change = drafter.again(rfc, draft, at);
            if (rfc.state() == RfcState.DRAFT && !change.isNone()) {
                update(
                        change.rfc(),
                        "rfc-redrafted",
                        Optional.empty(),
                        "what it is about has changed");
            }
            return rfc.id();
        }
        String id = nextId();
        Rfc rfc = drafter.fresh(id, draft, at);
        records.insert(rfc);
        tell(
                rfc,
                "rfc-drafted",
                draft.requester(),
                "%s for %s %s"
                        .formatted(
                                rfc.title(),
                                draft.kind() == Rfc.Kind.TASK ? "task" : "emergency window",
                                draft.source()));
        return id;
    }

    private String nextId() {
        int year = at.atZone(policy.zone()).getYear();
        return "RFC-%04d-%04d".formatted(year, records.nextRfc(year));
    }

    /** A draft that comes from no task and no emergency window, and so is its own source. */
    Rfc request(RfcRequest request, Person person) {
        Drafter drafter = new Drafter(policy);
        String id = nextId();
        Rfc unplaced = drafter.fresh(id, draft(id, request, Optional.empty(), person), at);
        Optional<Slot> slot = request.time().map(time -> slot(time, request.type(), unplaced));
        Rfc rfc = drafter.fresh(id, draft(id, request, slot, person), at);
        records.insert(rfc);
        tell(rfc, "rfc-drafted", Optional.of(person.name()), rfc.title() + ", asked for by hand");
        return rfc;
    }

    private static RfcDraft draft(
            String id, RfcRequest request, Optional<Slot> slot, Person person) {
        return new RfcDraft(
                Rfc.Kind.PERSON,
                id,
                request.work(),
                request.type(),
                request.systems(),
                request.title(),
                request.description(),
                List.of(),
                Optional.empty(),
                slot,
                request.duration(),
                Optional.of(person.name()),
                Optional.empty());
    }

    /** The reason for it has gone. */
    void withdraw(String id, String reason) {
        boolean unused = withdraw(find(id), Optional.empty(), reason);
    }

    /** False, and nothing, where its work has begun, or it is over. */
    boolean withdraw(Rfc rfc, Optional<String> actor, String reason) {
        if (!RfcStep.WITHDRAW.isPossibleFrom(rfc.state())) {
            return false;
        }
        update(new RfcChange(rfc).state(RfcState.WITHDRAWN).rfc(), "rfc-withdrawn", actor, reason);
        return true;
    }

    Rfc act(String id, RfcAct act, Person person, Optional<Integer> seen) {
        Rfc rfc = find(id);
        if (seen.filter(version -> version != rfc.version()).isPresent()) {
            throw new ChangeRefusedException(
                    HAS_CHANGED,
                    "%s has changed since you saw it: %s. Look at it again, then decide."
                            .formatted(id, last(rfc)));
        }
        act.step().ifPresent(step -> refuseIllegal(rfc, step));
        if (act instanceof RfcAct.Edit edit) {
            edit(rfc, edit, person);
        } else if (act instanceof RfcAct.Submit submit) {
            submit(rfc, submit, person);
        } else if (act instanceof RfcAct.Refer) {
            refer(rfc, person);
        } else if (act instanceof RfcAct.Approve approve) {
            approve(rfc, approve, person);
        } else if (act instanceof RfcAct.Reject reject) {
            reject(rfc, reject, person);
        } else if (act instanceof RfcAct.Revise revise) {
            update(
                    new RfcChange(rfc)
                            .drafted()
                            .route(new Drafter(policy).route(rfc.type(), rfc.slot(), at))
                            .rfc(),
                    "rfc-revised",
                    Optional.of(person.name()),
                    revise.reason());
        } else if (act instanceof RfcAct.Schedule) {
            schedule(rfc, person);
        } else if (act instanceof RfcAct.Start) {
            start(rfc, person);
        } else if (act instanceof RfcAct.Verify verify) {
            verify(rfc, verify.evidence(), person);
        } else if (act instanceof RfcAct.Close close) {
            step(rfc, RfcStep.CLOSE, "rfc-closed", person, close.note().orElse(""));
        } else if (act instanceof RfcAct.RollBack back) {
            step(rfc, RfcStep.ROLL_BACK, "rfc-rolled-back", person, back.reason());
        } else if (act instanceof RfcAct.Withdraw withdraw) {
            step(rfc, RfcStep.WITHDRAW, "rfc-withdrawn", person, withdraw.reason());
        }
        return find(id);
    }

    Rfc find(String id) {
        return records.find(id)
                .orElseThrow(
                        () ->
                                new ChangeRefusedException(
                                        UNKNOWN,
                                        "There is no request '%s'. Ids look like RFC-2026-0042."
                                                .formatted(id)));
    }

    private void refuseIllegal(Rfc rfc, RfcStep step) {
        if (!step.isPossibleFrom(rfc.state())) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s is %s; to %s it, it must be %s. The last that happened: %s."
                            .formatted(
                                    rfc.id(),
                                    rfc.state().word(),
                                    step.verb(),
                                    step.fromWords(),
                                    last(rfc)));
        }
    }

    /** Who was it, and when. */
    String last(Rfc rfc) {
        return records.history(rfc.id()).stream()
                .reduce((older, newer) -> newer)
                .map(
                        event ->
                                "%s at %s by %s%s"
                                        .formatted(
                                                event.type(),
                                                words(event.at()),
                                                event.actor().orElse("Millwright"),
                                                event.reason().isEmpty()
                                                        ? ""
                                                        : " (" + event.reason() + ")"))
                .orElse("nothing");
    }

    private void edit(Rfc rfc, RfcAct.Edit edit, Person person) {
        if (rfc.state() != RfcState.DRAFT) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s is %s (%s), and what others decide on does not change under their hands. Revise it first: it becomes a draft again."
                            .formatted(rfc.id(), rfc.state().word(), last(rfc)));
        }
        RfcChange change = new RfcChange(rfc);
        edit.texts().forEach(change::edited);
        ChangeType type = edit.type().orElse(rfc.type());
        Optional<Slot> slot = edit.time().map(time -> slot(time, type, rfc)).or(rfc::slot);
        edit.type().ifPresent(one -> change.type(one).edited(RfcField.TYPE));
        edit.time().ifPresent(one -> change.slot(slot).edited(RfcField.PROPOSED));
        change.route(new Drafter(policy).route(type, slot, at));
        List<String> names = new ArrayList<>();
        EnumSet<RfcField> touched = EnumSet.noneOf(RfcField.class);
        touched.addAll(edit.texts().keySet());
        edit.type().ifPresent(one -> touched.add(RfcField.TYPE));
        edit.time().ifPresent(one -> touched.add(RfcField.PROPOSED));
        touched.forEach(field -> names.add(field.title()));
        update(
                change.rfc(),
                "rfc-edited",
                Optional.of(person.name()),
                "wrote " + String.join(", ", names));
    }

    /** A place that a person chose: in the window that holds all of it, if there is one. */
    private Slot slot(Span time, ChangeType type, Rfc rfc) {
        if (rfc.work().kind() != Rfc.Kind.EMERGENCY && !time.start().isAfter(at)) {
            throw new ChangeRefusedException(
                    MAKES_NO_SENSE,
                    "Work cannot be proposed for %s, which has passed."
                            .formatted(words(time.start())));
        }
        if (time.length().compareTo(Duration.ofDays(8)) > 0) {
            throw new ChangeRefusedException(
                    MAKES_NO_SENSE,
                    "A slot of more than eight days is none. Propose a shorter one.");
        }
        Set<String> around =
                calendar.entries(time).stream()
                        .filter(each -> each.kind() == CalendarEntry.Kind.WINDOW)
                        .filter(each -> each.span().contains(time))
                        .map(CalendarEntry::name)
                        .collect(Collectors.toSet());
        // Of two windows at one time the one that asks for less: it permits the work as well.
        Optional<MaintenanceWindow> window =
                calendar.rules().windows().stream()
                        .filter(each -> around.contains(each.name()))
                        .filter(each -> each.types().contains(type))
                        .min(
                                Comparator.comparing(MaintenanceWindow::cab)
                                        .thenComparing(each -> each.lead().days()));
        return new Slot(
                time,
                window.map(MaintenanceWindow::name).orElse("as-needed"),
                window.map(MaintenanceWindow::approval).orElse(rfc.route().words()),
                time.start(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private void submit(Rfc rfc, RfcAct.Submit submit, Person person) {
        Rfc handedIn = new RfcChange(rfc).submitted(person.name(), at).rfc();
        List<RfcField> missing = Criteria.missing(handedIn);
        if (!missing.isEmpty()) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s cannot be handed in: %s missing, and all sixteen fields are mandatory (L-013 §6.1)."
                            .formatted(
                                    rfc.id(),
                                    missing.stream()
                                                    .map(RfcField::title)
                                                    .collect(Collectors.joining(", "))
                                            + (missing.size() == 1 ? " is" : " are")));
        }
        Slot slot = rfc.slot().orElseThrow();
        if (isPast(rfc, slot)) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s was proposed for a time that ended at %s. Propose another."
                            .formatted(rfc.id(), words(slot.span().end())));
        }
        Submission submission = new Submission(policy.calendar(), rfc.type(), slot, at);
        List<Submission.Late> late = submission.late();
        if (!late.isEmpty() && submit.waiver().isEmpty()) {
            throw tooLate(rfc, late);
        }
        ApprovalRoute route = late.isEmpty() ? submission.route() : submission.routeWaiving(late);
        update(
                new RfcChange(rfc)
                        .submitted(person.name(), at)
                        .state(RfcState.SUBMITTED)
                        .route(route)
                        .meeting(submission.meeting(route))
                        .rfc(),
                "rfc-submitted",
                Optional.of(person.name()),
                late.isEmpty()
                        ? route.words()
                        : "%s; late (%s), waiver asked for: %s"
                                .formatted(
                                        route.words(), reasons(late), submit.waiver().orElse("")));
    }

    private static String reasons(List<Submission.Late> late) {
        return late.stream().map(Submission.Late::reason).collect(Collectors.joining("; "));
    }

    private static ChangeRefusedException tooLate(Rfc rfc, List<Submission.Late> late) {
        String who =
                late.stream()
                        .map(Submission.Late::authority)
                        .filter(one -> !one.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", "));
        boolean board = late.stream().anyMatch(each -> each.what() == RelaxationKind.CAB);
        return new ChangeRefusedException(
                NOT_NOW,
                "%s is handed in too late: %s. Propose a later time, or hand it in with a reason for the waiver; then %s must approve it, too%s."
                        .formatted(
                                rfc.id(),
                                reasons(late),
                                who.isEmpty() ? "its authority" : who,
                                board ? ", as the emergency CAB" : ""));
    }

    private void refer(Rfc rfc, Person person) {
        if (rfc.route().review() == Review.RECORD) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s is only recorded by the board (%s): its authority approves it without a meeting."
                            .formatted(rfc.id(), rfc.route().words()));
        }
        toBoard(rfc, person);
    }

    private Rfc toBoard(Rfc rfc, Person person) {
        String meeting =
                rfc.meeting()
                        .map(
                                when ->
                                        rfc.route().review() == Review.CAB
                                                ? "the meeting of " + words(when)
                                                : "the emergency CAB, to have met by "
                                                        + words(when))
                        .orElse("the board");
        Rfc before = new RfcChange(rfc).state(RfcState.CAB).rfc();
        update(before, "rfc-before-cab", Optional.of(person.name()), "before " + meeting);
        return before;
    }

    private void approve(Rfc rfc, RfcAct.Approve act, Person person) {
        Authority.Seat seat = authority.toApprove(rfc, person);
        refuseUndecidable(rfc);
        refuse(forbidden(rfc));
        List<Criterion.Checked> unmet =
                Criteria.check(calendar, rfc, placed(), at).stream()
                        .filter(each -> each.result() == Criterion.Result.NOT_MET)
                        .toList();
        if (!unmet.isEmpty() && act.note().isEmpty()) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s does not meet: %s. Reject it, or approve it with a note that says why all the same."
                            .formatted(rfc.id(), words(unmet)));
        }
        Rfc before =
                rfc.state() == RfcState.SUBMITTED && rfc.route().review() == Review.EMERGENCY_CAB
                        ? toBoard(rfc, person)
                        : rfc;
        Rfc voted =
                new RfcChange(before)
                        .approval(
                                new Approval(
                                        seat.role(),
                                        person.name(),
                                        seat.inPlaceOf(),
                                        at,
                                        act.note().orElse("")))
                        .rfc();
        List<String> left = Authority.outstanding(voted);
        String note =
                act.note().map(text -> ": " + text).orElse("")
                        + (unmet.isEmpty() ? "" : "; although not met: " + words(unmet));
        if (left.isEmpty()) {
            Rfc approved = new RfcChange(voted).state(RfcState.APPROVED).rfc();
            update(approved, "rfc-approved", Optional.of(person.name()), as(seat) + note);
            minute(approved, Minutes.Decision.APPROVED, person);
        } else {
            update(
                    voted,
                    "rfc-approval-given",
                    Optional.of(person.name()),
                    "%s%s; still needs %s".formatted(as(seat), note, String.join(" and ", left)));
        }
    }

    private static String as(Authority.Seat seat) {
        return "as " + seat.role() + seat.inPlaceOf().map(who -> ", in place of " + who).orElse("");
    }

    private static String words(List<Criterion.Checked> unmet) {
        return unmet.stream()
                .map(each -> "%s (%s)".formatted(each.criterion().title(), each.evidence()))
                .collect(Collectors.joining("; "));
    }

    /** A full CAB decides in its meeting, not before. */
    private void refuseUndecidable(Rfc rfc) {
        if (rfc.route().review() != Review.CAB) {
            return;
        }
        if (rfc.state() == RfcState.SUBMITTED) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s needs the full CAB and has not been put before it. It is on the agenda of %s."
                            .formatted(
                                    rfc.id(), rfc.meeting().map(this::words).orElse("no meeting")));
        }
        if (rfc.meeting().filter(at::isBefore).isPresent()) {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s is decided when the board meets, on %s."
                            .formatted(rfc.id(), words(rfc.meeting().get())));
        }
        rfc.meeting()
                .flatMap(records::findMinutes)
                .flatMap(Minutes::signed)
                .ifPresent(
                        signature -> {
                            throw new ChangeRefusedException(
                                    NOT_NOW,
                                    "The minutes of %s were signed by %s on %s, so %s cannot be decided in that meeting."
                                            .formatted(
                                                    words(rfc.meeting().get()),
                                                    signature.person(),
                                                    words(signature.at()),
                                                    rfc.id()));
                        });
    }

    /**
     * Nobody approves against a blackout or freeze; an exemption in the calendar lifts it (L-013
     * §4.3). What an emergency may break its window has settled.
     */
    private Optional<String> forbidden(Rfc rfc) {
        List<String> against = Criteria.forbidden(calendar, rfc);
        return rfc.type() == ChangeType.EMERGENCY || against.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s lies where nothing may change: %s. Propose another time, or have an exemption put into the calendar on a ground of L-013 §4.3."
                                .formatted(rfc.id(), String.join("; ", against)));
    }

    private static void refuse(Optional<String> why) {
        why.ifPresent(
                text -> {
                    throw new ChangeRefusedException(NOT_NOW, text);
                });
    }

    private void reject(Rfc rfc, RfcAct.Reject act, Person person) {
        Authority.Seat seat = authority.toReject(rfc, person);
        refuseUndecidable(rfc);
        Rfc rejected = new RfcChange(rfc).state(RfcState.REJECTED).rfc();
        update(
                rejected,
                "rfc-rejected",
                Optional.of(person.name()),
                as(seat) + ": " + act.reason());
        minute(rejected, Minutes.Decision.REJECTED, List.of(person.name()), act.reason(), person);
    }

    private void minute(Rfc rfc, Minutes.Decision decision, Person person) {
        minute(
                rfc,
                decision,
                rfc.approvals().stream().map(Approval::person).toList(),
                rfc.approvals().stream()
                        .map(Approval::note)
                        .filter(note -> !note.isEmpty())
                        .collect(Collectors.joining("; ")),
                person);
    }

    /**
     * A full CAB's decision goes into the minutes of its meeting by itself, and an emergency CAB's,
     * which meets without any, into those of the next regular one: there it is looked for.
     */
    private void minute(
            Rfc rfc, Minutes.Decision decision, List<String> by, String why, Person person) {
        Review review = rfc.route().review();
        boolean isEmergency = review == Review.EMERGENCY_CAB;
        Optional<Instant> of =
                isEmergency ? new BoardMeetings(policy.calendar()).after(at) : rfc.meeting();
        if (review == Review.RECORD || of.isEmpty()) {
            return;
        }
        Instant meeting = of.get();
        String note =
                isEmergency ? why.isEmpty() ? EMERGENCY_CAB : EMERGENCY_CAB + ": " + why : why;
        Minutes minutes = records.findMinutes(meeting).orElseGet(() -> Minutes.begin(meeting));
        Optional<Minutes.Item> known = minutes.item(rfc.id());
        String before = known.map(Minutes.Item::notes).orElse("");
        String notes = before.isEmpty() ? note : isEmergency ? before + "; " + note : before;
        records.put(
                minutes.with(
                        new Minutes.Item(
                                rfc.id(),
                                decision,
                                by,
                                Optional.of(at),
                                known.map(Minutes.Item::votes).orElse(List.of()),
                                notes),
                        new Minutes.Change(person.name(), at, decision.code() + " " + rfc.id())));
    }

    private List<Rfc> placed() {
        return records.list(
                RfcFilter.of(
                        EnumSet.of(RfcState.APPROVED, RfcState.SCHEDULED, RfcState.IN_PROGRESS)));
    }

    /** Why it cannot be scheduled; empty where it can. */
    Optional<String> againstSchedule(Rfc rfc) {
        Slot slot = rfc.slot().orElseThrow();
        if (isPast(rfc, slot)) {
            return Optional.of(
                    "The time of %s ended at %s. Revise it, and propose another."
                            .formatted(rfc.id(), words(slot.span().end())));
        }
        Criterion.Checked window =
                Criteria.check(calendar, rfc, placed(), at).stream()
                        .filter(each -> each.criterion() == Criterion.WINDOW)
                        .findFirst()
                        .orElseThrow();
        boolean accepted = rfc.approvals().stream().anyMatch(each -> !each.note().isEmpty());
        return forbidden(rfc)
                .or(
                        () ->
                                window.result() == Criterion.Result.NOT_MET && !accepted
                                        ? Optional.of(
                                                "%s cannot be where it was placed any more: %s. Revise it, and propose another time."
                                                        .formatted(rfc.id(), window.evidence()))
                                        : Optional.empty());
    }

    /** An emergency window's request may come after its work, which the window itself bounds. */
    private boolean isPast(Rfc rfc, Slot slot) {
        return rfc.work().kind() != Rfc.Kind.EMERGENCY && !slot.span().end().isAfter(at);
    }

    private void schedule(Rfc rfc, Person person) {
        refuse(againstSchedule(rfc));
        Slot slot = rfc.slot().orElseThrow();
        ChangeTerms terms = policy.calendar().planning().types().get(rfc.type());
        Instant told = slot.span().start().minus(terms.notice());
        String shortNotice =
                told.isBefore(at) && at.isBefore(slot.span().start())
                        ? "; those concerned get %s of notice instead of %s"
                                .formatted(
                                        RfcValues.words(Duration.between(at, slot.span().start())),
                                        RfcValues.words(terms.notice()))
                        : "";
        step(
                rfc,
                RfcStep.SCHEDULE,
                "rfc-scheduled",
                person,
                "%s to %s, %s%s"
                        .formatted(
                                words(slot.span().start()),
                                words(slot.span().end()),
                                slot.window(),
                                shortNotice));
    }

    /** Why its work cannot begin now; empty where it can. */
    Optional<String> againstStart(Rfc rfc) {
        Slot slot = rfc.slot().orElseThrow();
        Span span = slot.span();
        boolean early = at.isBefore(span.start()) && rfc.type() != ChangeType.EMERGENCY;
        if (early || isPast(rfc, slot)) {
            return Optional.of(
                    "%s may run from %s to %s, and it is %s. %s"
                            .formatted(
                                    rfc.id(),
                                    words(span.start()),
                                    words(span.end()),
                                    words(at),
                                    early
                                            ? "Wait for its time."
                                            : "Revise it, and propose another time."));
        }
        return forbidden(rfc);
    }

    private void start(Rfc rfc, Person person) {
        refuse(againstStart(rfc));
        step(rfc, RfcStep.START, "rfc-started", person, "");
    }

    /**
     * Its work begins; one that nobody has scheduled is scheduled thereby.
     *
     * @param how such as {@code has begun}
     */
    void begin(Rfc rfc, String work, Person person, String how) {
        Rfc scheduled = rfc;
        if (rfc.state() == RfcState.APPROVED) {
            step(rfc, RfcStep.SCHEDULE, "rfc-scheduled", person, "by the start of " + work);
            scheduled = find(rfc.id());
        }
        step(scheduled, RfcStep.START, "rfc-started", person, work + " " + how);
    }

    void verify(Rfc rfc, String evidence, Person person) {
        step(rfc, RfcStep.VERIFY, "rfc-verified", person, evidence);
    }

    private void step(Rfc rfc, RfcStep step, String type, Person person, String reason) {
        update(new RfcChange(rfc).state(step.to()).rfc(), type, Optional.of(person.name()), reason);
    }

    private void update(Rfc rfc, String type, Optional<String> actor, String reason) {
        records.update(rfc);
        tell(rfc, type, actor, reason);
    }

    void tell(Rfc rfc, String type, Optional<String> actor, String reason) {
        ChangeEvent event = ChangeEvent.of(rfc, at, type, actor, reason);
        records.record(event);
        events.add(event);
    }

    private String words(Instant instant) {
        return Criteria.words(instant, zone());
    }

    private ZoneId zone() {
        return policy.zone();
    }
}
