package millwright.collector.change;

import static millwright.collector.change.ChangeRefusedException.Why.NOT_NOW;

import java.util.Optional;
import java.util.stream.Collectors;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;

/**
 * How a request for change goes with its work, within the transaction of the work:
 *
 * <pre>
 * work begins    approved → scheduled → in progress, or scheduled → in progress; refused from any
 *                other state, unless an emergency window is active: what is not approved then, or
 *                not for now, is withdrawn, as the window has a request of its own
 * work is done   in progress, with a line that says so: now somebody verifies it
 * work given up  withdrawn; in progress, with a line that says so: verified or rolled back
 * </pre>
 */
final class RfcOfWork {
    private final RfcBook book;

    RfcOfWork(RfcBook book) {
        this.book = book;
    }

    void follow(String id, String work, WorkNews news, Person person) {
        Rfc rfc = book.find(id);
        if (news instanceof WorkNews.Begun begun) {
            begin(rfc, work, begun.emergencyWindow(), person);
        } else if (news instanceof WorkNews.Finished finished) {
            note(rfc, "rfc-work-done", person, work + " is done" + colon(finished.comment()));
        } else if (news instanceof WorkNews.GivenUp up) {
            String reason = "%s is given up: %s".formatted(work, up.reason());
            if (!book.withdraw(rfc, Optional.of(person.name()), reason)) {
                note(rfc, "rfc-work-given-up", person, reason);
            }
        }
    }

    private static String colon(String comment) {
        return comment.isBlank() ? "" : ": " + comment.strip();
    }

    /** It stays as it is; of one whose work never began by it there is nothing to say. */
    private void note(Rfc rfc, String type, Person person, String text) {
        if (rfc.state() == RfcState.IN_PROGRESS) {
            book.tell(rfc, type, Optional.of(person.name()), text);
        }
    }

    private void begin(Rfc rfc, String work, Optional<String> window, Person person) {
        if (rfc.state() == RfcState.IN_PROGRESS) {
            return;
        }
        Optional<String> against = against(rfc);
        if (against.isEmpty()) {
            book.begin(rfc, work, person, "has begun");
        } else if (window.isPresent()) {
            var unused =
                    book.withdraw(
                            rfc,
                            Optional.of(person.name()),
                            "%s is done in the emergency window %s, which has a request of its own"
                                    .formatted(work, window.get()));
        } else {
            throw new ChangeRefusedException(
                    NOT_NOW,
                    "%s may not begin: %s Or begin in an emergency window of its ticket that has started."
                            .formatted(work, against.get()));
        }
    }

    /** Why work may not begin by a request, what is missing, and whose part that is. */
    private Optional<String> against(Rfc rfc) {
        RfcState state = rfc.state();
        if (state == RfcState.APPROVED || state == RfcState.SCHEDULED) {
            return book.againstStart(rfc)
                    .or(
                            () ->
                                    state == RfcState.APPROVED
                                            ? book.againstSchedule(rfc)
                                            : Optional.empty());
        }
        return Optional.of(
                "its request for change %s is %s (%s), and must be approved. %s"
                        .formatted(rfc.id(), state.word(), book.last(rfc), missing(rfc)));
    }

    /** What a request still needs so that its work may begin, and whose part that is. */
    static String missing(Rfc rfc) {
        String managers =
                Permission.MANAGE_CHANGES.roles().stream()
                        .map(Role::title)
                        .collect(Collectors.joining(" or "));
        String approvals = String.join(" and ", Authority.outstanding(rfc));
        return switch (rfc.state()) {
            case DRAFT ->
                    "Missing: somebody hands it in (%s), then %s approves (%s)."
                            .formatted(managers, approvals, rfc.route().words());
            case SUBMITTED, CAB ->
                    "Missing: the yes of %s (%s).".formatted(approvals, rfc.route().words());
            case REJECTED ->
                    "Missing: somebody revises it and hands it in again (%s), or gives the work up."
                            .formatted(managers);
            default ->
                    "It is over; give the work up, so that it is planned and asked for anew (%s)."
                            .formatted(managers);
        };
    }
}
