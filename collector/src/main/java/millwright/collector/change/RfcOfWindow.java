package millwright.collector.change;

import java.util.Optional;
import millwright.collector.people.Person;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;
import millwright.rules.change.RfcStep;

/**
 * How a request for change goes with its emergency window, within the transaction of the window:
 *
 * <pre>
 * window starts    approved → scheduled → in progress
 * window ends      in progress, with a line that says so
 * it is verified   in progress → verified
 * </pre>
 *
 * Only what both authorities have approved (L-013 §6.2) goes with it. The window waits for none of
 * that, as it has an authority of its own (§4.2), but says why its request stays behind; what is
 * approved after the start catches up at the window's next step.
 */
final class RfcOfWindow {
    private final RfcBook book;

    RfcOfWindow(RfcBook book) {
        this.book = book;
    }

    /** What {@link #follow} does, or why it does nothing, for the history of the window. */
    String foretell(String id, WindowNews news) {
        Rfc rfc = book.find(id);
        Optional<String> against = against(rfc);
        if (against.isPresent()) {
            return "%s stays as it is: %s%s".formatted(id, against.get(), then(rfc, news));
        }
        boolean isLate =
                rfc.state() != RfcState.IN_PROGRESS && !(news instanceof WindowNews.Started);
        String late = isLate ? ", approved after the start," : "";
        if (news instanceof WindowNews.Verified) {
            return "%s%s is verified with it".formatted(id, late);
        }
        return news instanceof WindowNews.Started
                ? "%s is in progress with it".formatted(id)
                : "%s%s is in progress until somebody verifies that".formatted(id, late);
    }

    void follow(String id, String window, WindowNews news, Person person) {
        Rfc rfc = book.find(id);
        if (against(rfc).isPresent()) {
            return;
        }
        if (rfc.state() != RfcState.IN_PROGRESS) {
            boolean isStart = news instanceof WindowNews.Started;
            book.begin(
                    rfc,
                    window,
                    person,
                    isStart ? "has begun" : "had begun before it was approved");
        }
        if (news instanceof WindowNews.Ended ended) {
            book.tell(
                    book.find(id),
                    "rfc-work-done",
                    Optional.of(person.name()),
                    "%s has ended: %s".formatted(window, ended.outcome()));
        } else if (news instanceof WindowNews.Verified verified) {
            book.verify(book.find(id), "%s: %s".formatted(window, verified.evidence()), person);
        }
    }

    /** Why it does not go with its window; empty where it does. */
    private Optional<String> against(Rfc rfc) {
        return switch (rfc.state()) {
            case IN_PROGRESS -> Optional.empty();
            case APPROVED, SCHEDULED -> book.againstStart(rfc);
            case DRAFT, SUBMITTED, CAB, REJECTED ->
                    Optional.of(
                            "it is %s (%s), and nothing that is not approved is begun. %s"
                                    .formatted(
                                            rfc.state().word(),
                                            book.last(rfc),
                                            RfcOfWork.missing(rfc)));
            case VERIFIED, CLOSED, ROLLED_BACK, WITHDRAWN ->
                    Optional.of("it is %s (%s)".formatted(rfc.state().word(), book.last(rfc)));
        };
    }

    /** When it is looked at again, where it may still be approved. */
    private static String then(Rfc rfc, WindowNews news) {
        if (!RfcStep.WITHDRAW.isPossibleFrom(rfc.state())) {
            return "";
        }
        return news instanceof WindowNews.Verified
                ? " Once that is done, start and verify it by hand"
                : " It catches up at the next step of its window";
    }
}
