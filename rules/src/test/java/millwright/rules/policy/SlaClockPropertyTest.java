package millwright.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import millwright.rules.calendar.BusinessTime;
import millwright.rules.policy.ClockReading.State;
import millwright.rules.policy.ClockSegment.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same as somebody finds who looks at the clock once a second. */
class SlaClockPropertyTest {
    private static final List<String> ZONES =
            List.of("Asia/Kuwait", "Europe/London", "America/New_York", "Asia/Kathmandu");
    private static final List<Instant> EVENINGS =
            List.of(
                    Instant.parse("2026-03-28T23:00:00Z"),
                    Instant.parse("2026-10-24T23:00:00Z"),
                    Instant.parse("2026-03-08T05:00:00Z"),
                    Instant.parse("2026-11-01T04:00:00Z"),
                    Instant.parse("2026-03-19T14:00:00Z"));

    private record Counted(long elapsedSeconds, Optional<Instant> due, State state) {}

    @Property(tries = 150)
    void showsWhatCountingSecondsShows(@ForAll long seed) {
        Random random = new Random(seed);
        ClockHours hours = random.nextBoolean() ? ClockHours.BUSINESS : ClockHours.ROUND_THE_CLOCK;
        BusinessTime business = business(random);
        List<ClockSegment> segments = segments(random);
        Duration target = Duration.ofSeconds(random.nextInt(8) == 0 ? 0 : random.nextInt(9000));
        Instant start = segments.get(0).from();
        Instant now = start.plusSeconds(random.nextInt(4 * 3600) - 600L);
        if (random.nextInt(4) == 0) {
            now = segments.get(segments.size() - 1).to().orElse(now);
        }

        Counted counted = count(segments, target, hours, business, now);
        ClockReading reading = SlaClock.read(segments, target, hours, business, now);

        assertThat(new Counted(reading.elapsed().toSeconds(), reading.due(), reading.state()))
                .as("%s of %s, %s, at %s over %s", hours, target, business, now, segments)
                .isEqualTo(counted);
        assertThat(reading.usedPercent() >= 100).isEqualTo(reading.state() == State.MISSED);
    }

    private static Counted count(
            List<ClockSegment> segments,
            Duration target,
            ClockHours hours,
            BusinessTime business,
            Instant now) {
        long elapsed = 0;
        long shown = 0;
        Optional<Instant> due = Optional.empty();
        for (Instant at = segments.get(0).from(); ; at = at.plusSeconds(1)) {
            Optional<Kind> kind = kindAt(at, now, segments);
            if (kind.isEmpty() || (!at.isBefore(now) && kind.get() == Kind.PAUSED)) {
                break;
            }
            if (kind.get() == Kind.RUNNING) {
                if (due.isEmpty() && elapsed >= target.toSeconds()) {
                    due = Optional.of(at);
                }
                boolean counts = hours == ClockHours.ROUND_THE_CLOCK || business.isWorking(at);
                elapsed += counts ? 1 : 0;
                shown += counts && at.isBefore(now) ? 1 : 0;
                if (due.isEmpty() && elapsed >= target.toSeconds()) {
                    due = Optional.of(at.plusSeconds(1));
                }
            }
            if (due.isPresent() && !at.isBefore(now)) {
                break;
            }
        }
        return new Counted(shown, due, state(due, now, segments));
    }

    private static State state(Optional<Instant> due, Instant now, List<ClockSegment> segments) {
        if (due.isPresent() && !due.get().isAfter(now)) {
            return State.MISSED;
        }
        return kindAt(now, now, segments)
                .or(() -> now.isBefore(segments.get(0).from()) ? first(segments) : Optional.empty())
                .map(kind -> kind == Kind.RUNNING ? State.RUNNING : State.PAUSED)
                .orElse(State.MET);
    }

    private static Optional<Kind> first(List<ClockSegment> segments) {
        return Optional.of(segments.get(0).kind());
    }

    /** In the second from {@code at} on; after {@code now} as it then is, for ever. */
    private static Optional<Kind> kindAt(Instant at, Instant now, List<ClockSegment> segments) {
        if (now.isBefore(segments.get(0).from())) {
            return at.isBefore(segments.get(0).from()) ? Optional.empty() : first(segments);
        }
        Instant asked = at.isBefore(now) ? at : now;
        return segments.stream()
                .filter(segment -> !segment.from().isAfter(asked))
                .filter(segment -> segment.to().map(asked::isBefore).orElse(true))
                .map(ClockSegment::kind)
                .findFirst();
    }

    private static List<ClockSegment> segments(Random random) {
        Instant from =
                EVENINGS.get(random.nextInt(EVENINGS.size())).plusSeconds(random.nextInt(7200));
        List<ClockSegment> segments = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Instant to = from.plusSeconds(random.nextInt(5) == 0 ? 0 : random.nextInt(3600));
            boolean open = i == count - 1 && random.nextBoolean();
            segments.add(
                    new ClockSegment(
                            random.nextBoolean() ? Kind.RUNNING : Kind.PAUSED,
                            from,
                            open ? Optional.empty() : Optional.of(to),
                            "",
                            ""));
            from = to;
        }
        return segments;
    }

    private static BusinessTime business(Random random) {
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        days.remove(DayOfWeek.of(1 + random.nextInt(7)));
        int from = random.nextInt(24 * 60);
        int to = (from + 90 + random.nextInt(600)) % (24 * 60);
        return new BusinessTime(
                days,
                LocalTime.ofSecondOfDay(from * 60L),
                LocalTime.ofSecondOfDay(to * 60L),
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
    }
}
