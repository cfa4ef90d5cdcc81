package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.BusinessTime;
import millwright.rules.policy.ClockReading.State;

/**
 * Reads the clock of a target from a ticket's segments. It keeps nothing: another priority is
 * another target over the same segments, which is also how to ask "what if this were P2".
 *
 * <p>Segments are ascending and each begins where the one before ends; only the last may be open,
 * and when it is not the clock has stopped. A target is met if the clock stops before it is
 * reached; reaching it exactly is a miss. A target of zero is reached as soon as the clock starts,
 * unless it stops at the same instant.
 */
public final class SlaClock {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<ClockSegment> segments;
    private final ClockHours hours;
    private final BusinessTime business;

    private SlaClock(List<ClockSegment> segments, ClockHours hours, BusinessTime business) {
        this.segments = segments;
        this.hours = requireNonNull(hours, "hours");
        this.business = requireNonNull(business, "business");
    }

    /**
     * What the clock shows at {@code now}, by what had happened until then: later segments and
     * later ends are left out.
     *
     * @param segments at least one
     * @param target not negative
     */
    public static ClockReading read(
            List<ClockSegment> segments,
            Duration target,
            ClockHours hours,
            BusinessTime business,
            Instant now) {
        check(segments);
        checkNotNegative(target);
        SlaClock clock = new SlaClock(until(now, segments), hours, business);
        Duration elapsed = clock.elapsed(now);
        Optional<Instant> due = clock.when(target);
        State state = clock.state(due.filter(at -> !at.isAfter(now)).isPresent());
        return new ClockReading(elapsed, target, percent(elapsed, target, state), due, state);
    }

    /**
     * When the clock reaches a percentage of its target, or reached it: what {@link
     * ClockReading#usedPercent} then shows is at least that.
     *
     * @param percent not negative; may be more than 100
     * @return empty if the clock is paused or stopped before it
     */
    public static Optional<Instant> reaches(
            List<ClockSegment> segments,
            Duration target,
            ClockHours hours,
            BusinessTime business,
            double percent) {
        checkNotNegative(target);
        BigDecimal nanos =
                BigDecimal.valueOf(target.toNanos())
                        .multiply(BigDecimal.valueOf(percent))
                        .divide(HUNDRED, 0, RoundingMode.CEILING);
        return when(segments, Duration.ofNanos(nanos.longValueExact()), hours, business);
    }

    /**
     * When the clock shows a time, or showed it first; as {@link #reaches}.
     *
     * @param elapsed not negative
     */
    public static Optional<Instant> when(
            List<ClockSegment> segments,
            Duration elapsed,
            ClockHours hours,
            BusinessTime business) {
        check(segments);
        checkNotNegative(elapsed);
        return new SlaClock(segments, hours, business).when(elapsed);
    }

    private Optional<Instant> when(Duration elapsed) {
        Duration left = elapsed;
        for (ClockSegment segment : segments) {
            if (!segment.isRunning() || isWithoutLength(segment)) {
                continue; // also zero is not reached in it
            }
            Instant reached = after(segment.from(), left);
            Instant to = segment.to().orElse(Instant.MAX);
            if (!reached.isAfter(to)) {
                return Optional.of(reached);
            }
            left = left.minus(passed(segment.from(), to));
        }
        return Optional.empty();
    }

    private static boolean isWithoutLength(ClockSegment segment) {
        return segment.to().equals(Optional.of(segment.from()));
    }

    private Duration elapsed(Instant now) {
        Duration sum = Duration.ZERO;
        for (ClockSegment segment : segments) {
            Instant to = segment.to().orElse(now);
            if (segment.isRunning() && segment.from().isBefore(to)) {
                sum = sum.plus(passed(segment.from(), to));
            }
        }
        return sum;
    }

    private State state(boolean missed) {
        if (missed) {
            return State.MISSED;
        }
        ClockSegment last = segments.get(segments.size() - 1);
        if (last.to().isPresent()) {
            return State.MET;
        }
        return last.isRunning() ? State.RUNNING : State.PAUSED;
    }

    private Instant after(Instant from, Duration time) {
        return hours == ClockHours.BUSINESS ? business.plus(from, time) : from.plus(time);
    }

    private Duration passed(Instant from, Instant to) {
        return hours == ClockHours.BUSINESS
                ? business.between(from, to)
                : Duration.between(from, to);
    }

    /** Below 100 as long as the target is not missed, whatever rounding says. */
    private static double percent(Duration elapsed, Duration target, State state) {
        if (target.isZero()) {
            return state == State.MISSED ? 100 : 0;
        }
        double percent = 100.0 * (elapsed.toNanos() / (double) target.toNanos());
        return state == State.MISSED
                ? Math.max(percent, 100)
                : Math.min(percent, Math.nextDown(100.0));
    }

    private static List<ClockSegment> until(Instant now, List<ClockSegment> segments) {
        List<ClockSegment> known = new ArrayList<>();
        for (ClockSegment segment : segments) {
            boolean ended = segment.to().filter(to -> !to.isAfter(now)).isPresent();
            known.add(ended ? segment : segment.withoutEnd());
            if (!ended) {
                break;
            }
        }
        return known;
    }

    private static void check(List<ClockSegment> segments) {
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a clock without a segment has not started");
        }
        for (int i = 1; i < segments.size(); i++) {
            Optional<Instant> before = segments.get(i - 1).to();
            Instant from = segments.get(i).from();
            if (!before.equals(Optional.of(from))) {
                throw new IllegalArgumentException(
                        "segment %d begins at %s, but the one before it ends at %s"
                                .formatted(
                                        i + 1,
                                        from,
                                        before.map(Instant::toString).orElse("no time")));
            }
        }
    }

    private static void checkNotNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("%s is negative".formatted(time));
        }
    }
}
