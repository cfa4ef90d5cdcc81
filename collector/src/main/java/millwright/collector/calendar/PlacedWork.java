package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Span;

/** Whoever has put work into the calendar, so that it is asked again when the calendar changes. */
@FunctionalInterface
public interface PlacedWork {
    /** Of a collector that plans nothing. */
    PlacedWork NONE = after -> List.of();

    /** What is placed and ends after an instant. */
    List<Placed> placed(Instant after);

    /**
     * One piece of work at its time.
     *
     * @param id such as {@code RFC-2026-0042}, or the key of a standing task's occurrence
     * @param systems none is work on all
     */
    record Placed(String id, String title, Span span, ChangeType type, Set<String> systems) {
        public Placed {
            requireNonNull(id, "id");
            requireNonNull(span, "span");
            requireNonNull(type, "type");
            systems = Set.copyOf(new TreeSet<>(systems));
        }
    }

    /**
     * Work to which something has happened.
     *
     * @param obstacles what speaks against its time now; none where nothing does any more
     */
    record Affected(Placed work, List<Obstacle> obstacles) {
        public Affected {
            obstacles = List.copyOf(obstacles);
        }

        public boolean hindered() {
            return !obstacles.isEmpty();
        }
    }

    /** Hears of work that a changed calendar hinders, or no longer hinders. */
    @FunctionalInterface
    interface Listener {
        void affected(List<Affected> work);
    }
}
