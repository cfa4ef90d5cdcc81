package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;

/**
 * The calendar for Prometheus: {@code millwright_windows_active}, which windows, blackouts and
 * freezes are on; {@code millwright_windows_next_start_seconds} and {@code
 * millwright_windows_end_seconds}, when they begin and end; {@code millwright_work_permitted},
 * which kinds of work may be done now.
 */
public final class CalendarMetrics extends Collector {
    /** A quarter and a bit, so that each quarterly window has its next start in it. */
    private static final Duration AHEAD = Duration.ofDays(100);

    /** Listing a hundred days is not for each scrape. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final List<String> LABELS = List.of("kind", "name");

    private final Supplier<MaintenanceCalendar> calendar;
    private final InstantSource clock;
    private Listed listed = new Listed(null, Instant.MIN, List.of());

    public CalendarMetrics(Supplier<MaintenanceCalendar> calendar, InstantSource clock) {
        this.calendar = requireNonNull(calendar, "calendar");
        this.clock = requireNonNull(clock, "clock");
    }

    private record Listed(MaintenanceCalendar of, Instant until, List<CalendarEntry> entries) {}

    private record Name(String kind, String name) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }

        List<String> labels() {
            return List.of(kind, name);
        }
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Instant now = clock.instant();
        MaintenanceCalendar current = calendar.get();
        GaugeMetricFamily active =
                new GaugeMetricFamily(
                        "millwright_windows_active",
                        "1 while a window, blackout or freeze of the calendar is on, or else 0.",
                        LABELS);
        GaugeMetricFamily starts =
                new GaugeMetricFamily(
                        "millwright_windows_next_start_seconds",
                        "Time until the next one begins, of the next 100 days.",
                        LABELS);
        GaugeMetricFamily ends =
                new GaugeMetricFamily(
                        "millwright_windows_end_seconds",
                        "Time until the one that is on ends; absent where none is.",
                        LABELS);
        coming(current, now)
                .forEach(
                        (name, spans) -> {
                            boolean isOn = spans.get(0).contains(now);
                            active.addMetric(name.labels(), isOn ? 1 : 0);
                            if (isOn) {
                                ends.addMetric(name.labels(), until(spans.get(0).end(), now));
                            }
                            spans.stream()
                                    .filter(span -> span.start().isAfter(now))
                                    .findFirst()
                                    .ifPresent(
                                            span ->
                                                    starts.addMetric(
                                                            name.labels(),
                                                            until(span.start(), now)));
                        });
        return List.of(active, starts, ends, permitted(current, now));
    }

    /** What is on or comes, by name, soonest first. */
    private Map<Name, List<Span>> coming(MaintenanceCalendar current, Instant now) {
        Map<Name, List<Span>> coming = new TreeMap<>();
        for (CalendarEntry entry : entries(current, now)) {
            if (entry.span().end().isAfter(now)) {
                coming.computeIfAbsent(
                                new Name(entry.kind().word(), entry.name()),
                                name -> new ArrayList<>())
                        .add(entry.span());
            }
        }
        return coming;
    }

    private synchronized List<CalendarEntry> entries(MaintenanceCalendar current, Instant now) {
        if (listed.of() != current || !now.isBefore(listed.until())) {
            listed = new Listed(current, now.plus(KEPT), current.entries(Span.of(now, AHEAD)));
        }
        return listed.entries();
    }

    private static GaugeMetricFamily permitted(MaintenanceCalendar current, Instant now) {
        GaugeMetricFamily permitted =
                new GaugeMetricFamily(
                        "millwright_work_permitted",
                        "1 where work of that type may be done now on all systems, or else 0.",
                        List.of("type"));
        for (ChangeType type : ChangeType.values()) {
            boolean isPermitted = current.verdict(now, type, List.of()).permitted();
            permitted.addMetric(List.of(type.word()), isPermitted ? 1 : 0);
        }
        return permitted;
    }

    private static double until(Instant then, Instant now) {
        return Duration.between(now, then).toMillis() / 1000.0;
    }
}
