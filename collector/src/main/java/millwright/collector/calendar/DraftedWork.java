package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import millwright.collector.forecast.Outlook;
import millwright.rules.calendar.Span;

/** The work that is to be done about a forecast, before a freeze begins. */
@FunctionalInterface
public interface DraftedWork {
    /** Of a collector that plans nothing. */
    DraftedWork NONE = (outlook, finishBy) -> Optional.empty();

    /**
     * The task for a forecast, drafted if there is none yet.
     *
     * @param finishBy when it must be over, because nothing changes afterwards
     * @return empty where no work is known for it, or nothing is free before
     */
    Optional<Draft> before(Outlook outlook, Instant finishBy);

    /**
     * A task.
     *
     * @param link where people read more of it; empty where there is no such page
     */
    record Draft(String id, String title, Span slot, String state, String link) {
        public Draft {
            requireNonNull(id, "id");
            requireNonNull(title, "title");
            requireNonNull(slot, "slot");
        }
    }
}
