package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** More of the same line never turns a certain forecast wild. */
class MoreDataPropertyTest {
    @Property(tries = 100)
    void eachDayMovesTheCrossingByLittle(@ForAll long seed) {
        Random random = new Random(seed);
        double rate = 0.03 + 0.05 * random.nextDouble();
        DoubleUnaryOperator noise = Made.noise(random.nextDouble(), seed);
        double truth = 60 / rate; // from 20 to 80
        int from = (int) (0.5 * truth);
        double before = median(from, rate, noise);
        for (int now = from + 24; now < 0.8 * truth; now += 24) {
            double median = median(now, rate, noise);
            assertThat(median)
                    .as("at %d of %.0f", now, truth)
                    .isBetween(before - 0.06 * truth, before + 0.06 * truth)
                    .isBetween(0.94 * truth, 1.06 * truth);
            before = median;
        }
    }

    private static double median(int now, double rate, DoubleUnaryOperator noise) {
        Crossing crossing =
                Made.hourly(now, h -> 20 + rate * h + noise.applyAsDouble(h))
                        .above(80)
                        .days(60)
                        .crossing();
        assertThat(crossing.expected()).isTrue();
        return Made.hour(crossing.median().orElseThrow());
    }
}
