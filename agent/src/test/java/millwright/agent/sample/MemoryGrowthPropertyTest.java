package millwright.agent.sample;

import static millwright.agent.sample.Readings.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MemoryGrowthPropertyTest {
    private static final long MIB = 1 << 20;

    private static MemoryGrowth grown(int points, IntToLongFunction bytes) {
        MemoryGrowth growth = new MemoryGrowth(Instant.EPOCH);
        for (int i = 0; i < points; i++) {
            growth.add(AT.plus(Duration.ofMinutes(3L * i)), bytes.applyAsLong(i));
        }
        return growth;
    }

    @Property
    void aStraightLineIsFoundExactly(
            @ForAll @IntRange(min = 6, max = 60) int points,
            @ForAll @LongRange(min = -1000, max = 1000) long pagesPerPoint) {
        MemoryGrowth growth = grown(points, i -> 10_000 * MIB + i * pagesPerPoint * 4096);
        assertThat(growth.perHour()).hasValue(20 * pagesPerPoint * 4096);
    }

    @Property
    void aQuarterOfWildPointsDoesNotHideTheLeak(
            @ForAll long seed, @ForAll @IntRange(min = 12, max = 40) int points) {
        Random random = new Random(seed);
        int wildEvery = 4 + random.nextInt(4);
        long wild = MIB * (1L + random.nextInt(4000));
        MemoryGrowth growth =
                grown(points, i -> 100 * MIB + 5L * MIB * i + (i % wildEvery == 1 ? wild : 0));
        assertThat(growth.perHour().orElseThrow() / MIB).isCloseTo(100, within(40L));
    }

    @Property
    void beforeAQuarterOfAnHourNothingIsSaid(@ForAll @IntRange(min = 1, max = 5) int points) {
        assertThat(grown(points, i -> i * MIB).perHour()).isEmpty();
    }
}
