package millwright.collector.cases;

import static millwright.collector.cases.ActRefusedException.Why.HAS_CHANGED;
import static millwright.collector.cases.ActRefusedException.Why.MAKES_NO_SENSE;
import static millwright.collector.cases.ActRefusedException.Why.NOT_NOW;
import static millwright.collector.cases.ActRefusedException.Why.NOT_YOURS;
import static millwright.collector.cases.ActRefusedException.Why.NO_SUCH_TICKET;
import static millwright.collector.cases.ActRefusedException.Why.STILL_BREACHED;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import millwright.collector.cases.EmergencyCourse.Figure;
import millwright.collector.cases.EmergencyCourse.Grant;
import millwright.collector.cases.EmergencyCourse.Ground;
import millwright.collector.cases.EmergencyCourse.Proof;
import millwright.collector.cases.EmergencyCourse.Work;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.collector.change.ChangeRecords;
import millwright.collector.change.WindowNews;
import millwright.rules.calendar.Barrier;
import millwright.rules.calendar.EmergencyTime;
import millwright.rules.calendar.Leave;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.policy.EmergencyTerms;
import millwright.rules.policy.MaintenancePolicy;

/**
 * What a person's act does to an emergency window, whatever keeps it; the states are those of
 * {@link Status}. For one act.
 */
final class EmergencyActs {
    /** Who starts one that nobody has announced yet announces it. */
    static final int EVENTS_MAX = 2;

    /** What happens by itself, and takes nothing away from what somebody is about to do. */
    private static final Set<Kind> QUIET =
            EnumSet.of(
                    Kind.RFC_DRAFTED,
                    Kind.EMERGENCY_NOTIFIED,
                    Kind.EMERGENCY_UPDATED,
                    Kind.EMERGENCY_UPDATE_OVERDUE,
                    Kind.EMERGENCY_OVERRAN,
                    Kind.EMERGENCY_REPORT_OVERDUE,
                    Kind.SYMPTOM_HELD,
                    Kind.COLLATERAL);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Set<String> QUIET_TYPES =
            QUIET.stream().map(Kind::type).collect(Collectors.toUnmodifiableSet());

    private final WindowRecords windows;
    private final EmergencyHistory history;
    private final MaintenancePolicy policy;
    private final MaintenanceCalendar calendar;
    private final String actor;
    private final Instant at;
    private final WindowRequests requests;
    private final ChangeRecords changes;
    private final List<CaseEvent> events = new ArrayList<>();

    /**
     * @param requests has the window's request for change go with it
     * @param changes of the same transaction
     */
    EmergencyActs(
            TicketRecords records,
            MaintenancePolicy policy,
            MaintenanceCalendar calendar,
            String actor,
            Instant at,
            WindowRequests requests,
            ChangeRecords changes) {
        this.windows = records.windows();
        this.history = new EmergencyHistory(records, policy);
        this.policy = policy;
        this.calendar = calendar;
        this.actor = actor;
        this.at = at;
        this.requests = requests;
        this.changes = changes;
    }

    /**
     * @param version how many of the window's events the person has seen; empty if he does not say
     * @return what happened; empty where the same person has done it before
     * @throws ActRefusedException if the window cannot take it
     */
    List<CaseEvent> act(String id, EmergencyAct act, Optional<Integer> version) {
        EmergencyRequest window = windows.find(id).orElseThrow(() -> unknown(id));
        version.ifPresent(seen -> refuseChanged(window, seen));
        if (act instanceof EmergencyAct.Approve approve) {
            approve(window, approve);
        } else if (act instanceof EmergencyAct.Reject reject) {
            reject(window, reject.reason());
        } else if (act instanceof EmergencyAct.Start) {
            start(window);
        } else if (act instanceof EmergencyAct.Update update) {
            update(window, update.text());
        } else if (act instanceof EmergencyAct.Extend extend) {
            extend(window, extend);
        } else if (act instanceof EmergencyAct.End end) {
            end(window, end.outcome());
        } else if (act instanceof EmergencyAct.Verify verify) {
            verify(window, verify);
        } else if (act instanceof EmergencyAct.Report report) {
            report(window, report.text());
        } else {
            throw new IllegalStateException("no way to apply " + act);
        }
        return List.copyOf(events);
    }

    private void approve(EmergencyRequest window, EmergencyAct.Approve act) {
        if (isMine(window, Kind.EMERGENCY_APPROVED, Status.APPROVED, Status.NOTIFIED)) {
            return;
        }
        expect(window, "can be approved", Status.REQUESTED);
        refuseOwn(window);
        Duration length = act.length().orElse(window.longest());
        checkLength(window, length);
        act.ground().ifPresent(this::checkGround);
        Leave leave = leave(window, act.ground(), act.emergencyCab());
        Span span = place(window, act.start(), length, leave);
        List<String> breaks = names(time(window).barriers(span));
        Grant grant =
                new Grant(
                        length,
                        span.start(),
                        act.expected(),
                        act.ground(),
                        act.emergencyCab(),
                        breaks);
        write(
                window.decided(
                        Status.APPROVED, at, Optional.of(actor), window.course().granted(grant)),
                Kind.EMERGENCY_APPROVED,
                "a person approves an emergency window",
                granted(grant) + act.comment().map("; "::concat).orElse(""));
    }

    private static void checkLength(EmergencyRequest window, Duration length) {
        if (length.compareTo(window.longest()) > 0 || length.compareTo(MINUTE) < 0) {
            throw new ActRefusedException(
                    MAKES_NO_SENSE,
                    "%s may take from a minute to %s (L-013 §4.2), not %s."
                            .formatted(
                                    window.id(),
                                    Reasons.length(window.longest()),
                                    Reasons.length(length)));
        }
    }

    private void checkGround(Ground ground) {
        Set<String> known = policy.calendar().exemptions().keySet();
        if (!known.contains(ground.name())) {
            throw new ActRefusedException(
                    MAKES_NO_SENSE,
                    "'%s' is no ground of an exemption; the policy has %s."
                            .formatted(ground.name(), String.join(", ", known)));
        }
    }

    private Leave leave(
            EmergencyRequest window, Optional<Ground> ground, Optional<String> emergencyCab) {
        boolean critical =
                policy.emergency(window.priority())
                        .map(EmergencyTerms::overridesBlackout)
                        .orElse(false);
        return new Leave(critical, ground.map(Ground::name), emergencyCab.isPresent());
    }

    private Leave leave(EmergencyRequest window) {
        Grant grant = grant(window);
        return leave(window, grant.ground(), grant.emergencyCab());
    }

    private EmergencyTime time(EmergencyRequest window) {
        Set<String> hosts =
                history.ticket(window).members().stream()
                        .map(member -> member.key().host())
                        .collect(Collectors.toSet());
        return new EmergencyTime(calendar, hosts);
    }

    /** Where it may be: after the notice, and in time that is free or made so. */
    private Span place(
            EmergencyRequest window, Optional<Instant> wish, Duration length, Leave leave) {
        Instant ready = at.plus(window.notice());
        if (wish.filter(start -> start.isBefore(ready)).isPresent()) {
            throw new ActRefusedException(
                    MAKES_NO_SENSE,
                    "%s can start at %s at the earliest: people have %s of notice (L-013 §4.2)."
                            .formatted(
                                    window.id(), second(ready), Reasons.length(window.notice())));
        }
        if (wish.isPresent()) {
            Span wished = Span.of(wish.get(), length);
            refuseBarred(window, wished, leave);
            return wished;
        }
        return time(window)
                .earliest(ready, length, leave)
                .orElseThrow(
                        () ->
                                new ActRefusedException(
                                        NOT_NOW,
                                        "Nothing of %s is free for %s within 60 days. A shorter window, or the ground of an exemption, may help."
                                                .formatted(Reasons.length(length), window.id())));
    }

    private void refuseBarred(EmergencyRequest window, Span span, Leave leave) {
        EmergencyTime time = time(window);
        List<Barrier> against = time.against(span, leave);
        if (against.isEmpty()) {
            return;
        }
        Barrier first = against.get(0);
        String way =
                first.byEmergencyCab()
                        ? "the emergency CAB must permit it; name where its word is kept"
                        : first.grounds().isEmpty()
                                ? "nothing lifts it"
                                : "an exemption lifts it on one of the grounds "
                                        + String.join(", ", first.grounds());
        String wait =
                time.earliest(span.start(), span.length(), leave)
                        .map(free -> "or wait until " + time.words(free.start()))
                        .orElse("and nothing is free within 60 days");
        throw new ActRefusedException(
                NOT_NOW,
                "%s may not run from %s to %s: %s (%s) stands in the way. %s, %s."
                        .formatted(
                                window.id(),
                                time.words(span.start()),
                                time.words(span.end()),
                                String.join(", ", names(against)),
                                first.reason(),
                                way.substring(0, 1).toUpperCase(Locale.ROOT) + way.substring(1),
                                wait));
    }

    private static List<String> names(List<Barrier> barriers) {
        return barriers.stream().map(Barrier::name).distinct().sorted().toList();
    }

    private static String granted(Grant grant) {
        return "up to %s, from %s%s%s%s"
                .formatted(
                        Reasons.length(grant.length()),
                        second(grant.startsAt()),
                        broken(grant),
                        grant.emergencyCab().map("; emergency CAB: "::concat).orElse(""),
                        grant.expected().isEmpty()
                                ? ""
                                : "; expected: "
                                        + grant.expected().stream()
                                                .map(Object::toString)
                                                .collect(Collectors.joining(", ")));
    }

    private static String broken(Grant grant) {
        if (grant.breaks().isEmpty()) {
            return "";
        }
        return "; breaks %s, %s"
                .formatted(
                        String.join(", ", grant.breaks()),
                        grant.ground()
                                .map(one -> "exempt for %s: %s".formatted(one.name(), one.reason()))
                                .orElse("as a critical emergency may"));
    }

    private void reject(EmergencyRequest window, String reason) {
        if (isMine(window, Kind.EMERGENCY_REJECTED, Status.REJECTED)) {
            return;
        }
        expect(window, "can be rejected", Status.REQUESTED, Status.APPROVED, Status.NOTIFIED);
        write(
                window.decided(Status.REJECTED, at, Optional.of(actor), window.course()),
                Kind.EMERGENCY_REJECTED,
                "a person rejects an emergency window",
                reason);
    }

    private void start(EmergencyRequest window) {
        if (isMine(window, Kind.EMERGENCY_STARTED, Status.ACTIVE)) {
            return;
        }
        expect(window, "can be started", Status.APPROVED, Status.NOTIFIED);
        Grant grant = grant(window);
        if (at.isBefore(grant.startsAt())) {
            throw new ActRefusedException(
                    NOT_NOW,
                    "%s may start at %s, not before: that is what was approved, and what people were told."
                            .formatted(window.id(), second(grant.startsAt())));
        }
        windows.working().stream()
                .filter(other -> other.ticket().equals(window.ticket()))
                .findFirst()
                .ifPresent(
                        other -> {
                            throw new ActRefusedException(
                                    NOT_NOW,
                                    "%s of the same ticket is active already%s. End it first."
                                            .formatted(other.id(), whoAndWhen(lastOf(other))));
                        });
        Span span = Span.of(at, grant.length());
        refuseBarred(window, span, leave(window));
        EmergencyRequest told = announced(window);
        Grant now = grant.breaking(names(time(window).barriers(span)));
        write(
                told.at(
                        Status.ACTIVE,
                        told.course().granted(now).working(Work.started(at, actor, span.end()))),
                Kind.EMERGENCY_STARTED,
                "a person starts an emergency window",
                "work begins, until %s at the latest%s".formatted(second(span.end()), broken(now)),
                new WindowNews.Started());
    }

    /** Where a rule would have announced it a moment later. */
    private EmergencyRequest announced(EmergencyRequest window) {
        if (window.status() != Status.APPROVED) {
            return window;
        }
        EmergencyRequest notified = window.at(Status.NOTIFIED, window.course().notified(at));
        write(
                notified,
                Kind.EMERGENCY_NOTIFIED,
                "a person starts an emergency window",
                EmergencyNews.announcement(window));
        return notified;
    }

    private void update(EmergencyRequest window, String text) {
        expect(window, "takes status updates", Status.ACTIVE);
        Work work = work(window);
        boolean isRepeat =
                windows.events(window.id()).stream()
                        .anyMatch(
                                event ->
                                        event.type().equals(Kind.EMERGENCY_UPDATED.type())
                                                && event.at().equals(at)
                                                && event.text().equals(text)
                                                && event.actor().equals(Optional.of(actor)));
        if (!isRepeat) {
            write(
                    window.at(Status.ACTIVE, window.course().working(work.updated(at))),
                    Kind.EMERGENCY_UPDATED,
                    "a person tells how an emergency window goes",
                    text);
        }
    }

    private void extend(EmergencyRequest window, EmergencyAct.Extend act) {
        expect(window, "can be extended", Status.ACTIVE);
        refuseOwn(window);
        Work work = work(window);
        Instant latest = work.startedAt().plus(window.longest());
        Instant until = work.endsAt().plus(act.by());
        if (until.isAfter(latest)) {
            Duration left = Duration.between(work.endsAt(), latest);
            throw new ActRefusedException(
                    NOT_NOW,
                    "%s may take %s in all (L-013 §4.2), so it ends at %s at the latest%s. %s"
                            .formatted(
                                    window.id(),
                                    Reasons.length(window.longest()),
                                    second(latest),
                                    whoAndWhen(lastOf(window, Kind.EMERGENCY_EXTENDED)),
                                    left.isZero()
                                            ? "It has all of that. End it, and ask for another if"
                                                    + " work is left."
                                            : "Extend it by %s or less."
                                                    .formatted(Reasons.length(left))));
        }
        if (!until.isAfter(at)) {
            throw new ActRefusedException(
                    MAKES_NO_SENSE,
                    "%s would then have ended at %s, which is past. Extend it by more."
                            .formatted(window.id(), second(until)));
        }
        Span more = new Span(work.endsAt(), until);
        refuseBarred(window, more, leave(window));
        Set<String> breaks = new TreeSet<>(grant(window).breaks());
        breaks.addAll(names(time(window).barriers(more)));
        Grant now = grant(window).breaking(List.copyOf(breaks));
        write(
                window.at(Status.ACTIVE, window.course().granted(now).working(work.until(until))),
                Kind.EMERGENCY_EXTENDED,
                "a person extends an emergency window",
                "by %s, until %s: %s"
                        .formatted(Reasons.length(act.by()), second(until), act.reason()));
    }

    private void end(EmergencyRequest window, String outcome) {
        if (isMine(window, Kind.EMERGENCY_ENDED, Status.ENDED)) {
            return;
        }
        expect(window, "can be ended", Status.ACTIVE);
        Work work = work(window);
        Duration over = Duration.between(work.endsAt(), at);
        String length =
                "after %s%s"
                        .formatted(
                                Reasons.length(Duration.between(work.startedAt(), at)),
                                over.compareTo(Duration.ZERO) > 0
                                        ? ", %s past its granted end"
                                                .formatted(Reasons.length(over))
                                        : "");
        Instant reportDue = at.plus(policy.emergencyCare().reportWithin());
        write(
                window.at(Status.ENDED, window.course().working(work.ended(at, actor, reportDue))),
                Kind.EMERGENCY_ENDED,
                "a person ends an emergency window",
                "%s: %s; incident report due at %s".formatted(length, outcome, second(reportDue)),
                new WindowNews.Ended(outcome));
    }

    private void verify(EmergencyRequest window, EmergencyAct.Verify act) {
        if (isMine(window, Kind.EMERGENCY_VERIFIED, Status.VERIFIED)) {
            return;
        }
        expect(window, "can be verified", Status.ENDED);
        List<String> doubts = doubts(window, act.figures());
        if (!doubts.isEmpty() && !act.force()) {
            throw new ActRefusedException(
                    STILL_BREACHED,
                    "%s has not proved itself: %s. Wait, mend it, or roll back (L-013 §9.1); to verify it all the same, force it with a reason."
                            .formatted(window.id(), String.join("; ", doubts)));
        }
        Proof proof = new Proof(at, actor, doubts.isEmpty(), act.figures());
        String text =
                "%s%s%s"
                        .formatted(
                                doubts.isEmpty()
                                        ? "it has proved itself"
                                        : "though it has not proved itself: "
                                                + String.join("; ", doubts),
                                act.figures().isEmpty()
                                        ? ""
                                        : " ("
                                                + act.figures().stream()
                                                        .map(Reasons::of)
                                                        .collect(Collectors.joining(", "))
                                                + ")",
                                act.comment().map("; "::concat).orElse(""));
        write(
                window.at(Status.VERIFIED, window.course().proved(proof)),
                Kind.EMERGENCY_VERIFIED,
                "a person verifies the work of an emergency window",
                text,
                new WindowNews.Verified(text));
    }

    private List<String> doubts(EmergencyRequest window, List<Figure> figures) {
        List<String> doubts = new ArrayList<>();
        Instant watched = work(window).endedAt().orElseThrow().plus(policy.verification().watch());
        if (at.isBefore(watched)) {
            doubts.add("it is watched until " + second(watched));
        }
        history.ticket(window).members().stream()
                .filter(Ticket.Member::isBad)
                .filter(member -> !member.isOnlyForeseen())
                .map(member -> Reasons.of(member.key()) + " is still breached")
                .forEach(doubts::add);
        if (figures.isEmpty()) {
            doubts.add("nothing of its systems has been measured since its end");
        }
        figures.stream().filter(figure -> !figure.passes()).map(Reasons::of).forEach(doubts::add);
        return doubts;
    }

    private void report(EmergencyRequest window, String text) {
        if (isMine(window, Kind.EMERGENCY_REPORTED, Status.CLOSED)) {
            return;
        }
        if (window.status() == Status.ENDED) {
            throw new ActRefusedException(
                    NOT_NOW,
                    "%s has ended and is not verified. Verify it first: the report says how that went."
                            .formatted(window.id()));
        }
        expect(window, "takes an incident report", Status.VERIFIED);
        write(
                window.at(
                        Status.CLOSED,
                        window.course().reported(new EmergencyCourse.Report(at, actor))),
                Kind.EMERGENCY_REPORTED,
                "a person files an incident report",
                text);
    }

    /**
     * Has its request for change go with it, after the window's own entry: each seals the one
     * before it in the audit. What becomes of the request is asked before, as the entry tells it.
     */
    private void write(
            EmergencyRequest changed, Kind kind, String what, String text, WindowNews news) {
        Optional<String> rfc = changed.course().rfc();
        String followed = requests.foretell(changes, rfc, news);
        write(changed, kind, what, followed.isEmpty() ? text : text + "; " + followed);
        rfc.ifPresent(id -> requests.follow(changes, id, changed.id(), news));
    }

    private void write(EmergencyRequest changed, Kind kind, String what, String text) {
        events.add(history.write(changed, kind, at, what, text, Optional.of(actor)));
    }

    private static Grant grant(EmergencyRequest window) {
        return window.course()
                .grant()
                .orElseThrow(() -> new IllegalStateException(window.id() + " has nothing granted"));
    }

    private static Work work(EmergencyRequest window) {
        return window.course()
                .work()
                .orElseThrow(() -> new IllegalStateException(window.id() + " has no work"));
    }

    /** Nobody approves their own request, nor more of it. */
    private void refuseOwn(EmergencyRequest window) {
        if (window.requestedBy().equals(Optional.of(actor))) {
            throw new ActRefusedException(
                    NOT_YOURS,
                    "%s was asked for by %s, and nobody approves their own request. Another %s%s must."
                            .formatted(
                                    window.id(),
                                    actor,
                                    window.authority(),
                                    window.deputy().map(" or "::concat).orElse("")));
        }
    }

    /** Whether the same person has done that last, in one of these states: it comes again. */
    private boolean isMine(EmergencyRequest window, Kind kind, Status... states) {
        return List.of(states).contains(window.status())
                && lastOf(window, kind)
                        .filter(event -> event.actor().equals(Optional.of(actor)))
                        .isPresent();
    }

    private void expect(EmergencyRequest window, String can, Status... states) {
        if (!List.of(states).contains(window.status())) {
            throw new ActRefusedException(
                    NOT_NOW,
                    "%s is %s%s; only one that is %s %s."
                            .formatted(
                                    window.id(),
                                    window.status().word(),
                                    whoAndWhen(lastOf(window)),
                                    List.of(states).stream()
                                            .map(Status::word)
                                            .collect(Collectors.joining(" or ")),
                                    can));
        }
    }

    private static String whoAndWhen(Optional<EmergencyWindow.Event> last) {
        return last.map(
                        event ->
                                " (%s by %s at %s)"
                                        .formatted(
                                                event.type(),
                                                event.actor().orElse("a rule"),
                                                second(event.at())))
                .orElse("");
    }

    /** Empty where the last was something else. */
    private Optional<EmergencyWindow.Event> lastOf(EmergencyRequest window, Kind kind) {
        return lastOf(window).filter(event -> event.type().equals(kind.type()));
    }

    private Optional<EmergencyWindow.Event> lastOf(EmergencyRequest window) {
        return windows.events(window.id()).stream()
                .filter(event -> !QUIET_TYPES.contains(event.type()))
                .reduce((older, newer) -> newer);
    }

    private void refuseChanged(EmergencyRequest window, int seen) {
        windows.events(window.id()).stream()
                .skip(seen)
                .filter(event -> !QUIET_TYPES.contains(event.type()))
                .reduce((older, newer) -> newer)
                .ifPresent(
                        event -> {
                            throw new ActRefusedException(
                                    HAS_CHANGED,
                                    "%s has changed since you saw it: %s by %s at %s (%s). Look at it again, then decide."
                                            .formatted(
                                                    window.id(),
                                                    event.type(),
                                                    event.actor().orElse("a rule"),
                                                    second(event.at()),
                                                    event.text()));
                        });
    }

    static ActRefusedException unknown(String id) {
        return new ActRefusedException(
                NO_SUCH_TICKET,
                "There is no emergency window '%s'. Ids look like EW-000042.".formatted(id));
    }

    static ActRefusedException unknownTicket(String id) {
        return new ActRefusedException(
                MAKES_NO_SENSE, "There is no ticket '%s'. Ids look like T-000042.".formatted(id));
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
