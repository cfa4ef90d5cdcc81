package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemorySamplersTest {
    @Test
    void whatIsAvailableIsNotUsed() {
        assertThat(Readings.words(new MemorySampler(new FakeMemory(8000, 2000, 0, 0))))
                .containsExactly(
                        "mem{} used_percent=75.0 available_percent=25.0 total=8000 available=2000"
                                + " used=6000");
    }

    @Test
    void aHostWithoutFiguresFailsWithThem() {
        assertThatThrownBy(() -> Readings.of(new MemorySampler(new FakeMemory(0, 0, 0, 0))))
                .isInstanceOf(SamplingException.class)
                .hasMessage("the host says that 0 of 0 bytes of memory are available");
        assertThatThrownBy(() -> Readings.of(new MemorySampler(new FakeMemory(10, 11, 0, 0))))
                .isInstanceOf(SamplingException.class);
    }

    @Test
    void swapHasAPercentageOnlyWhereThereIsSwap() {
        assertThat(Readings.words(new SwapSampler(new FakeMemory(1, 1, 1000, 250))))
                .containsExactly(
                        "swap{} total=1000 used=250 free=750 in=8192 out=12288 used_percent=25.0");
        assertThat(Readings.words(new SwapSampler(new FakeMemory(1, 1, 0, 0))))
                .containsExactly("swap{} total=0 used=0 free=0 in=8192 out=12288");
    }
}
