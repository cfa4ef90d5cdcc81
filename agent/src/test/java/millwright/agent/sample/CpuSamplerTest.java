package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuSamplerTest {
    private final FakeProcessor processor = new FakeProcessor().at(100, 0, 50, 800, 50, 0, 0, 0);
    private final Sampler sampler = new CpuSampler(processor);

    @Test
    void theFirstReadingOnlySetsTheBase() {
        assertThat(Readings.of(sampler)).isEmpty();
    }

    @Test
    void sharesAreOfTheTimeSinceTheLastReading() {
        Readings.of(sampler);
        processor.at(140, 0, 60, 840, 55, 0, 0, 5); // 40 + 10 + 40 + 5 + 5 = 100 ticks
        assertThat(Readings.words(sampler))
                .containsExactly(
                        "cpu{cpu=cpu-total} usage_active=60.0 usage_user=40.0 usage_nice=0.0"
                                + " usage_system=10.0 usage_idle=40.0 usage_iowait=5.0"
                                + " usage_irq=0.0 usage_softirq=0.0 usage_steal=5.0");
    }

    @Test
    void aReadingWithoutAnyTimeGivesNothing() {
        Readings.of(sampler);
        assertThat(Readings.of(sampler)).isEmpty();
    }

    @Test
    void aCounterThatRunsBackwardsCountsAsNoTime() {
        Readings.of(sampler);
        processor.at(150, 0, 50, 850, 40, 0, 0, 0); // iowait 50 → 40, as Linux may show
        assertThat(Readings.words(sampler))
                .first()
                .asString()
                .contains("usage_active=50.0", "usage_idle=50.0", "usage_iowait=0.0");
    }
}
