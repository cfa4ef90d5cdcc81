package millwright.agent.probe.http;

import java.util.function.LongSupplier;

/**
 * A text that can be matched for a while only: an expression that backtracks without end asks for
 * its characters without end.
 */
final class TimedText implements CharSequence {
    private static final int CHECK_EVERY = 4096;

    private final CharSequence text;
    private final LongSupplier nanosLeft;
    private int untilCheck = CHECK_EVERY;

    /** The time for matching is over. */
    static final class TimeOverException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimeOverException() {
            super("no time is left for matching", null, false, false);
        }
    }

    /**
     * @param nanosLeft zero or less once the time is over
     */
    TimedText(CharSequence text, LongSupplier nanosLeft) {
        this.text = text;
        this.nanosLeft = nanosLeft;
    }

    @Override
    public char charAt(int index) {
        if (--untilCheck == 0) {
            untilCheck = CHECK_EVERY;
            if (nanosLeft.getAsLong() <= 0) {
                throw new TimeOverException();
            }
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
