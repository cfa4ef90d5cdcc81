package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where work goes, or why it goes nowhere. */
public sealed interface Placement {
    /** The windows that were considered and not taken, in order of time. */
    List<RejectedSlot> rejected();

    /**
     * It fits.
     *
     * @param kept whether this is where it was before
     * @param reason why this slot
     */
    record Placed(Slot slot, boolean kept, String reason, List<RejectedSlot> rejected)
            implements Placement {
        public Placed {
            requireNonNull(slot, "slot");
            requireNonNull(reason, "reason");
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * It fits nowhere in time.
     *
     * @param latestStart when it would have to begin at the latest; empty without a deadline
     * @param obstacles each thing that stands in the way, once
     * @param relaxations the cheapest first; none where nothing that may give way helps
     * @param emergencies the least urgent first; none without a deadline
     */
    record Infeasible(
            Optional<Instant> latestStart,
            List<Obstacle> obstacles,
            List<RejectedSlot> rejected,
            List<Relaxation> relaxations,
            List<EmergencyPath> emergencies)
            implements Placement {
        public Infeasible {
            requireNonNull(latestStart, "latestStart");
            obstacles = List.copyOf(obstacles);
            rejected = List.copyOf(rejected);
            relaxations = List.copyOf(relaxations);
            emergencies = List.copyOf(emergencies);
        }

        /** The least urgent emergency window that is in time. */
        public Optional<EmergencyPath> emergency() {
            return emergencies.stream().filter(EmergencyPath::inTime).findFirst();
        }
    }
}
