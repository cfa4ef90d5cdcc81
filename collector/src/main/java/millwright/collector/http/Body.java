package millwright.collector.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Gathers a request's body without holding a thread, so that slow clients cost memory only, and
 * that only as fast as they send. One thread at a time, as Jetty calls.
 */
final class Body implements Runnable {
    /** A client that is slower than this, after a time of grace, is turned away. */
    private static final long BYTES_PER_SECOND_MIN = 256;

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * So much of a refused body is read on: a client that is still sending when the connection
     * closes never sees the answer.
     */
    private static final long DISCARDED_BYTES_MAX = 4L << 20;

    private static final byte[] EMPTY = new byte[0];
    private static final int FIRST_BYTES = 64 << 10;

    private final Request request;
    private final int bytesMax;
    private final AtomicLong budget;
    private final Consumer<byte[]> whole;
    private final Consumer<HttpProblem> refused;
    private final Consumer<Throwable> broken;
    private byte[] bytes = EMPTY;
    private int size;
    private long reserved;
    private long discarded;
    private HttpProblem problem;

    /**
     * @param budget bytes that all bodies together may still take
     * @param whole gets the body; its memory counts until {@link #release}
     */
    Body(
            Request request,
            int bytesMax,
            AtomicLong budget,
            Consumer<byte[]> whole,
            Consumer<HttpProblem> refused,
            Consumer<Throwable> broken) {
        this.request = request;
        this.bytesMax = bytesMax;
        this.budget = budget;
        this.whole = whole;
        this.refused = refused;
        this.broken = broken;
    }

    static boolean isEmpty(Request request) {
        return request.getLength() == 0
                || (request.getLength() < 0
                        && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }

    @Override
    public void run() {
        if (request.getLength() > bytesMax + DISCARDED_BYTES_MAX) {
            refused.accept(tooLarge());
            return;
        }
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                if (isTooSlow()) {
                    refused.accept(new HttpProblem(408, "Too slow", "The body came too slowly."));
                } else {
                    request.demand(this);
                }
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                broken.accept(chunk.getFailure());
                return;
            }
            take(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (problem != null && (last || discarded > DISCARDED_BYTES_MAX)) {
                refused.accept(problem);
                return;
            }
            if (last) {
                whole.accept(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
                return;
            }
        }
    }

    /** Gives the memory back to the budget. */
    void release() {
        budget.addAndGet(reserved);
        reserved = 0;
    }

    private void take(ByteBuffer part) {
        if (problem == null) {
            problem = kept(part);
        }
        discarded += part.remaining(); // nothing, where it was kept
    }

    private HttpProblem kept(ByteBuffer part) {
        int needed = size + part.remaining();
        if (needed > bytesMax) {
            return tooLarge();
        }
        if (needed > bytes.length) {
            int capacity = capacity(needed);
            if (budget.addAndGet(bytes.length - (long) capacity) < 0) {
                budget.addAndGet(capacity - (long) bytes.length);
                return new HttpProblem(
                        503, "Overloaded", "Too many requests are being read. Try again soon.");
            }
            reserved += capacity - (long) bytes.length;
            bytes = Arrays.copyOf(bytes, capacity);
        }
        int length = part.remaining();
        part.get(bytes, size, length);
        size += length;
        return null;
    }

    /** Exact where the client told the length and sends it quickly. */
    private int capacity(int needed) {
        long told = request.getLength();
        int grown = Math.max(needed, Math.max(FIRST_BYTES, bytes.length * 2));
        return (int) Math.min(told >= 0 ? Math.max(told, needed) : bytesMax, grown);
    }

    private boolean isTooSlow() {
        long nanos = System.nanoTime() - request.getHeadersNanoTime();
        return nanos > GRACE_NANOS
                && size + discarded < BYTES_PER_SECOND_MIN * TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(
                413,
                "Too large",
                "The body is larger than %d bytes (http.body_max). Send smaller batches."
                        .formatted(bytesMax));
    }
}
