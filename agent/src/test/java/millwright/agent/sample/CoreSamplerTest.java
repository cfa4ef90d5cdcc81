package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoreSamplerTest {
    private final FakeProcessor processor = new FakeProcessor().cores(100, 0, 100, 0);

    @Test
    void theFirstReadingOnlySetsTheBase() {
        assertThat(Readings.of(new CoreSampler(processor, 16))).isEmpty();
    }

    @Test
    void eachCoreHasALineAndTheBusiestIsTold() {
        Sampler sampler = new CoreSampler(processor, 2);
        Readings.of(sampler);
        processor.cores(110, 90, 175, 25);
        assertThat(Readings.words(sampler))
                .containsExactly(
                        "cpu{cpu=cpu0} usage_active=90.0",
                        "cpu{cpu=cpu1} usage_active=25.0",
                        "cpu_core{} busiest_percent=90.0 count=2");
    }

    @Test
    void aBigMachineIsToldOfByItsBusiestCoreAlone() {
        Sampler sampler = new CoreSampler(processor, 1);
        Readings.of(sampler);
        processor.cores(110, 90, 175, 25);
        assertThat(Readings.words(sampler))
                .containsExactly("cpu_core{} busiest_percent=90.0 count=2");
    }

    @Test
    void aCoreThatIsOffHasNoLine() {
        Sampler sampler = new CoreSampler(processor, 16);
        Readings.of(sampler);
        processor.cores(150, 50, 100, 0);
        assertThat(Readings.words(sampler))
                .containsExactly(
                        "cpu{cpu=cpu0} usage_active=50.0",
                        "cpu_core{} busiest_percent=50.0 count=2");
    }

    @Test
    void whenTheirNumberChangesTheBaseIsSetAgain() {
        Sampler sampler = new CoreSampler(processor, 16);
        Readings.of(sampler);
        processor.cores(150, 50);
        assertThat(Readings.of(sampler)).isEmpty();
    }
}
