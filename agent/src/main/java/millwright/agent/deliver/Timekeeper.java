package millwright.agent.deliver;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for what must not wait for a collector: the end of a request, and samples that go to
 * the disk. Tasks are short. The thread begins with the first task.
 */
final class Timekeeper implements AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    Timekeeper(String name) {
        thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread daemon = new Thread(task, name);
                            daemon.setDaemon(true);
                            return daemon;
                        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Once. */
    Future<?> after(Duration delay, Runnable task) {
        return thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Again and again until it is cancelled. */
    Future<?> afterAndEvery(Duration delay, Duration every, Runnable task) {
        return thread.scheduleWithFixedDelay(
                task, delay.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits up to a second for a task that is on; what is scheduled later does not happen. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean unused = thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
