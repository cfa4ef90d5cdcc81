package millwright.agent.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What delivery has done since the start. Thread-safe. */
final class Tally {
    final AtomicLong sent = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();
    final AtomicLong pushes = new AtomicLong();
    final AtomicLong pushNanos = new AtomicLong();

    /** -1 before the first push; shown to nobody. */
    final AtomicLong lastPushNanos = new AtomicLong(-1);

    void pushed(long nanos) {
        pushes.incrementAndGet();
        pushNanos.addAndGet(nanos);
        lastPushNanos.set(nanos);
    }

    DeliveryHealth health(Spool spool, Losses losses, ClockOffset offset) {
        long last = lastPushNanos.get();
        return new DeliveryHealth(
                spool.batches(),
                spool.bytes(),
                sent.get(),
                losses.total(),
                rejected.get(),
                last < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(last)),
                offset.best());
    }
}
