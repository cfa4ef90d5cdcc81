package millwright.agent.sample;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockSamplerTest {
    private static final int UNSYNCHRONIZED = 0x40;
    private static final int NANOSECONDS = 0x2000;

    private static Timex timex(int status, long offset, int result) {
        ByteBuffer struct = ByteBuffer.allocate(Timex.BYTES);
        struct.putLong(8, offset).putLong(24, 16_000_000).putLong(32, 250).putInt(40, status);
        return Timex.parse(struct, result);
    }

    @Test
    void theOffsetIsInNanosecondsWhereTheStatusSaysSo() {
        assertThat(timex(NANOSECONDS, -1500, 0).offset()).isEqualTo(ofNanos(-1500));
        assertThat(timex(0, -1500, 0).offset()).isEqualTo(ofNanos(-1_500_000));
    }

    @Test
    void errorsAreInMicroseconds() {
        assertThat(timex(NANOSECONDS, 0, 0).maxError()).isEqualTo(ofSeconds(16));
        assertThat(timex(NANOSECONDS, 0, 0).estimatedError()).isEqualTo(ofNanos(250_000));
    }

    @Test
    void aClockThatNobodyKeepsIsNotSynchronized() {
        assertThat(timex(NANOSECONDS, 0, 0).isSynchronized()).isTrue();
        assertThat(timex(NANOSECONDS | UNSYNCHRONIZED, 0, 0).isSynchronized()).isFalse();
        assertThat(timex(NANOSECONDS, 0, 5).isSynchronized()).isFalse();
    }

    @Test
    void theSampleIsInSeconds() {
        Timex behind = new Timex(ofMillis(-12), ofMillis(500), ofMillis(3), true);
        assertThat(Readings.words(new ClockSampler(() -> behind)))
                .containsExactly(
                        "clock{} offset_seconds=-0.012 max_error_seconds=0.5"
                                + " estimated_error_seconds=0.003 synchronized=1");
    }

    @Test
    void theKernelOfThisMachineAnswersAnybody() {
        assumeTrue(Platform.isLinux() && Native.LONG_SIZE == 8, "only for 64-bit Linux");
        try {
            assertThat(Libc.clock().maxError()).isGreaterThanOrEqualTo(Duration.ZERO);
        } catch (SamplingException refused) {
            assertThat(refused).hasMessageContaining("adjtimex: error 1"); // as in some containers
        }
        assertThat(Libc.threadCpuTime()).isPositive();
    }
}
