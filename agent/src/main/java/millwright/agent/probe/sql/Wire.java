package millwright.agent.probe.sql;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sockets of one target. A reading that takes too long or receives too much ends by closing
 * them: the one thing that every driver obeys, in whatever phase it is, from the first greeting to
 * a server that dies in the middle of an answer.
 *
 * <p>States: idle → reading ({@link #begin}) → idle ({@link #end}), or → cut, until the next begin.
 * While it is cut, and after {@link #close} for good, a new socket is closed at once.
 */
final class Wire implements AutoCloseable {
    /** What one reading may receive: some hundred times what the agent's own questions get. */
    static final long BYTES_MAX = 4L * 1024 * 1024;

    enum Cut {
        NONE,
        EXPIRED,
        TOO_LARGE,
        CLOSED
    }

    private static final ThreadLocal<Wire> CONNECTING = new ThreadLocal<>();

    private final ScheduledExecutorService watch;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesLeft = new AtomicLong(BYTES_MAX);

    // Guarded by this: a limit that comes at the very end of a reading must not cut the next one.
    private long reading;
    private Cut cut = Cut.NONE;
    private Optional<IOException> refusal = Optional.empty();
    private boolean isTried;

    /**
     * @param watch closes what takes too long
     */
    Wire(ScheduledExecutorService watch) {
        this.watch = watch;
    }

    /** Whose sockets this thread is about to open. */
    static Wire current() {
        Wire wire = CONNECTING.get();
        if (wire == null) {
            throw new IllegalStateException("a socket outside of any target's connecting");
        }
        return wire;
    }

    interface Connecting<T, E extends Exception> {
        T connect() throws E;
    }

    /** Sockets that this thread opens meanwhile are this wire's. */
    <T, E extends Exception> T during(Connecting<T, E> connecting) throws E {
        CONNECTING.set(this);
        try {
            return connecting.connect();
        } finally {
            CONNECTING.remove();
        }
    }

    /** One reading. Whoever began it calls {@link #end} with what this gives. */
    synchronized ScheduledFuture<?> begin(Duration limit) {
        reading++;
        cut = cut == Cut.CLOSED ? cut : Cut.NONE;
        refusal = Optional.empty();
        isTried = false;
        bytesLeft.set(BYTES_MAX);
        long number = reading;
        return watch.schedule(() -> expire(number), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    synchronized void end(ScheduledFuture<?> limit) {
        limit.cancel(false);
        reading++;
    }

    private synchronized void expire(long number) {
        if (number == reading) {
            cut(Cut.EXPIRED);
        }
    }

    /** How the reading was ended from here; {@code NONE} where it was not. */
    synchronized Cut cut() {
        return cut;
    }

    /** Why no connection came about; SQL Server's driver tells it in words alone. */
    synchronized Optional<IOException> refusal() {
        return refusal;
    }

    private synchronized void refused(IOException why) {
        refusal = Optional.of(why);
    }

    /** Whether this reading came as far as a socket: it does not where the name has no address. */
    synchronized boolean isTried() {
        return isTried;
    }

    /** Sockets that are open now. */
    int sockets() {
        return open.size();
    }

    private synchronized void cut(Cut why) {
        cut = cut == Cut.NONE ? why : cut;
        open.forEach(Wire::closeQuietly);
    }

    @Override
    public synchronized void close() {
        cut = Cut.CLOSED;
        open.forEach(Wire::closeQuietly);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            // it is gone either way
        }
    }

    synchronized Socket socket() {
        isTried = true;
        WireSocket socket = new WireSocket();
        open.add(socket);
        if (cut != Cut.NONE) {
            closeQuietly(socket);
        }
        return socket;
    }

    private final class WireSocket extends Socket {
        @Override
        public void connect(SocketAddress to, int timeoutMillis) throws IOException {
            try {
                super.connect(to, timeoutMillis);
            } catch (IOException why) {
                refused(why);
                throw why;
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }

        @Override
        public synchronized void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            if (bytesLeft.addAndGet(-bytes) < 0) {
                cut(Cut.TOO_LARGE);
                throw new IOException("more than %d bytes in one reading".formatted(BYTES_MAX));
            }
        }
    }
}
