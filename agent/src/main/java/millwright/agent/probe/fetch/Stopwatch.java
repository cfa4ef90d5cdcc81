package millwright.agent.probe.fetch;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Times the phases of one exchange while they happen. Of the exchange's thread only. */
final class Stopwatch {
    /** In the order in which they happen. */
    enum Phase {
        DNS("the name look-up"),
        CONNECT("the connection"),
        TLS("the TLS handshake"),
        FIRST_BYTE("the first byte of the answer"),
        HEAD("the head of the answer"),
        BODY("the rest of the answer");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final LongSupplier nanos;
    private final long begunNanos;
    private final Map<Phase, Double> seconds = new EnumMap<>(Phase.class);
    private Optional<Instant> certificateExpiry = Optional.empty();
    private Phase running = Phase.DNS;
    private long runningSinceNanos;

    Stopwatch(LongSupplier nanos) {
        this.nanos = nanos;
        this.begunNanos = nanos.getAsLong();
        this.runningSinceNanos = begunNanos;
    }

    /** Another connection: what counts now is its answer. */
    void beginConnection() {
        seconds.remove(Phase.HEAD);
        begin(Phase.DNS);
    }

    void begin(Phase phase) {
        running = phase;
        runningSinceNanos = nanos.getAsLong();
    }

    /** The running phase is done. */
    void end() {
        long now = nanos.getAsLong();
        seconds.merge(running, (now - runningSinceNanos) / 1e9, Double::sum);
        runningSinceNanos = now;
    }

    /** The answer's head is there: what counts as the response time. */
    void endHead() {
        seconds.put(Phase.HEAD, secondsSinceBegin());
        begin(Phase.BODY);
    }

    void sawChain(List<Instant> expiries) {
        expiries.forEach(
                expiry ->
                        certificateExpiry =
                                Optional.of(
                                        certificateExpiry.filter(expiry::isAfter).orElse(expiry)));
    }

    Phase running() {
        return running;
    }

    double secondsSinceBegin() {
        return (nanos.getAsLong() - begunNanos) / 1e9;
    }

    Phases phases() {
        return new Phases(
                of(Phase.DNS),
                of(Phase.CONNECT),
                of(Phase.TLS),
                of(Phase.FIRST_BYTE),
                of(Phase.HEAD),
                certificateExpiry);
    }

    private OptionalDouble of(Phase phase) {
        return seconds.containsKey(phase)
                ? OptionalDouble.of(seconds.get(phase))
                : OptionalDouble.empty();
    }
}
