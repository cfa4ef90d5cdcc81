package millwright.collector.pipeline;

/**
 * What becomes of the samples of one series. Called under the board's lock, once for every sample
 * of the fleet: so the host is a field, and one call to an unknown method must do.
 */
abstract class Binding {
    final HostSlot host;

    Binding(HostSlot host) {
        this.host = host;
    }

    /**
     * @param micros time of the sample
     * @param value as it came over the wire
     */
    abstract void sample(long micros, double value);

    /** A string field: most say nothing that the board keeps. */
    void text(long micros, String value) {}
}
