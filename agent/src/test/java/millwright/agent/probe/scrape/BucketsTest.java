package millwright.agent.probe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BucketsTest {
    /** Bounds 0.1, 0.5, 1 and infinity. */
    private static Buckets of(double tenth, double half, double one, double all) {
        Buckets buckets = new Buckets();
        buckets.add(0.1, tenth);
        buckets.add(0.5, half);
        buckets.add(1, one);
        buckets.add(Double.POSITIVE_INFINITY, all);
        return buckets;
    }

    @Test
    void theQuantileIsSpreadEvenlyInItsBucket() {
        // the 95th of 100 is the 15th of the 20 between 0.5 and 1
        assertThat(of(50, 80, 100, 100).quantile(0.95).getAsDouble())
                .isCloseTo(0.875, within(1e-9));
        // the first bucket begins at 0
        assertThat(of(100, 100, 100, 100).quantile(0.95).getAsDouble())
                .isCloseTo(0.095, within(1e-9));
        assertThat(of(0, 100, 100, 100).quantile(0.5).getAsDouble()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void aboveTheHighestBoundNothingIsKnown() {
        assertThat(of(0, 0, 94, 100).quantile(0.95)).hasValue(1);
    }

    @Test
    void ofNothingThereIsNoQuantile() {
        assertThat(of(0, 0, 0, 0).quantile(0.95)).isEmpty();
        assertThat(new Buckets().quantile(0.95)).isEmpty();
        Buckets infinityOnly = new Buckets();
        infinityOnly.add(Double.POSITIVE_INFINITY, 5);
        assertThat(infinityOnly.quantile(0.95)).isEmpty();
    }

    @Test
    void theWindowIsTheDifference() {
        Buckets window = of(150, 150, 200, 200).since(of(100, 100, 100, 100));
        // 50 up to 0.1, 50 between 0.5 and 1: the 95th is the 45th of the latter
        assertThat(window.quantile(0.95).getAsDouble()).isCloseTo(0.95, within(1e-9));
    }

    @Test
    void afterARestartOfTheApplicationAllOfItIsNew() {
        Buckets window = of(0, 10, 10, 10).since(of(1000, 1000, 1000, 1000));
        assertThat(window.quantile(0.5).getAsDouble()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void seriesAreAddedUp() {
        Buckets buckets = of(1, 1, 1, 1);
        buckets.add(0.1, 1);
        buckets.add(0.5, 1);
        buckets.add(1, 1);
        buckets.add(Double.POSITIVE_INFINITY, 1);
        assertThat(buckets.quantile(0.5).getAsDouble()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void countsThatDoNotRiseAsTheyShouldBreakNothing() {
        assertThat(of(5, 3, 10, 10).quantile(0.95).getAsDouble()).isBetween(0.5, 1.0);
        assertThat(of(5, 3, 20, 10).quantile(0.95).getAsDouble()).isBetween(0.5, 1.0);
    }
}
