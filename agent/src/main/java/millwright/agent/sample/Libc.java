package millwright.agent.sample;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** What Linux's C library tells and OSHI does not ask. Loaded on 64-bit Linux only. */
final class Libc {
    private static final int CLOCK_THREAD_CPUTIME_ID = 3;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    private static native int adjtimex(byte[] timex) throws LastErrorException;

    private static native int clock_gettime(int clock, long[] secondsAndNanos);

    /** Reads the kernel's clock state and changes nothing, so anybody may. */
    static Timex clock() {
        byte[] struct = new byte[Timex.BYTES];
        try {
            int result = adjtimex(struct);
            return Timex.parse(ByteBuffer.wrap(struct).order(ByteOrder.nativeOrder()), result);
        } catch (LastErrorException refused) {
            throw new SamplingException(
                    "the kernel does not show its clock's state (adjtimex: error %d)"
                            .formatted(refused.getErrorCode()));
        }
    }

    /** CPU time that the calling thread has used. */
    static Duration threadCpuTime() {
        long[] time = new long[2];
        return clock_gettime(CLOCK_THREAD_CPUTIME_ID, time) == 0
                ? Duration.ofSeconds(time[0], time[1])
                : Duration.ZERO;
    }
}
