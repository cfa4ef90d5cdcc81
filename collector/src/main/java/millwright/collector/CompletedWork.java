package millwright.collector;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.Task;
import millwright.collector.cases.Tasks;
import millwright.collector.forecast.KnownMaintenance;
import millwright.rules.indicator.IndicatorKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that are done, for forecasts: each begins another course of the indicator that it was
 * about, on every host that it was on. Others of the host keep theirs: a file system that was
 * cleared out says nothing about memory. Asks the store at most once a minute, as each series asks.
 */
final class CompletedWork implements KnownMaintenance {
    private static final Logger log = LoggerFactory.getLogger(CompletedWork.class);
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    /** No forecast looks further back. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final Tasks tasks;
    private final InstantSource clock;
    private List<Task> done = List.of(); // guarded by this
    private Instant readAt = Instant.EPOCH; // guarded by this

    CompletedWork(Tasks tasks, InstantSource clock) {
        this.tasks = requireNonNull(tasks, "tasks");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public List<Instant> of(IndicatorKey key, Instant from, Instant to) {
        return done().stream()
                .filter(task -> isAbout(task, key))
                .map(task -> task.endedAt().orElseThrow())
                .filter(end -> !end.isBefore(from) && end.isBefore(to))
                .toList();
    }

    private static boolean isAbout(Task task, IndicatorKey key) {
        IndicatorKey about = task.work().key();
        return about.indicator().equals(key.indicator())
                && about.resource().equals(key.resource())
                && task.work().hosts().contains(key.host());
    }

    private synchronized List<Task> done() {
        Instant now = clock.instant();
        if (!now.isBefore(readAt.plus(TRUSTED))) {
            readAt = now; // before it may fail: each series asks
            try {
                done = tasks.doneSince(now.minus(REMEMBERED));
            } catch (CaseStoreException away) {
                log.warn(
                        "Forecasts know the work that was done until {} only: {}",
                        readAt,
                        away.getMessage());
            }
        }
        return done;
    }
}
