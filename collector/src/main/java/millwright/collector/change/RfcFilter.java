package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.ChangeType;
import millwright.rules.change.RfcState;

/**
 * Which requests for change a list has, the newest first.
 *
 * @param states none for all
 */
public record RfcFilter(
        Set<RfcState> states,
        Optional<ChangeType> type,
        Optional<String> requester,
        Optional<String> ticket,
        int limit,
        int offset) {
    public RfcFilter {
        Set<RfcState> copy = EnumSet.noneOf(RfcState.class);
        copy.addAll(states);
        states = Collections.unmodifiableSet(copy);
        requireNonNull(type, "type");
        requireNonNull(requester, "requester");
        requireNonNull(ticket, "ticket");
    }

    public static RfcFilter of(Set<RfcState> states) {
        return new RfcFilter(states, Optional.empty(), Optional.empty(), Optional.empty(), 1000, 0);
    }
}
