package millwright.agent.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import millwright.agent.trust.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the oldest batch of the spool goes to the collector, and what its answer means. One
 * thread calls {@link #step} again and again.
 */
final class Pusher {
    private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);

    private static final Duration REJECTION_TOLD_EVERY = Duration.ofMinutes(10);

    private final DeliveryConfig config;
    private final FlushTimes flushTimes;
    private final Gatherer gatherer;
    private final Spool spool;
    private final CollectorClient client;
    private final Identity identity;
    private final Backoff backoff;
    private final PeerState peer;
    private final Tally tally;
    private final LongSupplier nanos;
    private Instant flushAt = Instant.EPOCH;
    private Instant rejectionToldAt = Instant.EPOCH;

    /** Nothing is sent before: a back-off, or what the collector asked for. */
    private Instant notBefore = Instant.EPOCH;

    Pusher(
            DeliveryConfig config,
            FlushTimes flushTimes,
            Gatherer gatherer,
            Spool spool,
            CollectorClient client,
            Identity identity,
            Backoff backoff,
            Tally tally,
            LongSupplier nanos) {
        this.config = config;
        this.flushTimes = flushTimes;
        this.gatherer = gatherer;
        this.spool = spool;
        this.client = client;
        this.identity = identity;
        this.backoff = backoff;
        this.peer = new PeerState(config.collector());
        this.tally = tally;
        this.nanos = nanos;
    }

    /**
     * Does what is due, at most one request.
     *
     * @return how long until the next call has something to do; zero for at once
     */
    Duration step(Instant now) throws InterruptedException {
        if (!now.isBefore(flushAt)) {
            gatherer.seal();
            flushAt = flushTimes.after(now);
        }
        if (now.isBefore(notBefore) || spool.batches() == 0) {
            return untilDue(now);
        }
        boolean isDone = push(now, config.timeout());
        return isDone && spool.batches() > 0 ? Duration.ZERO : untilDue(now);
    }

    private Duration untilDue(Instant now) {
        Duration untilFlush = Duration.between(now, flushAt);
        if (spool.batches() == 0 || !now.isBefore(notBefore)) {
            return untilFlush;
        }
        Duration untilAllowed = Duration.between(now, notBefore);
        return untilAllowed.compareTo(untilFlush) < 0 ? untilAllowed : untilFlush;
    }

    /**
     * The last chance: everything that has gathered, for as long as the collector takes it.
     *
     * @param deadline nothing is begun after it
     */
    void last(InstantSource clock, Instant deadline) throws InterruptedException {
        gatherer.seal();
        boolean isDone = true;
        while (isDone && spool.batches() > 0 && clock.instant().isBefore(deadline)) {
            Duration left = Duration.between(clock.instant(), deadline).plusMillis(1);
            boolean isShort = left.compareTo(config.timeout()) < 0;
            isDone = push(clock.instant(), isShort ? left : config.timeout());
        }
        if (spool.batches() > 0) {
            LOG.warn(
                    "Stopping with {} batches that {} has not taken; they are lost.",
                    spool.batches(),
                    config.collector());
        }
    }

    /** Sends the oldest batch; true if the spool is rid of it. */
    private boolean push(Instant now, Duration timeout) throws InterruptedException {
        Batch batch = spool.oldest().orElseThrow();
        long begun = nanos.getAsLong();
        Reply reply = client.post(batch.gzip(), batch.lines(), timeout, now);
        long took = nanos.getAsLong() - begun;
        tally.pushed(took);
        if (reply.isRotationDue()) {
            identity.rotate(client.collector());
        }
        Answer answer = reply.answer();
        if (answer instanceof Answer.Accepted) {
            return done(batch, 0, now);
        }
        if (answer instanceof Answer.Rejected rejected) {
            tellRejection(rejected, batch, now);
            return done(batch, rejected.lines(), now);
        }
        keep(answer, now.plusNanos(took));
        return false;
    }

    /** One bad tag would be refused with every batch: told again after ten minutes only. */
    private void tellRejection(Answer.Rejected rejected, Batch batch, Instant now) {
        if (now.isBefore(rejectionToldAt.plus(REJECTION_TOLD_EVERY))) {
            return;
        }
        rejectionToldAt = now;
        LOG.warn(
                "{} refuses {} of {} lines; they are not sent again ({} lines so far). It says: {}",
                config.collector(),
                rejected.lines(),
                batch.lines(),
                tally.rejected.get() + rejected.lines(),
                rejected.reasons());
    }

    private boolean done(Batch batch, int rejectedLines, Instant now) {
        spool.remove(batch);
        tally.rejected.addAndGet(rejectedLines);
        // A line holds one sample or more; how many the refused ones held, only the collector
        // knows.
        boolean isAllRefused = rejectedLines >= batch.lines();
        tally.sent.addAndGet(isAllRefused ? 0 : batch.samples() - rejectedLines);
        backoff.reset();
        notBefore = Instant.EPOCH;
        peer.well(now, spool);
        if (spool.batches() == 0) {
            gatherer.shortageOver();
        }
        return true;
    }

    private void keep(Answer answer, Instant now) {
        Duration wait = backoff.next();
        if (answer instanceof Answer.Busy busy) {
            wait = busy.retryAfter().orElse(wait);
            peer.trouble("is overloaded (" + busy.status() + ")", "It asks for patience.", now);
        } else if (answer instanceof Answer.Unauthorized unauthorized) {
            String what = identity.token().isEmpty() ? "asks for a token" : "refuses the token";
            peer.trouble(
                    "%s (%d)".formatted(what, unauthorized.status()), config.tokenAdvice(), now);
        } else if (answer instanceof Answer.Failed failed) {
            peer.trouble(failed.why(), "Check delivery.collector and that it runs.", now);
        }
        notBefore = now.plus(wait);
    }
}
