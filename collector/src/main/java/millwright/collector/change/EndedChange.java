package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import millwright.rules.calendar.ChangeType;
import millwright.rules.change.RfcState;

/**
 * A change whose work has ended.
 *
 * @param outcome one of {@link #OUTCOMES}: what was verified and rolled back later was rolled back
 */
public record EndedChange(String rfc, ChangeType type, RfcState outcome) {
    /** What ends the work; closing it is only paper. */
    public static final Set<RfcState> OUTCOMES =
            Collections.unmodifiableSet(EnumSet.of(RfcState.VERIFIED, RfcState.ROLLED_BACK));

    public EndedChange {
        requireNonNull(rfc, "rfc");
        requireNonNull(type, "type");
        if (!OUTCOMES.contains(outcome)) {
            throw new IllegalArgumentException(
                    "%s is %s, and its work has not ended".formatted(rfc, outcome.word()));
        }
    }
}
