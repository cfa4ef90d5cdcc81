package millwright.agent.probe.fetch;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks host names up with a time limit, which the operating system's resolver does not have: one
 * that hangs holds a thread of its own, at most one for each name and {@value #HANGING_MAX} in all;
 * whoever asks again meanwhile waits for the same answer. Thread-safe.
 */
final class Names implements AutoCloseable {
    static final int HANGING_MAX = 8;

    /** What the operating system says, however long it takes. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final Map<String, FutureTask<List<InetAddress>>> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    0,
                    HANGING_MAX,
                    2,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> {
                        Thread thread = new Thread(task, "probe-dns");
                        thread.setDaemon(true);
                        return thread;
                    });

    Names() {
        this(InetAddress::getAllByName);
    }

    Names(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * @throws UnknownHostException if there is no address of that family
     * @throws InterruptedIOException if there is no answer in time
     */
    List<InetAddress> resolve(String host, AddressFamily family, long nanosMax)
            throws UnknownHostException, InterruptedIOException, InterruptedException {
        List<InetAddress> all = isLiteral(host) ? literal(host) : ask(host, nanosMax);
        List<InetAddress> wanted = family.of(all);
        if (wanted.isEmpty()) {
            throw new UnknownHostException(
                    "%s has no address of family %s".formatted(host, family));
        }
        return wanted;
    }

    private static List<InetAddress> literal(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    /** An address in digits, which needs no look-up. */
    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0
                || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private List<InetAddress> ask(String host, long nanosMax)
            throws UnknownHostException, InterruptedIOException, InterruptedException {
        FutureTask<List<InetAddress>> own =
                new FutureTask<>(
                        () -> {
                            try {
                                return List.of(resolver.resolve(host));
                            } finally {
                                running.remove(host);
                            }
                        });
        FutureTask<List<InetAddress>> other = running.putIfAbsent(host, own);
        if (other == null) {
            start(host, own);
        }
        return await(host, other == null ? own : other, nanosMax);
    }

    private void start(String host, FutureTask<List<InetAddress>> lookup)
            throws InterruptedIOException {
        try {
            threads.execute(lookup);
        } catch (RejectedExecutionException full) {
            running.remove(host);
            lookup.cancel(false);
            throw new InterruptedIOException(
                    "%d look-ups of other names hang already".formatted(HANGING_MAX));
        }
    }

    private static List<InetAddress> await(
            String host, FutureTask<List<InetAddress>> lookup, long nanosMax)
            throws UnknownHostException, InterruptedIOException, InterruptedException {
        try {
            return lookup.get(Math.max(0, nanosMax), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException late) {
            throw new InterruptedIOException("the name %s is not resolved".formatted(host));
        } catch (ExecutionException failed) {
            UnknownHostException unknown =
                    new UnknownHostException("there is no host %s".formatted(host));
            unknown.initCause(failed.getCause());
            throw unknown;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
