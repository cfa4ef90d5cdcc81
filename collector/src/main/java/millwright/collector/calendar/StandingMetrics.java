package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import millwright.collector.calendar.StandingItem.State;
import millwright.collector.calendar.StandingWork.Overdue;
import millwright.rules.calendar.Span;

/**
 * The standing schedule for Prometheus: {@code millwright_standing_tasks}, what has become of its
 * times of the last 30 days, and {@code millwright_standing_overdue_seconds}, what is overdue.
 */
public final class StandingMetrics extends Collector {
    private static final Duration COUNTED = Duration.ofDays(30);

    /** Some tasks come four times an hour, so a month is not for each scrape. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Of what is to come, and of what nobody watches, there is nothing to tell. */
    private static final Set<State> TOLD =
            Collections.unmodifiableSet(
                    EnumSet.of(State.DUE, State.OVERDUE, State.DONE, State.DONE_LATE));

    private final StandingWork standing;
    private final InstantSource clock;
    private Read read = new Read(Instant.MIN, List.of(), List.of());

    public StandingMetrics(StandingWork standing, InstantSource clock) {
        this.standing = requireNonNull(standing, "standing");
        this.clock = requireNonNull(clock, "clock");
    }

    private record Read(Instant until, List<StandingItem> month, List<Overdue> overdue) {}

    @Override
    public List<MetricFamilySamples> collect() {
        Instant now = clock.instant();
        Read current = read(now);
        GaugeMetricFamily tasks =
                new GaugeMetricFamily(
                        "millwright_standing_tasks",
                        "Times of standing tasks in the last 30 days by what has become of them.",
                        List.of("state"));
        for (State state : TOLD) {
            tasks.addMetric(
                    List.of(state.name().toLowerCase(Locale.ROOT)),
                    (double)
                            current.month().stream().filter(item -> item.state() == state).count());
        }
        GaugeMetricFamily overdue =
                new GaugeMetricFamily(
                        "millwright_standing_overdue_seconds",
                        "For how long the last time of a standing task has been overdue; absent"
                                + " where none is.",
                        List.of("task", "owner"));
        for (Overdue each : current.overdue()) {
            overdue.addMetric(
                    List.of(
                            each.item().occurrence().task().name(),
                            each.item().occurrence().task().owner()),
                    Duration.between(each.item().overdueAt(), now).toMillis() / 1000.0);
        }
        return List.of(tasks, overdue);
    }

    private synchronized Read read(Instant now) {
        if (!now.isBefore(read.until())) {
            read =
                    new Read(
                            now.plus(KEPT),
                            standing.watched(new Span(now.minus(COUNTED), now), now),
                            standing.overdue(now));
        }
        return read;
    }
}
