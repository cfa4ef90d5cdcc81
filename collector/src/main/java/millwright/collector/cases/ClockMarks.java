package millwright.collector.cases;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import millwright.collector.cases.HandlingRecords.Mark;
import millwright.rules.decision.ClockMark;
import millwright.rules.decision.EscalationStep;
import millwright.rules.decision.Target;
import millwright.rules.policy.ClockSegment;
import millwright.rules.policy.MaintenancePolicy;
import millwright.rules.policy.SlaClock;
import millwright.rules.policy.SlaTarget;

/**
 * All that the clocks of one ticket have not told yet: what they have reached, and what they will
 * reach if they go on as they are. Pure.
 *
 * <p>A mark counts from the instant at which the clock reached it, or from the instant at which the
 * ticket got its priority if that was later. Of marks that fall on one instant only the highest is
 * told. Steps of an escalation keep the policy's distance even then, so that one late raise does
 * not wake up everybody at once.
 */
record ClockMarks(List<ClockMark> marks, List<EscalationStep> steps) {
    private static final int MISSED = 100;

    ClockMarks {
        marks = List.copyOf(marks);
        steps = List.copyOf(steps);
    }

    /**
     * @param clocks of the newest round
     * @param told in this round and the rounds before
     * @param since from when on the ticket has had its priority
     */
    static ClockMarks of(
            Ticket ticket,
            List<TicketClock> clocks,
            List<Mark> told,
            Instant since,
            MaintenancePolicy policy) {
        List<ClockMark> marks = new ArrayList<>();
        List<EscalationStep> steps = new ArrayList<>();
        SlaTarget targets = policy.target(ticket.priority());
        for (TicketClock clock : clocks) {
            Optional<Duration> length =
                    clock.target() == Target.RESPONSE
                            ? Optional.of(targets.response())
                            : targets.resolution();
            if (length.isPresent()) {
                Reader reader = new Reader(ticket, clock, length.get(), told, since, policy);
                marks.addAll(reader.marks());
                steps.addAll(reader.steps());
            }
        }
        return new ClockMarks(marks, steps);
    }

    Optional<Instant> next() {
        return Stream.concat(
                        marks.stream().map(ClockMark::at), steps.stream().map(EscalationStep::at))
                .min(Instant::compareTo);
    }

    /** Those that are due. */
    ClockMarks until(Instant now) {
        return new ClockMarks(
                marks.stream().filter(mark -> !mark.at().isAfter(now)).toList(),
                steps.stream().filter(step -> !step.at().isAfter(now)).toList());
    }

    /** One clock. */
    private static final class Reader {
        private final Ticket ticket;
        private final TicketClock clock;
        private final Duration length;
        private final Instant since;
        private final MaintenancePolicy policy;
        private final Set<Integer> told;

        Reader(
                Ticket ticket,
                TicketClock clock,
                Duration length,
                List<Mark> told,
                Instant since,
                MaintenancePolicy policy) {
            this.ticket = ticket;
            this.clock = clock;
            this.length = length;
            this.since = since;
            this.policy = policy;
            this.told =
                    told.stream()
                            .filter(
                                    mark ->
                                            mark.target() == clock.target()
                                                    && mark.round() == clock.round()
                                                    && mark.priority() == ticket.priority())
                            .map(Mark::mark)
                            .collect(toSet());
        }

        /** Of a target of zero nothing is used before it is missed. */
        List<ClockMark> marks() {
            List<ClockMark> marks = new ArrayList<>();
            if (length.isZero()) {
                return marks;
            }
            int highest =
                    told.stream().filter(mark -> mark <= MISSED).max(Integer::compare).orElse(0);
            for (int percent : percents()) {
                Optional<Instant> at = when(percent).filter(this::isBeforeItsEnd);
                if (at.isPresent() && percent > highest) {
                    marks.removeIf(mark -> mark.at().equals(at.get()));
                    marks.add(
                            new ClockMark(
                                    ticket.id(),
                                    ticket.key(),
                                    ticket.priority(),
                                    clock.target(),
                                    clock.round(),
                                    percent,
                                    at.get(),
                                    length));
                }
            }
            return marks;
        }

        private List<Integer> percents() {
            List<Integer> percents = new ArrayList<>(policy.warnings());
            if (!percents.contains(MISSED)) {
                percents.add(MISSED);
            }
            return percents;
        }

        List<EscalationStep> steps() {
            List<EscalationStep> steps = new ArrayList<>();
            Instant earliest = since;
            for (int step = 0; ; step++) {
                Optional<String> authority = policy.escalation().next(ticket.priority(), step);
                Optional<Instant> reached = whenRun(policy.escalation().after(step, length));
                if (authority.isEmpty() || reached.isEmpty()) {
                    return steps;
                }
                Instant at = later(reached.get(), earliest);
                if (!told.contains(Mark.STEP + step) && isBeforeItsEnd(at)) {
                    steps.add(
                            new EscalationStep(
                                    ticket.id(),
                                    ticket.key(),
                                    ticket.priority(),
                                    clock.target(),
                                    clock.round(),
                                    step,
                                    at,
                                    length,
                                    authority.get()));
                }
                earliest = at.plus(policy.escalation().gapMin());
            }
        }

        private Optional<Instant> when(int percent) {
            return SlaClock.reaches(
                            clock.segments(),
                            length,
                            policy.target(ticket.priority()).hours(),
                            policy.businessHours(),
                            percent)
                    .map(at -> later(at, since));
        }

        private Optional<Instant> whenRun(Duration elapsed) {
            return SlaClock.when(
                    clock.segments(),
                    elapsed,
                    policy.target(ticket.priority()).hours(),
                    policy.businessHours());
        }

        /** A priority that comes after the clock has stopped finds nothing to tell. */
        private boolean isBeforeItsEnd(Instant at) {
            ClockSegment last = clock.segments().get(clock.segments().size() - 1);
            return last.to().filter(at::isAfter).isEmpty();
        }

        private static Instant later(Instant one, Instant other) {
            return one.isBefore(other) ? other : one;
        }
    }
}
