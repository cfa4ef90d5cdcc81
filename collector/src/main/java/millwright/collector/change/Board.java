package millwright.collector.change;

import static millwright.collector.change.ChangeRefusedException.Why.HAS_CHANGED;
import static millwright.collector.change.ChangeRefusedException.Why.MAKES_NO_SENSE;
import static millwright.collector.change.ChangeRefusedException.Why.NOT_NOW;
import static millwright.collector.change.ChangeRefusedException.Why.UNKNOWN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import millwright.collector.people.Person;
import millwright.rules.calendar.BoardMeetings;
import millwright.rules.calendar.ChangeTerms.Review;
import millwright.rules.change.Approval;
import millwright.rules.change.Criteria;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcChange;
import millwright.rules.change.RfcState;
import millwright.rules.policy.MaintenancePolicy;

/** The meetings of the regular board, within one transaction (L-013 §6.2, §10.1). */
final class Board {
    private static final Comparator<Rfc> BY_START =
            Comparator.comparing(
                            (Rfc rfc) ->
                                    rfc.slot().map(slot -> slot.span().start()).orElse(Instant.MAX))
                    .thenComparing(Rfc::id);

    private final ChangeRecords records;
    private final MaintenancePolicy policy;
    private final BoardMeetings meetings;
    private final Instant at;
    private final List<ChangeEvent> events = new ArrayList<>();

    Board(ChangeRecords records, MaintenancePolicy policy, Instant at) {
        this.records = records;
        this.policy = policy;
        this.meetings = new BoardMeetings(policy.calendar());
        this.at = at;
    }

    List<ChangeEvent> events() {
        return events;
    }

    Agenda agenda(Instant meeting) {
        List<Rfc> toDecide =
                undecided().stream()
                        .filter(rfc -> rfc.meeting().filter(meeting::isBefore).isEmpty())
                        .sorted(BY_START)
                        .toList();
        Instant before = meetings.until(meeting.minusSeconds(1)).orElse(Instant.EPOCH);
        List<Rfc> forTheRecord =
                records
                        .list(
                                RfcFilter.of(
                                        EnumSet.of(
                                                RfcState.APPROVED,
                                                RfcState.SCHEDULED,
                                                RfcState.IN_PROGRESS,
                                                RfcState.VERIFIED,
                                                RfcState.CLOSED,
                                                RfcState.ROLLED_BACK)))
                        .stream()
                        .filter(rfc -> rfc.route().review() != Review.CAB)
                        .filter(
                                rfc ->
                                        approvedAt(rfc)
                                                .filter(
                                                        when ->
                                                                when.isAfter(before)
                                                                        && !when.isAfter(meeting))
                                                .isPresent())
                        .sorted(BY_START)
                        .toList();
        return new Agenda(meeting, toDecide, forTheRecord, records.findMinutes(meeting));
    }

    private static Optional<Instant> approvedAt(Rfc rfc) {
        return rfc.approvals().stream().map(Approval::at).max(Comparator.naturalOrder());
    }

    private List<Rfc> undecided() {
        return records.list(RfcFilter.of(EnumSet.of(RfcState.SUBMITTED, RfcState.CAB))).stream()
                .filter(rfc -> rfc.route().review() == Review.CAB)
                .toList();
    }

    /** Opens the minutes, and puts before the board all that is on its agenda. */
    Minutes convene(Instant meeting, Person person) {
        refuseNone(meeting);
        refuseSigned(meeting);
        Minutes minutes = records.findMinutes(meeting).orElseGet(() -> Minutes.begin(meeting));
        for (Rfc rfc : agenda(meeting).toDecide()) {
            if (rfc.state() == RfcState.SUBMITTED || !rfc.meeting().equals(Optional.of(meeting))) {
                Rfc before =
                        new RfcChange(rfc).state(RfcState.CAB).meeting(Optional.of(meeting)).rfc();
                records.update(before);
                tell(before, "rfc-before-cab", person, "before the meeting of " + words(meeting));
            }
            if (minutes.item(rfc.id()).isEmpty()) {
                minutes =
                        minutes.with(
                                new Minutes.Item(
                                        rfc.id(),
                                        Minutes.Decision.OPEN,
                                        List.of(),
                                        Optional.empty(),
                                        List.of(),
                                        ""),
                                change(person, "put %s on them".formatted(rfc.id())));
            }
        }
        if (!records.findMinutes(meeting).equals(Optional.of(minutes))) {
            records.put(minutes);
        }
        tell("cab-convened", person, "the meeting of " + words(meeting));
        return minutes;
    }

    Minutes keep(
            Instant meeting,
            List<String> present,
            String notes,
            Optional<Integer> seen,
            Person person) {
        Minutes minutes =
                open(meeting, seen)
                        .with(present, notes, change(person, "wrote who was there, and notes"));
        records.put(minutes);
        tell("cab-minutes-kept", person, "of " + words(meeting));
        return minutes;
    }

    /** How people voted on one request, and what was said of it. */
    Minutes keepItem(
            Instant meeting,
            String rfc,
            List<Minutes.Voice> votes,
            String notes,
            Optional<Integer> seen,
            Person person) {
        Minutes minutes = open(meeting, seen);
        Minutes.Item item =
                minutes.item(rfc)
                        .orElseThrow(
                                () ->
                                        new ChangeRefusedException(
                                                MAKES_NO_SENSE,
                                                "%s was not before the board on %s."
                                                        .formatted(rfc, words(meeting))));
        Minutes kept =
                minutes.with(
                        new Minutes.Item(rfc, item.decision(), item.by(), item.at(), votes, notes),
                        change(person, "wrote the votes on %s, and notes".formatted(rfc)));
        records.put(kept);
        tell("cab-minutes-kept", person, "of %s on %s".formatted(words(meeting), rfc));
        return kept;
    }

    /** Ends the meeting: what is not decided comes before the next one. */
    Minutes sign(Instant meeting, Optional<Integer> seen, Person person) {
        Minutes minutes = open(meeting, seen);
        if (at.isBefore(meeting)) {
            throw new ChangeRefusedException(
                    NOT_NOW, "The board meets on %s; sign afterwards.".formatted(words(meeting)));
        }
        Optional<Instant> next = meetings.after(later(meeting, at));
        for (Minutes.Item item : minutes.items()) {
            if (item.decision() == Minutes.Decision.OPEN) {
                minutes =
                        minutes.with(
                                new Minutes.Item(
                                        item.rfc(),
                                        Minutes.Decision.DEFERRED,
                                        List.of(),
                                        Optional.of(at),
                                        item.votes(),
                                        item.notes()),
                                change(person, "signed them"));
            }
        }
        for (Rfc rfc : undecided()) {
            if (rfc.meeting().filter(one -> !one.isAfter(meeting)).isPresent()) {
                Rfc deferred = new RfcChange(rfc).meeting(next).rfc();
                records.update(deferred);
                tell(
                        deferred,
                        "rfc-deferred",
                        person,
                        "to " + next.map(this::words).orElse("no meeting"));
            }
        }
        Minutes signed = minutes.signed(person.name(), at);
        records.put(signed);
        tell(
                "cab-minutes-signed",
                person,
                "of %s: %d requests".formatted(words(meeting), signed.items().size()));
        return signed;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Minutes open(Instant meeting, Optional<Integer> seen) {
        refuseSigned(meeting);
        Minutes minutes =
                records.findMinutes(meeting)
                        .orElseThrow(
                                () ->
                                        new ChangeRefusedException(
                                                UNKNOWN,
                                                "There are no minutes of %s. Convene that meeting first."
                                                        .formatted(words(meeting))));
        if (seen.filter(version -> version != minutes.version()).isPresent()) {
            throw new ChangeRefusedException(
                    HAS_CHANGED,
                    "The minutes of %s have changed since you saw them (version %d, now %d)%s. Look at them again."
                            .formatted(
                                    words(meeting),
                                    seen.get(),
                                    minutes.version(),
                                    minutes.last().map(this::whoAndWhen).orElse("")));
        }
        return minutes;
    }

    private String whoAndWhen(Minutes.Change change) {
        return ": %s %s at %s".formatted(change.person(), change.what(), words(change.at()));
    }

    private Minutes.Change change(Person person, String what) {
        return new Minutes.Change(person.name(), at, what);
    }

    private void refuseNone(Instant meeting) {
        if (!meetings.isOne(meeting)) {
            throw new ChangeRefusedException(
                    MAKES_NO_SENSE,
                    "The board does not meet at %s. Its next meeting is %s."
                            .formatted(
                                    words(meeting),
                                    meetings.after(at).map(this::words).orElse("never")));
        }
    }

    private void refuseSigned(Instant meeting) {
        records.findMinutes(meeting)
                .flatMap(Minutes::signed)
                .ifPresent(
                        signature -> {
                            throw new ChangeRefusedException(
                                    NOT_NOW,
                                    "The minutes of %s were signed by %s on %s and do not change any more."
                                            .formatted(
                                                    words(meeting),
                                                    signature.person(),
                                                    words(signature.at())));
                        });
    }

    private void tell(Rfc rfc, String type, Person person, String reason) {
        record(ChangeEvent.of(rfc, at, type, Optional.of(person.name()), reason));
    }

    private void tell(String type, Person person, String reason) {
        record(ChangeEvent.by(person, at, type, reason));
    }

    private void record(ChangeEvent event) {
        records.record(event);
        events.add(event);
    }

    private String words(Instant instant) {
        return Criteria.words(instant, policy.zone());
    }
}
