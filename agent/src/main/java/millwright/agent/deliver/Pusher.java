package millwright.agent.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import millwright.agent.trust.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what of the spool goes to a collector and when, and what its answer means. One thread
 * calls {@link #step} again and again.
 *
 * <p>Fresh samples first: what was sealed in the newest interval goes at its end, in one request. A
 * place before is backlog: it goes oldest first, at a limited rate, between the fresh ones. So
 * after an outage the collector judges the present at once, and gets the past in order.
 */
final class Pusher {
    private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);

    private static final Duration REJECTION_TOLD_EVERY = Duration.ofMinutes(10);

    private final DeliveryConfig config;
    private final FlushTimes flushTimes;
    private final Gatherer gatherer;
    private final Spool spool;
    private final Losses losses;
    private final Peers peers;
    private final Identity identity;
    private final Backoff backoff;
    private final Catchup catchup;
    private final RejectedLines rejectedLines;
    private final ClockOffset clockOffset;
    private final Tally tally;
    private final InstantSource clock;
    private final LongSupplier nanos;

    private Instant flushAt = Instant.EPOCH;
    private Instant rejectionToldAt = Instant.EPOCH;

    /** Nothing is sent before: a back-off, or what the collector asked for. */
    private Instant notBefore = Instant.EPOCH;

    /** Fresh are the places from this one … */
    private long freshFrom;

    /** … to before this one; behind are batches whose moment has not come. */
    private long freshTo;

    /** Up to this place batches travel alone: together they were refused as a whole. */
    private long aloneUpTo = -1;

    private boolean wasInTrouble = true;

    Pusher(
            DeliveryConfig config,
            FlushTimes flushTimes,
            Gatherer gatherer,
            Spool spool,
            Losses losses,
            Peers peers,
            Identity identity,
            Backoff backoff,
            Catchup catchup,
            RejectedLines rejectedLines,
            ClockOffset clockOffset,
            Tally tally,
            InstantSource clock,
            LongSupplier nanos) {
        this.config = config;
        this.flushTimes = flushTimes;
        this.gatherer = gatherer;
        this.spool = spool;
        this.losses = losses;
        this.peers = peers;
        this.identity = identity;
        this.backoff = backoff;
        this.catchup = catchup;
        this.rejectedLines = rejectedLines;
        this.clockOffset = clockOffset;
        this.tally = tally;
        this.clock = clock;
        this.nanos = nanos;
        this.freshFrom = spool.nextId();
        this.freshTo = freshFrom;
    }

    /** A batch was full before its interval's end: it goes with the next step. */
    synchronized void hurry() {
        freshTo = spool.nextId();
    }

    /**
     * Does what is due, at most one request.
     *
     * @return how long until the next call has something to do; zero for at once
     */
    Duration step(Instant now) throws InterruptedException {
        if (!now.isBefore(flushAt)) {
            gatherer.seal();
            beginInterval();
            flushAt = flushTimes.after(now);
        }
        if (now.isBefore(notBefore)) {
            return untilDue(now);
        }
        Optional<Parcel> fresh = parcel(fresh(), Long.MAX_VALUE, now);
        if (fresh.isPresent()) {
            return push(fresh.get(), now, config.timeout()) ? moreAtOnce(now) : untilDue(now);
        }
        if (now.isBefore(catchup.notBefore())) {
            return untilDue(now);
        }
        Optional<Parcel> backlog = parcel(backlog(), catchup.samplesOfARequest(), now);
        if (backlog.isEmpty()) {
            return untilDue(now);
        }
        if (push(backlog.get(), now, config.timeout())) {
            catchup.sent(backlog.get().samples(), now);
            return moreAtOnce(now);
        }
        return untilDue(now);
    }

    /** Places from one to before another. */
    private record Range(long from, long to) {}

    private synchronized void beginInterval() {
        freshFrom = freshTo; // what was not sent becomes backlog
        freshTo = spool.nextId();
    }

    private synchronized Range fresh() {
        return new Range(freshFrom, freshTo);
    }

    private synchronized Range backlog() {
        return new Range(0, freshFrom);
    }

    private Duration moreAtOnce(Instant now) {
        return spool.batches() > 0 ? Duration.ZERO : untilDue(now);
    }

    private Duration untilDue(Instant now) {
        Instant due = flushAt;
        if (spool.batches() > 0) {
            due = earlier(due, notBefore, now);
            due = earlier(due, later(notBefore, catchup.notBefore()), now);
        }
        return Duration.between(now, due);
    }

    private static Instant earlier(Instant a, Instant b, Instant now) {
        return b.isAfter(now) && b.isBefore(a) ? b : a;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** The oldest batches of a range, as many as may share a request. */
    private Optional<Parcel> parcel(Range range, long samplesMax, Instant now) {
        Parcel parcel = new Parcel();
        long from = range.from();
        while (from < range.to()) {
            Optional<Spooled> next = spool.next(from, range.to());
            if (next.isEmpty()) {
                break;
            }
            Batch batch = next.get().batch();
            if (batch.sealedAt().isBefore(now.minus(config.spoolAgeMax()))) {
                spool.remove(next.get().id());
                losses.forAge(batch.samples(), config.spoolAgeMax());
            } else if (parcel.fits(batch, config.batchLinesMax(), samplesMax)) {
                parcel.add(next.get());
                if (next.get().id() <= aloneUpTo) {
                    break;
                }
            } else {
                break;
            }
            from = next.get().id() + 1;
        }
        return parcel.size() == 0 ? Optional.empty() : Optional.of(parcel);
    }

    /**
     * The last chance: what has gathered is kept, and goes for as long as a collector takes it.
     *
     * @param deadline nothing is begun after it
     */
    void last(Instant deadline) throws InterruptedException {
        gatherer.seal();
        hurry();
        boolean isDone = !clock.instant().isBefore(notBefore);
        while (isDone && clock.instant().isBefore(deadline)) {
            Instant now = clock.instant();
            Optional<Parcel> parcel = parcel(fresh(), Long.MAX_VALUE, now);
            if (parcel.isEmpty()) {
                break;
            }
            Duration left = Duration.between(now, deadline).plusMillis(1);
            boolean isShort = left.compareTo(config.timeout()) < 0;
            isDone = push(parcel.get(), now, isShort ? left : config.timeout());
        }
        if (spool.batches() > 0) {
            LOG.info("Stopping: {} batches {}.", spool.batches(), spool.fateAtEnd());
        }
    }

    /** Sends a request; true if something can follow at once. */
    private boolean push(Parcel parcel, Instant now, Duration timeout) throws InterruptedException {
        Peers.Peer peer = peers.turn(now);
        Instant sentAt = clock.instant();
        long begun = nanos.getAsLong();
        Reply reply = peer.client().post(parcel.gzip(), parcel.lines(), timeout, now);
        long took = nanos.getAsLong() - begun;
        tally.pushed(took);
        reply.collectorTime()
                .ifPresent(time -> clockOffset.measure(sentAt, Duration.ofNanos(took), time));
        boolean isGoingOn = judge(parcel, reply.answer(), peer, now.plusNanos(took));
        if (reply.isRotationDue()) {
            identity.rotate(peer.client().collector());
        }
        return isGoingOn;
    }

    private boolean judge(Parcel parcel, Answer answer, Peers.Peer peer, Instant now) {
        if (answer instanceof Answer.Accepted) {
            done(parcel, 0, peer, now);
            return true;
        }
        if (answer instanceof Answer.Rejected rejected) {
            if (rejected.lines() >= parcel.lines() && parcel.size() > 1) {
                aloneUpTo = parcel.lastId(); // one of them may be the reason
                return true;
            }
            rejectedLines.keep(parcel, rejected, peer.client().collector().toString(), now);
            tellRejection(rejected, parcel, peer, now);
            done(parcel, rejected.lines(), peer, now);
            return true;
        }
        return keep(answer, peer, now);
    }

    /** One bad tag would be refused with every batch: told again after ten minutes only. */
    private void tellRejection(
            Answer.Rejected rejected, Parcel parcel, Peers.Peer peer, Instant now) {
        if (now.isBefore(rejectionToldAt.plus(REJECTION_TOLD_EVERY))) {
            return;
        }
        rejectionToldAt = now;
        LOG.warn(
                "{} refuses {} of {} lines; they are kept in {} and not sent again ({} lines so"
                        + " far). It says: {}",
                peer.client().collector(),
                rejected.lines(),
                parcel.lines(),
                rejectedLines.file(),
                tally.rejected.get() + rejected.lines(),
                rejected.reasons());
    }

    private void done(Parcel parcel, int rejectedLines, Peers.Peer peer, Instant now) {
        parcel.forEach(spooled -> spool.remove(spooled.id()));
        tally.rejected.addAndGet(rejectedLines);
        // A line holds one sample or more; how many the refused ones held, only the collector
        // knows.
        boolean isAllRefused = rejectedLines >= parcel.lines();
        tally.sent.addAndGet(isAllRefused ? 0 : parcel.samples() - rejectedLines);
        backoff.reset();
        notBefore = Instant.EPOCH;
        peers.worked(now);
        peer.state().well(now, spool);
        if (wasInTrouble) {
            wasInTrouble = false;
            catchup.begin(now);
        }
        if (spool.batches() == 0) {
            losses.over();
        }
    }

    /** True if another collector can be tried at once. */
    private boolean keep(Answer answer, Peers.Peer peer, Instant now) {
        wasInTrouble = true;
        if (answer instanceof Answer.Busy busy) {
            peer.state()
                    .trouble("is overloaded (" + busy.status() + ")", "It asks for patience.", now);
            notBefore = now.plus(busy.retryAfter().orElseGet(backoff::next));
            return false;
        }
        if (answer instanceof Answer.Unauthorized unauthorized) {
            String what = identity.token().isEmpty() ? "asks for a token" : "refuses the token";
            peer.state()
                    .trouble(
                            "%s (%d)".formatted(what, unauthorized.status()),
                            identity.adviceWhenRefused(),
                            now);
        } else if (answer instanceof Answer.Failed failed) {
            peer.state().trouble(failed.why(), "Check delivery.collector and that it runs.", now);
        }
        if (peers.failed(now)) {
            return true;
        }
        notBefore = now.plus(backoff.next());
        return false;
    }
}
