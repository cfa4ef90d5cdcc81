package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketForecast;
import millwright.collector.history.Sample;
import millwright.collector.ingest.SeriesKey;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.HostView;
import millwright.collector.pipeline.IndicatorView;
import millwright.collector.pipeline.TargetView;
import millwright.rules.decision.Decision;
import millwright.rules.forecast.PredictedCrossing.Grower;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.ProcessUse;
import millwright.rules.indicator.State;
import millwright.rules.indicator.Threshold;

/** A fleet as a test or a demonstration writes it, with the design's limits. */
public final class MadeUpFleet implements FleetView {
    /** Now, in every test. */
    public static final Instant NOW = Instant.parse("2026-03-29T02:00:10Z");

    public static final String RULE = "a breach without an open ticket opens one";

    private final Instant now;
    private final Map<String, List<IndicatorView>> indicators = new TreeMap<>();
    private final Map<String, Instant> seen = new TreeMap<>();
    private final MadeUpHistory history = new MadeUpHistory();

    public MadeUpFleet(Instant now) {
        this.now = now;
    }

    public MadeUpHistory history() {
        return history;
    }

    /** The ticket of a disk with 9.5 % free, P2. */
    static Decision opened(IndicatorKey disk, Instant at) {
        Level level = levels("disk_free").get(1);
        Breach breach = new Breach(disk, level, at, at, 9.5, 1, 1, false, List.of());
        return new Decision.OpenTicket(
                disk,
                level.priority(),
                new Decision.Cause.ByBreach(breach),
                Optional.empty(),
                RULE);
    }

    /** A host that was last heard of so long ago. */
    public MadeUpFleet host(String name, Duration ago) {
        seen.merge(name, now.minus(ago), (one, other) -> one.isAfter(other) ? one : other);
        indicators.putIfAbsent(name, new ArrayList<>());
        return this;
    }

    /**
     * An indicator of a host.
     *
     * @param level the level's number, 0 where none is on
     * @param course its value so many minutes before now; empty where a sample is missing
     */
    public MadeUpFleet with(
            String host,
            String indicator,
            String resource,
            State state,
            int level,
            Duration since,
            Function<Double, Optional<Double>> course) {
        IndicatorKey key = new IndicatorKey(host, indicator, resource);
        Map<String, String> tags = resource.isEmpty() ? Map.of() : Map.of("path", resource);
        TreeMap<String, String> all = new TreeMap<>(tags);
        all.put("host", host);
        boolean invert = indicator.equals("disk_free");
        SeriesKey source =
                new SeriesKey(invert ? "disk" : indicator, all, invert ? "used_percent" : "value");
        history.add(
                source,
                at -> course.apply(minutesAgo(at)).map(value -> invert ? 100 - value : value));
        List<Sample> recent =
                Stream.iterate(now.minus(Duration.ofHours(1)), at -> at.plusSeconds(60))
                        .limit(61)
                        .flatMap(
                                at ->
                                        course
                                                .apply(minutesAgo(at))
                                                .map(value -> new Sample(at, value))
                                                .stream())
                        .toList();
        List<Level> levels = levels(indicator);
        Optional<Level> on = level == 0 ? Optional.empty() : Optional.of(levels.get(level - 1));
        Sample latest = recent.isEmpty() ? new Sample(now, 0) : recent.get(recent.size() - 1);
        Judgement judgement =
                new Judgement(
                        state,
                        on,
                        now.minus(since),
                        latest.at(),
                        latest.value(),
                        1.0,
                        state.isBreach() ? 0.97 : 0.0);
        host(host, Duration.between(latest.at(), now).plusSeconds(8));
        indicators
                .get(host)
                .add(
                        new IndicatorView(
                                key,
                                unit(indicator),
                                Optional.of(judgement),
                                levels,
                                source,
                                invert,
                                recent));
        return this;
    }

    private double minutesAgo(Instant at) {
        return Duration.between(at, now).toMillis() / 60_000.0;
    }

    private static String unit(String indicator) {
        return switch (indicator) {
            case "api_response_time" -> "seconds";
            case "load1" -> "count";
            case "queue_bytes" -> "bytes";
            default -> "percent";
        };
    }

    /** The design's table. */
    public static List<Level> levels(String indicator) {
        return switch (indicator) {
            case "cpu_utilization" ->
                    List.of(
                            above(1, 80, 15, Priority.P3, "CPU utilization, level 1"),
                            above(2, 90, 15, Priority.P2, "CPU utilization, level 2"),
                            above(3, 97, 15, Priority.P1, "CPU utilization, level 3"));
            case "memory_usage" ->
                    List.of(
                            above(1, 85, 15, Priority.P3, "memory usage, level 1"),
                            above(2, 92, 10, Priority.P2, "memory usage, level 2"),
                            above(3, 97, 5, Priority.P1, "memory usage, level 3"));
            case "disk_free" ->
                    List.of(
                            below(1, 20, Priority.P3, "disk free, level 1"),
                            below(2, 10, Priority.P2, "disk free, level 2"),
                            below(3, 5, Priority.P1, "disk free, level 3"));
            case "api_response_time" ->
                    List.of(
                            above(1, 3, 5, Priority.P3, "API response time, level 1"),
                            above(2, 5, 5, Priority.P2, "API response time, level 2"),
                            above(3, 10, 5, Priority.P1, "API response time, level 3"));
            case "database_connections" ->
                    List.of(
                            above(1, 80, 5, Priority.P3, "database connections, level 1"),
                            above(2, 90, 5, Priority.P2, "database connections, level 2"));
            default -> List.of();
        };
    }

    private static Level above(
            int number, double limit, int minutes, Priority priority, String row) {
        Threshold threshold =
                new Threshold(
                        Direction.ABOVE,
                        limit,
                        Duration.ofMinutes(minutes),
                        limit * 0.95,
                        Duration.ofMinutes(5));
        return new Level(
                number,
                threshold,
                priority,
                row,
                0,
                "Look at the processes below; restart or move the biggest one.",
                "https://wiki.example.com/runbooks/load");
    }

    private static Level below(int number, double limit, Priority priority, String row) {
        Threshold threshold =
                new Threshold(
                        Direction.BELOW, limit, Duration.ZERO, limit + 2, Duration.ofMinutes(5));
        return new Level(
                number,
                threshold,
                priority,
                row,
                0,
                "Free space (logs, old backups) or extend the volume.",
                "https://wiki.example.com/runbooks/disk-free");
    }

    /** A ticket of a level of the design's table, opened so long before now. */
    public Ticket ticket(
            String id, IndicatorKey key, int level, double value, Duration age, boolean open) {
        Level on =
                key.indicator().equals("agent_silent")
                        ? above(1, 300, 0, Priority.P3, "no data from a host, level 1")
                        : levels(key.indicator()).get(level - 1);
        Instant opened = now.minus(age);
        Instant since = opened.minus(on.threshold().sustain());
        List<ProcessUse> suspects =
                key.indicator().equals("cpu_utilization")
                        ? List.of(
                                new ProcessUse("w3wp.exe", 4242, 312.4, 3_221_225_472L, 0),
                                new ProcessUse("sqlservr.exe", 1820, 61.0, 12_884_901_888L, 0),
                                new ProcessUse("MsMpEng.exe", 960, 14.2, 268_435_456L, 0))
                        : List.of();
        Ticket.Evidence evidence =
                new Ticket.Evidence(
                        on.row(),
                        on.number(),
                        on.threshold().limit(),
                        on.threshold().sustain().toSeconds(),
                        value,
                        1.0,
                        0.97,
                        since,
                        opened,
                        on.action(),
                        on.runbook(),
                        suspects);
        Duration target =
                switch (on.priority()) {
                    case P1 -> Duration.ofHours(4);
                    case P2 -> Duration.ofHours(24);
                    default -> Duration.ofDays(3);
                };
        Duration response =
                switch (on.priority()) {
                    case P1 -> Duration.ZERO;
                    case P2 -> Duration.ofHours(4);
                    default -> Duration.ofHours(24);
                };
        List<Ticket.Event> events = new ArrayList<>();
        events.add(
                new Ticket.Event(
                        opened,
                        "ticket-opened",
                        on.priority(),
                        RULE,
                        "The value %s is past the limit of %s (%s)."
                                .formatted(value, on.threshold().limit(), on.row()),
                        Optional.empty()));
        Instant resolved = opened.plus(Duration.ofMinutes(42));
        if (!open) {
            events.add(
                    new Ticket.Event(
                            resolved,
                            "ticket-resolved",
                            on.priority(),
                            "a proven recovery resolves the ticket",
                            "Every sample since was on the good side of the rearm value.",
                            Optional.empty()));
        }
        return new Ticket(
                id,
                key,
                Optional.empty(),
                on.priority(),
                open ? Ticket.Status.OPEN : Ticket.Status.RESOLVED,
                opened,
                open ? Optional.empty() : Optional.of(resolved),
                Optional.empty(),
                since,
                1,
                RULE,
                evidence,
                opened.plus(response),
                Optional.of(opened.plus(target)),
                Optional.empty(),
                Optional.empty(),
                Ticket.Links.NONE,
                List.of(
                        new Ticket.Member(
                                key,
                                open,
                                opened,
                                open ? Optional.empty() : Optional.of(resolved),
                                since,
                                evidence)),
                events);
    }

    /** The same ticket, if nothing were breached yet and its disk forecast to be full in 20 h. */
    public Ticket foreseen(Ticket ticket) {
        Instant early = now.plus(Duration.ofHours(20));
        Ticket.Evidence evidence =
                new Ticket.Evidence(
                        "hard limit",
                        3,
                        0,
                        0,
                        31.25,
                        0,
                        0,
                        now.minus(Duration.ofHours(3)),
                        now,
                        "Free space (logs, old backups) or extend the volume.",
                        "",
                        List.of(),
                        Optional.of(
                                new TicketForecast(
                                        now.minus(Duration.ofHours(3)),
                                        now,
                                        "hard limit",
                                        0,
                                        true,
                                        31.25,
                                        "percent",
                                        early,
                                        early.plus(Duration.ofHours(5)),
                                        Optional.empty(),
                                        0.93,
                                        Duration.ofDays(30).toSeconds(),
                                        "robust-line",
                                        -8.2,
                                        now.minus(Duration.ofDays(9)),
                                        Segment.Beginning.STEP,
                                        true,
                                        "P2 by time: possible within 24 h",
                                        List.of(
                                                new Grower(
                                                        "process <java>", 125829120, "bytes")))));
        return new Ticket(
                ticket.id(),
                ticket.key(),
                ticket.service(),
                Priority.P2,
                ticket.status(),
                ticket.openedAt(),
                ticket.resolvedAt(),
                ticket.closedAt(),
                ticket.episode(),
                1,
                "a predicted crossing opens a ticket",
                evidence,
                ticket.responseDue(),
                ticket.resolutionDue(),
                ticket.flappingSince(),
                ticket.assignee(),
                ticket.links(),
                ticket.members(),
                ticket.events());
    }

    @Override
    public List<HostView> hosts() {
        return indicators.keySet().stream().map(this::view).toList();
    }

    @Override
    public Optional<HostView> host(String name) {
        return indicators.containsKey(name) ? Optional.of(view(name)) : Optional.empty();
    }

    private HostView view(String name) {
        boolean silent = Duration.between(seen.get(name), now).toMinutes() >= 5;
        return new HostView(
                name,
                "production",
                seen.get(name),
                silent,
                List.of(
                        new TargetView(
                                "postgresql",
                                "erp",
                                true,
                                seen.get(name),
                                Duration.ofMillis(12),
                                "",
                                ""),
                        new TargetView(
                                "http",
                                "gateway " + name,
                                false,
                                seen.get(name),
                                Duration.ofSeconds(5),
                                "timed_out",
                                "sent nothing of its answer within 5 s")),
                indicators.get(name).stream()
                        .sorted((a, b) -> a.key().compareTo(b.key()))
                        .toList());
    }
}
