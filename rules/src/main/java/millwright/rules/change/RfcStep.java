package millwright.rules.change;

import static millwright.rules.change.RfcState.APPROVED;
import static millwright.rules.change.RfcState.CAB;
import static millwright.rules.change.RfcState.CLOSED;
import static millwright.rules.change.RfcState.DRAFT;
import static millwright.rules.change.RfcState.IN_PROGRESS;
import static millwright.rules.change.RfcState.REJECTED;
import static millwright.rules.change.RfcState.ROLLED_BACK;
import static millwright.rules.change.RfcState.SCHEDULED;
import static millwright.rules.change.RfcState.SUBMITTED;
import static millwright.rules.change.RfcState.VERIFIED;
import static millwright.rules.change.RfcState.WITHDRAWN;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What leads a request for change from one state to the next. Whatever is not here is refused.
 *
 * <pre>
 * draft ─submit→ submitted ─refer→ CAB ─approve→ approved ─schedule→ scheduled ─start→ in progress
 *   ↑                │  └─approve (record only)──↗                                    │        │
 *   │              reject      CAB ─reject→ rejected                                verify  roll back
 *   └──revise── submitted, CAB, approved, rejected, scheduled        closed ←close─ verified ──┤
 *                                                                                              ↓
 * withdraw: anything before the work begins → withdrawn                                  rolled back
 * </pre>
 */
public enum RfcStep {
    SUBMIT("submit", SUBMITTED, DRAFT),
    REFER("put before the board", CAB, SUBMITTED),
    APPROVE("approve", APPROVED, SUBMITTED, CAB),
    REJECT("reject", REJECTED, SUBMITTED, CAB),
    /** It goes back to be written anew; what was approved is not approved any more. */
    REVISE("revise", DRAFT, SUBMITTED, CAB, APPROVED, REJECTED, SCHEDULED),
    SCHEDULE("schedule", SCHEDULED, APPROVED),
    START("start", IN_PROGRESS, SCHEDULED),
    VERIFY("verify", VERIFIED, IN_PROGRESS),
    CLOSE("close", CLOSED, VERIFIED),
    ROLL_BACK("roll back", ROLLED_BACK, IN_PROGRESS, VERIFIED),
    WITHDRAW("withdraw", WITHDRAWN, DRAFT, SUBMITTED, CAB, APPROVED, REJECTED, SCHEDULED);

    private final String verb;
    private final RfcState to;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable; only its type does not say so
    private final Set<RfcState> from;

    RfcStep(String verb, RfcState to, RfcState first, RfcState... others) {
        this.verb = verb;
        this.to = to;
        this.from = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    public RfcState to() {
        return to;
    }

    public Set<RfcState> from() {
        return from;
    }

    public String verb() {
        return verb;
    }

    public boolean isPossibleFrom(RfcState state) {
        return from.contains(state);
    }

    /** Which states it can be taken from, for whom it is refused: {@code submitted or CAB}. */
    public String fromWords() {
        return from.stream().map(RfcState::word).collect(Collectors.joining(" or "));
    }
}
