package millwright.agent.probe.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Begins exchanges, and ends those whose time is over. One thread watches over all deadlines, and
 * goes when there are none. Thread-safe.
 */
public final class Fetcher implements AutoCloseable {
    private final Names names = new Names();

    /** With what ends each. */
    private final Map<Exchange, Future<?>> open = new ConcurrentHashMap<>();

    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(task, "probe-deadlines");
                        thread.setDaemon(true);
                        return thread;
                    });

    public Fetcher() {
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.setKeepAliveTime(2, TimeUnit.SECONDS);
        deadlines.allowCoreThreadTimeOut(true);
    }

    /**
     * The time runs from here on.
     *
     * @param limit for everything that is done in the exchange
     * @param at by which the dates of certificates are judged
     * @throws InterruptedException if the agent stops
     */
    public Exchange begin(Duration limit, Instant at) throws InterruptedException {
        Exchange exchange = new Exchange(names, limit, at, this::forget);
        try {
            open.put(
                    exchange,
                    deadlines.schedule(exchange::expire, limit.toNanos(), TimeUnit.NANOSECONDS));
            return exchange;
        } catch (RejectedExecutionException closed) {
            throw new InterruptedException("the agent stops");
        }
    }

    private void forget(Exchange exchange) {
        Future<?> deadline = open.remove(exchange);
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** Ends whatever is still on. */
    @Override
    public void close() {
        deadlines.shutdownNow();
        open.keySet().forEach(Exchange::stop);
        names.close();
    }
}
