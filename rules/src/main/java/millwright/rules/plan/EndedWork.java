package millwright.rules.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: a task that nobody has begun and whose ticket is open no more.
 *
 * @param reason a sentence for people, without its full stop
 * @param at when that was found
 */
public record EndedWork(String task, String ticket, IndicatorKey key, String reason, Instant at) {
    public EndedWork {
        requireNonNull(task, "task");
        requireNonNull(ticket, "ticket");
        requireNonNull(key, "key");
        requireNonNull(reason, "reason");
        requireNonNull(at, "at");
    }
}
