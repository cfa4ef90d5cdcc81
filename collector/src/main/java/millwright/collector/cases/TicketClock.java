package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Target;
import millwright.rules.policy.ClockSegment;
import millwright.rules.policy.ClockSegment.Kind;

/**
 * One of a ticket's clocks, since the ticket was opened or opened again. A clock that has stopped
 * ends with a segment without length, which says who stopped it and why.
 *
 * @param round 1, and one more each time the ticket is opened again
 * @param segments at least one, each beginning where the one before ends
 */
public record TicketClock(Target target, int round, List<ClockSegment> segments) {
    public TicketClock {
        requireNonNull(target, "target");
        segments = List.copyOf(segments);
        if (round < 1 || segments.isEmpty()) {
            throw new IllegalArgumentException(
                    "a clock of round %d with %d segments".formatted(round, segments.size()));
        }
    }

    static TicketClock started(Target target, int round, Instant at, String reason, String by) {
        return new TicketClock(
                target,
                round,
                List.of(new ClockSegment(Kind.RUNNING, at, Optional.empty(), reason, by)));
    }

    public Instant startedAt() {
        return segments.get(0).from();
    }

    public boolean isStopped() {
        return last().to().isPresent();
    }

    boolean isPaused() {
        return !isStopped() && last().kind() == Kind.PAUSED;
    }

    TicketClock running(Instant at, String reason, String by) {
        return then(Kind.RUNNING, at, reason, by);
    }

    TicketClock paused(Instant at, String reason, String by) {
        return then(Kind.PAUSED, at, reason, by);
    }

    TicketClock stopped(Instant at, String reason, String by) {
        Instant end = notBeforeLast(at);
        List<ClockSegment> all = endedAt(end);
        all.add(new ClockSegment(Kind.PAUSED, end, Optional.of(end), reason, by));
        return new TicketClock(target, round, all);
    }

    /**
     * As if it had gone on where it paused or stopped: so there is always an instant at which it
     * would reach its target.
     */
    List<ClockSegment> goingOn() {
        List<ClockSegment> all = new ArrayList<>(segments);
        while (all.get(all.size() - 1).kind() == Kind.PAUSED) {
            all.remove(all.size() - 1);
        }
        ClockSegment end = all.remove(all.size() - 1);
        all.add(
                new ClockSegment(
                        Kind.RUNNING, end.from(), Optional.empty(), end.reason(), end.by()));
        return all;
    }

    private TicketClock then(Kind kind, Instant at, String reason, String by) {
        Instant from = notBeforeLast(at);
        List<ClockSegment> all = endedAt(from);
        all.add(new ClockSegment(kind, from, Optional.empty(), reason, by));
        return new TicketClock(target, round, all);
    }

    private List<ClockSegment> endedAt(Instant end) {
        List<ClockSegment> all = new ArrayList<>(segments);
        ClockSegment open = all.remove(all.size() - 1);
        all.add(
                new ClockSegment(
                        open.kind(), open.from(), Optional.of(end), open.reason(), open.by()));
        return all;
    }

    /** People act by the collector's clock, and a sample's time may be a little ahead of it. */
    private Instant notBeforeLast(Instant at) {
        return at.isBefore(last().from()) ? last().from() : at;
    }

    private ClockSegment last() {
        return segments.get(segments.size() - 1);
    }
}
