package millwright.collector.pipeline;

/**
 * Who speaks for an indicator where several senders mean it: the first, until it has been quiet for
 * a while. Two that measure one thing would otherwise be mixed.
 */
final class Speaker {
    private static final int NOBODY = -1;

    private final long quietMicros;
    private int sender = NOBODY;
    private long lastMicros;

    /**
     * @param quietMicros how long the one who speaks must have been quiet before another may
     */
    Speaker(long quietMicros) {
        this.quietMicros = quietMicros;
    }

    /**
     * @param who a number from 0, one for each sender
     */
    boolean isHeard(int who, long micros) {
        if (sender != NOBODY) {
            if (sender != who && micros - lastMicros <= quietMicros) {
                return false;
            }
            lastMicros = Math.max(lastMicros, micros);
        } else {
            lastMicros = micros;
        }
        sender = who;
        return true;
    }
}
