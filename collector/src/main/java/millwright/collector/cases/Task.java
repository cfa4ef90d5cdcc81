package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.rules.calendar.EmergencyPath;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Placement;
import millwright.rules.calendar.RejectedSlot;
import millwright.rules.calendar.Relaxation;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.plan.KnownTask;
import millwright.rules.plan.Work;

/**
 * Work for a ticket, with its place in the calendar or with why it has none.
 *
 * @param id such as {@code TASK-2026-0001}
 * @param work what is done, on what, and by when
 * @param slot empty where it fits nowhere; of what is over the one that it had
 * @param reason why this slot, or what ended it, for people
 * @param rejected the windows that were considered and not taken, in order of time
 * @param obstacles what stands in the way of work that fits nowhere
 * @param relaxations the cheapest things that could give way for it
 * @param emergencies the emergency windows that would do, and those that would not
 * @param moves how often it got another slot
 * @param rfc the request for change that was drafted for it
 * @param drafted the slot that the request knows of
 * @param changedAt when it came to be as it is; what was decided before says nothing about it
 * @param startedBy the person; empty while nobody has
 * @param endedBy the person; empty where a rule gave it up
 */
public record Task(
        String id,
        State state,
        Work work,
        Optional<Slot> slot,
        String reason,
        List<RejectedSlot> rejected,
        List<Obstacle> obstacles,
        List<Relaxation> relaxations,
        List<EmergencyPath> emergencies,
        int moves,
        Optional<String> rfc,
        Optional<Span> drafted,
        Instant createdAt,
        Instant changedAt,
        Optional<Instant> startedAt,
        Optional<String> startedBy,
        Optional<Instant> endedAt,
        Optional<String> endedBy) {
    /**
     *
     *
     * <pre>
     * PLANNED → MOVED               its slot does no more, and there is another
     * PLANNED, MOVED → INFEASIBLE   its slot does no more, and there is none
     * INFEASIBLE → PLANNED          there is one after all
     * any of these → IN_PROGRESS    a person begins it, in its slot or in an approved emergency window
     * any of these → CANCELLED      its ticket is over (not once it is begun), or a person gives it up
     * IN_PROGRESS → DONE            a person says so
     * </pre>
     */
    public enum State {
        PLANNED,
        MOVED,
        INFEASIBLE,
        IN_PROGRESS,
        DONE,
        CANCELLED;

        public boolean isOver() {
            return this == DONE || this == CANCELLED;
        }

        /** Whether it waits for its slot. */
        public boolean isPlanned() {
            return this == PLANNED || this == MOVED;
        }

        /** As people read it: {@code in progress}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public Task {
        requireNonNull(id, "id");
        requireNonNull(work, "work");
        requireNonNull(reason, "reason");
        requireNonNull(rfc, "rfc");
        requireNonNull(drafted, "drafted");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(changedAt, "changedAt");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(startedBy, "startedBy");
        requireNonNull(endedBy, "endedBy");
        rejected = List.copyOf(rejected);
        obstacles = List.copyOf(obstacles);
        relaxations = List.copyOf(relaxations);
        emergencies = List.copyOf(emergencies);
        if ((state.isPlanned() && slot.isEmpty()) || state.isOver() != endedAt.isPresent()) {
            throw new IllegalArgumentException(
                    "%s is %s, with slot %s and end %s".formatted(id, state, slot, endedAt));
        }
    }

    static Task placed(String id, Work work, Placement.Placed placement, Instant at) {
        return fresh(
                id,
                State.PLANNED,
                work,
                Optional.of(placement.slot()),
                placement.reason(),
                placement.rejected(),
                List.of(),
                List.of(),
                List.of(),
                at);
    }

    static Task unplaced(String id, Work work, Placement.Infeasible placement, Instant at) {
        return fresh(
                id,
                State.INFEASIBLE,
                work,
                Optional.empty(),
                "",
                placement.rejected(),
                placement.obstacles(),
                placement.relaxations(),
                placement.emergencies(),
                at);
    }

    /** To which nothing has happened yet. */
    private static Task fresh(
            String id,
            State state,
            Work work,
            Optional<Slot> slot,
            String reason,
            List<RejectedSlot> rejected,
            List<Obstacle> obstacles,
            List<Relaxation> relaxations,
            List<EmergencyPath> emergencies,
            Instant at) {
        return new Task(
                id,
                state,
                work,
                slot,
                reason,
                rejected,
                obstacles,
                relaxations,
                emergencies,
                0,
                Optional.empty(),
                Optional.empty(),
                at,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** It gets a slot, for the first time or another one. */
    Task at(Work newest, Placement.Placed placement, boolean isMove, Instant at) {
        Task fresh = placed(id, newest, placement, at);
        return fresh.after(this, isMove ? State.MOVED : State.PLANNED, moves + (isMove ? 1 : 0));
    }

    /** It has none any more. */
    Task nowhere(Work newest, Placement.Infeasible placement, Instant at) {
        return unplaced(id, newest, placement, at).after(this, State.INFEASIBLE, moves);
    }

    private Task after(Task before, State to, int moved) {
        return new Task(
                id,
                to,
                work,
                slot,
                reason,
                rejected,
                obstacles,
                relaxations,
                emergencies,
                moved,
                before.rfc,
                before.drafted,
                before.createdAt,
                changedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Task started(Instant at, String by) {
        return with(
                State.IN_PROGRESS,
                reason,
                at,
                Optional.of(at),
                Optional.of(by),
                Optional.empty(),
                endedBy);
    }

    Task over(State to, String why, Instant at, Optional<String> by) {
        return with(to, why, at, startedAt, startedBy, Optional.of(at), by);
    }

    private Task with(
            State to,
            String why,
            Instant at,
            Optional<Instant> started,
            Optional<String> starter,
            Optional<Instant> ended,
            Optional<String> by) {
        return new Task(
                id,
                to,
                work,
                slot,
                why,
                rejected,
                obstacles,
                relaxations,
                emergencies,
                moves,
                rfc,
                drafted,
                createdAt,
                at,
                started,
                starter,
                ended,
                by);
    }

    /**
     * The request for change is this one, and knows of this slot; of none where it is withdrawn.
     */
    Task drafted(Optional<String> request, Optional<Span> slotOfIt) {
        return new Task(
                id,
                state,
                work,
                slot,
                reason,
                rejected,
                obstacles,
                relaxations,
                emergencies,
                moves,
                request,
                slotOfIt,
                createdAt,
                changedAt,
                startedAt,
                startedBy,
                endedAt,
                endedBy);
    }

    /** What the request for change should know of; what is begun or done it is left alone with. */
    public Optional<Span> toDraft() {
        return switch (state) {
            case PLANNED, MOVED -> slot.map(Slot::span);
            case IN_PROGRESS, DONE -> drafted;
            case INFEASIBLE, CANCELLED -> Optional.empty();
        };
    }

    /** As the planner knows it. */
    public KnownTask known() {
        return new KnownTask(
                id,
                switch (state) {
                    case PLANNED, MOVED -> KnownTask.State.PLANNED;
                    case INFEASIBLE -> KnownTask.State.INFEASIBLE;
                    case IN_PROGRESS -> KnownTask.State.IN_PROGRESS;
                    case DONE -> KnownTask.State.DONE;
                    case CANCELLED -> KnownTask.State.CANCELLED;
                },
                work,
                slot.map(Slot::span),
                endedAt,
                endedBy.isPresent());
    }

    /** Whether it takes time that no other work may have. */
    boolean isHolding() {
        return slot.isPresent() && (state.isPlanned() || state == State.IN_PROGRESS);
    }
}
