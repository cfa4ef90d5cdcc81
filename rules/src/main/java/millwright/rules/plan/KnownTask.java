package millwright.rules.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.calendar.Span;

/**
 * Work that was planned before.
 *
 * @param id such as {@code TASK-2026-0001}
 * @param slot where it is, while it has a place
 * @param ended when it was done or given up
 * @param byPerson whether a person gave it up
 */
public record KnownTask(
        String id,
        State state,
        Work work,
        Optional<Span> slot,
        Optional<Instant> ended,
        boolean byPerson) {
    /** What a plan can do with it. */
    public enum State {
        /** It has a slot that has not been begun. */
        PLANNED,
        /** Somebody is at it. */
        IN_PROGRESS,
        /** It fits nowhere in time. */
        INFEASIBLE,
        DONE,
        CANCELLED;

        public boolean isOver() {
            return this == DONE || this == CANCELLED;
        }
    }

    public KnownTask {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        requireNonNull(work, "work");
        requireNonNull(slot, "slot");
        requireNonNull(ended, "ended");
        boolean needsSlot = state == State.PLANNED;
        if ((needsSlot && slot.isEmpty()) || state.isOver() != ended.isPresent()) {
            throw new IllegalArgumentException(
                    "%s is %s, with slot %s and end %s".formatted(id, state, slot, ended));
        }
    }

    boolean isActive() {
        return !state.isOver();
    }

    /** Whether it takes time that no other work may have. */
    boolean holdsItsSlot() {
        return slot.isPresent() && (state == State.PLANNED || state == State.IN_PROGRESS);
    }
}
