package millwright.collector.pipeline;

/** How far a counter of somebody else has grown; one that falls has begun anew at zero. */
final class FollowedCounter {
    private long lastMicros = Long.MIN_VALUE;
    private double last;
    private double total;

    /** A reading that is not newer than the last one tells nothing. */
    void follow(long micros, double value) {
        if (micros <= lastMicros) {
            return;
        }
        if (lastMicros != Long.MIN_VALUE) {
            total += value >= last ? value - last : value;
        }
        lastMicros = micros;
        last = value;
    }

    double total() {
        return total;
    }
}
