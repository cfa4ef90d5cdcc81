package millwright.agent;

import java.util.concurrent.CountDownLatch;

/**
 * What the service wrapper of Windows (Apache procrun) calls: it has the JVM in its own process,
 * starts the agent on one thread and stops it from another. A service whose process ends by itself
 * counts as failed there, so a stop returns from {@link #start} instead of exiting.
 */
public final class WindowsService {
    private static final CountDownLatch STOP = new CountDownLatch(1);

    private WindowsService() {}

    /** Returns after {@link #stop}; a bad configuration ends the process with its exit code. */
    public static void start(String[] arguments) {
        Logging.useOurManager();
        Logging.toStandardError();
        int code = Main.commandLine().execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** From another thread than {@link #start}; does not wait. */
    public static void stop(String[] arguments) {
        STOP.countDown();
    }

    static void awaitStop() throws InterruptedException {
        STOP.await();
    }
}
