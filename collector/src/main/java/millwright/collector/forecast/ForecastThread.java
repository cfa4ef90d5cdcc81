package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the job beside everything else: small portions, and after each a pause that leaves the rest
 * of the core to others. Never interrupted, as that would close the files that it reads.
 */
public final class ForecastThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ForecastThread.class);

    /** Of forecasts at once: a portion of some hundred milliseconds at most. */
    private static final int PORTION = 32;

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration FAILED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ForecastJob job;
    private final double share;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "forecast");
    private boolean failing;

    public ForecastThread(ForecastJob job, ForecastTuning tuning) {
        this.job = requireNonNull(job, "job");
        this.share = tuning.share();
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            Duration pause = IDLE;
            while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = portion();
            }
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to pause then. */
    private Duration portion() {
        long begin = System.nanoTime();
        try {
            boolean isMore = job.turn(PORTION);
            if (failing) {
                failing = false;
                log.info("Forecasts are made again.");
            }
            return isMore ? pause(Duration.ofNanos(System.nanoTime() - begin), share) : IDLE;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                failing = true;
                log.error("Forecasts wait, nothing is lost; trying again twice a minute.", e);
            }
            return FAILED;
        }
    }

    private void finish() {
        try {
            job.finish();
        } catch (RuntimeException e) {
            log.warn("The last forecasts are not on record: {}", e.getMessage());
        }
    }

    /** So that what was busy is the share of the whole. */
    static Duration pause(Duration busy, double share) {
        return Duration.ofNanos((long) (busy.toNanos() * (1 - share) / share));
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
