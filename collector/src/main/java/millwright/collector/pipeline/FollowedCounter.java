package millwright.collector.pipeline;

/** How far a counter of somebody else has grown; one that falls has begun anew at zero. */
final class FollowedCounter {
    private int lastSender = -1;
    private long lastMicros = Long.MIN_VALUE;
    private double last;
    private double total;

    /**
     * A reading that is not newer than the last one tells nothing, and of another sender the first
     * one only where it stands.
     */
    void follow(int sender, long micros, double value) {
        if (micros <= lastMicros) {
            return;
        }
        if (sender == lastSender) {
            total += value >= last ? value - last : value;
        }
        lastSender = sender;
        lastMicros = micros;
        last = value;
    }

    double total() {
        return total;
    }
}
