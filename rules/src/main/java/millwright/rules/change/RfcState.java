package millwright.rules.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How far a request for change has come. {@link RfcStep} says what leads from one to another. */
public enum RfcState {
    DRAFT,
    SUBMITTED,
    /** Before the board: the regular one, or the emergency CAB. */
    CAB,
    APPROVED,
    REJECTED,
    SCHEDULED,
    IN_PROGRESS,
    VERIFIED,
    CLOSED,
    ROLLED_BACK,
    /** Nobody wants it any more: its reason has gone, or its requester took it back. */
    WITHDRAWN;

    /** All in which there is something left to do. */
    public static final Set<RfcState> ACTIVE =
            Arrays.stream(values())
                    .filter(state -> !state.isOver())
                    .collect(Collectors.toUnmodifiableSet());

    /** As people read it: {@code in progress}; the board is written as such. */
    public String word() {
        return this == CAB ? "CAB" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As interfaces write it: {@code in_progress}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing leads out of it. */
    public boolean isOver() {
        return this == CLOSED || this == ROLLED_BACK || this == WITHDRAWN;
    }

    public static Optional<RfcState> parse(String code) {
        return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }
}
