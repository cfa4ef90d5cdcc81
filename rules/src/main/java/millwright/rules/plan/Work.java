package millwright.rules.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.rules.calendar.ChangeType;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Work for a ticket, wherever it goes.
 *
 * @param kind name of its template, such as {@code disk-cleanup}
 * @param systems at least one; no two pieces of work are on one system at once
 * @param group as {@link millwright.rules.calendar.OccupiedWork}
 * @param submitted from when on its lead times count
 * @param early the early edge of the forecast that it must be over before, less the margin
 */
public record Work(
        String ticket,
        IndicatorKey key,
        Priority priority,
        String kind,
        String title,
        ChangeType type,
        Set<String> systems,
        Set<String> hosts,
        Optional<String> group,
        Instant submitted,
        Duration work,
        Duration rollback,
        Duration verification,
        Optional<Instant> early) {
    public Work {
        requireNonNull(ticket, "ticket");
        requireNonNull(key, "key");
        requireNonNull(priority, "priority");
        requireNonNull(kind, "kind");
        requireNonNull(title, "title");
        requireNonNull(type, "type");
        requireNonNull(group, "group");
        requireNonNull(submitted, "submitted");
        requireNonNull(early, "early");
        if (systems.isEmpty() || work.isNegative() || work.isZero()) {
            throw new IllegalArgumentException(
                    "%s for %s is on %s and takes %s".formatted(kind, ticket, systems, work));
        }
        systems = Collections.unmodifiableSortedSet(new TreeSet<>(systems));
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
    }

    /** Of the slot: with the way back and the proof. */
    public Duration length() {
        return work.plus(rollback).plus(verification);
    }

    Work with(Priority newest, Instant from, Optional<Instant> edge) {
        return new Work(
                ticket,
                key,
                newest,
                kind,
                title,
                type,
                systems,
                hosts,
                group,
                from,
                work,
                rollback,
                verification,
                edge);
    }
}
