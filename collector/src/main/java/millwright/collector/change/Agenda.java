package millwright.collector.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.change.Rfc;

/**
 * What comes before one meeting of the board.
 *
 * @param toDecide requests that need the full CAB and are not decided, the earliest work first
 * @param forTheRecord what was approved without it since the meeting before
 */
public record Agenda(
        Instant meeting, List<Rfc> toDecide, List<Rfc> forTheRecord, Optional<Minutes> minutes) {
    public Agenda {
        toDecide = List.copyOf(toDecide);
        forTheRecord = List.copyOf(forTheRecord);
    }
}
