package millwright.agent.sample;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What the kernel knows of its clock.
 *
 * @param offset what it still has to make up for; above zero where the clock is behind
 * @param maxError bound of the error; grows until a time service tells the time again
 * @param estimatedError what a time service thinks the error is
 * @param isSynchronized whether a time service has set it lately
 */
record Timex(Duration offset, Duration maxError, Duration estimatedError, boolean isSynchronized) {
    /** Of {@code struct timex} on 64-bit Linux. */
    static final int BYTES = 208;

    private static final int OFFSET = 8;
    private static final int MAX_ERROR = 24;
    private static final int ESTIMATED_ERROR = 32;
    private static final int STATUS = 40;
    private static final int STATUS_UNSYNCHRONIZED = 0x40;
    private static final int STATUS_NANOSECONDS = 0x2000;

    /** What adjtimex returns where the clock is not to be relied on. */
    private static final int TIME_ERROR = 5;

    /**
     * @param struct at least {@link #BYTES} in the machine's own order
     * @param result what adjtimex returned
     */
    static Timex parse(ByteBuffer struct, int result) {
        int status = struct.getInt(STATUS);
        long offset = struct.getLong(OFFSET);
        return new Timex(
                (status & STATUS_NANOSECONDS) != 0 ? Duration.ofNanos(offset) : micros(offset),
                micros(struct.getLong(MAX_ERROR)),
                micros(struct.getLong(ESTIMATED_ERROR)),
                (status & STATUS_UNSYNCHRONIZED) == 0 && result != TIME_ERROR);
    }

    private static Duration micros(long count) {
        return Duration.ofNanos(count * 1000);
    }
}
