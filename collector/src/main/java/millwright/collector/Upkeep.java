package millwright.collector;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import millwright.collector.api.LiveEvents;
import millwright.collector.calendar.CalendarBook;
import millwright.collector.cases.CaseRetention;
import millwright.collector.cases.Reachability;
import millwright.collector.history.History;
import millwright.collector.http.HttpServer;
import millwright.collector.people.People;
import millwright.collector.pipeline.IndicatorBoard;
import millwright.collector.rulebook.Rulebook;
import millwright.collector.trust.Trust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What recurs without anybody asking: roll-ups and retention, and the news of the board for open
 * pages.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration HISTORY = Duration.ofMinutes(5);
    private static final Duration RULES = Duration.ofSeconds(5);
    private static final Duration CERTIFICATES = Duration.ofMinutes(1);
    private static final Duration LAST_USES = Duration.ofMinutes(5);
    private static final Duration CASES = Duration.ofSeconds(5);
    private static final Duration RETENTION = Duration.ofHours(1);
    private static final Duration NEWS = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(
                    3,
                    task -> {
                        Thread thread = new Thread(task, "upkeep");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final InstantSource clock;

    Upkeep(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    void of(History history) {
        every(HISTORY, () -> history.maintain(clock.instant()), "roll up and drop old samples");
    }

    void of(MigrationWatch migration) {
        every(HISTORY, migration::look, "look whether a past is being copied here");
    }

    void of(Reachability cases) {
        every(CASES, cases::look, "look whether the database of the cases answers");
    }

    /** So that what another collector has written down counts here too. */
    void of(CalendarBook calendar) {
        every(CASES, calendar::look, "look what people have changed in the calendar");
    }

    void of(CaseRetention retention) {
        every(RETENTION, retention::run, "remove what has been kept long enough");
    }

    void of(IndicatorBoard board, LiveEvents live) {
        every(
                NEWS,
                () -> live.boardChanged(clock.instant(), board.drainNews(clock.instant())),
                "tell open pages of the board");
    }

    void of(Rulebook rulebook) {
        every(
                RULES,
                () -> rulebook.poll(clock.instant()),
                "look whether the rule files have changed");
    }

    /** Certificates are renewed, and what is known of agents is written down. */
    void of(Trust trust, HttpServer http) {
        every(CERTIFICATES, () -> trust.renew(http::renew), "renew the server's certificate");
        every(LAST_USES, trust::note, "note which agents have written");
    }

    void of(People people) {
        every(LAST_USES, people::note, "note who has been here");
    }

    private void every(Duration interval, Runnable work, String words) {
        var unused =
                timer.scheduleWithFixedDelay(
                        () -> quietly(work, words),
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** One failure must not end the series; the next turn tries again. */
    private static void quietly(Runnable work, String words) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Could not {}; trying again later: {}", words, e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
