package millwright.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same as somebody finds who looks at the wall clock once a minute. */
class BusinessTimePropertyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Noon before a night when some clocks change, and before one when none does. */
    private static final List<Instant> STARTS =
            List.of(
                    Instant.parse("2026-03-28T12:00:00Z"),
                    Instant.parse("2026-10-24T12:00:00Z"),
                    Instant.parse("2026-03-07T17:00:00Z"),
                    Instant.parse("2026-10-31T16:00:00Z"),
                    Instant.parse("2026-06-17T12:00:00Z"));

    private static final List<String> ZONES =
            List.of("Asia/Kuwait", "Europe/London", "America/New_York", "Asia/Kathmandu");

    @Property(tries = 300)
    void countsTheMinutesThatTheWallClockShows(@ForAll long seed) {
        Random random = new Random(seed);
        BusinessTime business = hours(random);
        Instant start = start(random);
        Instant end = start.plus(MINUTE.multipliedBy(random.nextInt(4 * 1440)));
        Duration counted = Duration.ZERO;
        for (Instant at = start; at.isBefore(end); at = at.plus(MINUTE)) {
            boolean working = shows(business, at);
            assertThat(business.isWorking(at)).as("%s at %s", business, at).isEqualTo(working);
            counted = working ? counted.plus(MINUTE) : counted;
        }
        assertThat(business.between(start, end))
                .as("%s from %s to %s", business, start, end)
                .isEqualTo(counted);
    }

    @Property(tries = 300)
    void findsTheMinuteInWhichEnoughHasPassed(@ForAll long seed) {
        Random random = new Random(seed);
        BusinessTime business = hours(random);
        Instant start = start(random);
        long minutes = random.nextInt(600);
        Instant at = start;
        for (long left = minutes; left > 0; at = at.plus(MINUTE)) {
            left -= shows(business, at) ? 1 : 0;
        }
        assertThat(business.plus(start, MINUTE.multipliedBy(minutes)))
                .as("%s from %s, %d minutes", business, start, minutes)
                .isEqualTo(at);
    }

    private static Instant start(Random random) {
        return STARTS.get(random.nextInt(STARTS.size()))
                .plus(MINUTE.multipliedBy(random.nextInt(1440)));
    }

    private static BusinessTime hours(Random random) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        while (days.size() < 2 + random.nextInt(5)) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        boolean small = random.nextBoolean();
        int from = random.nextInt(small ? 240 : 1440);
        int to = (from + 20 + random.nextInt(small ? 150 : 1400)) % 1440;
        return new BusinessTime(
                days,
                LocalTime.ofSecondOfDay(from * 60L),
                LocalTime.ofSecondOfDay(to * 60L),
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
    }

    private static boolean shows(BusinessTime business, Instant at) {
        ZonedDateTime wall = at.atZone(business.zone());
        int now = wall.getHour() * 60 + wall.getMinute();
        int from = business.from().toSecondOfDay() / 60;
        int to = business.to().toSecondOfDay() / 60;
        boolean today = business.days().contains(wall.getDayOfWeek());
        boolean yesterday = business.days().contains(wall.getDayOfWeek().minus(1));
        return from < to
                ? today && now >= from && now < to
                : (today && now >= from) || (yesterday && now < to);
    }
}
