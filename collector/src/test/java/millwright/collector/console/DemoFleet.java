package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.MemoryCases;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.State;

/** A dozen hosts in all states, for the eye. */
final class DemoFleet {
    private DemoFleet() {}

    static MadeUpFleet fleet(Instant now) {
        MadeUpFleet fleet = new MadeUpFleet(now);
        Duration day = Duration.ofHours(26);
        for (String host :
                List.of("app-01", "app-02", "db-01", "db-02", "web-01", "web-02", "web-03")) {
            int seed = Math.floorMod(host.hashCode(), 97);
            State cpu = State.OK;
            if (!host.equals("web-02") && !host.equals("app-02")) {
                fleet.with(host, "cpu_utilization", "", cpu, 0, day, wave(22 + seed % 20, 9, seed));
            }
            fleet.with(host, "memory_usage", "", State.OK, 0, day, wave(48 + seed % 25, 3, seed));
        }
        fleet.with(
                "web-02",
                "cpu_utilization",
                "",
                State.BREACHED,
                3,
                Duration.ofMinutes(38),
                step(41, 98.4, 38, 1.2));
        fleet.with(
                "app-02",
                "cpu_utilization",
                "",
                State.RECOVERING,
                1,
                Duration.ofMinutes(52),
                bump(35, 86, 52, 4));
        disks(fleet, "db-01", 61, 7.4, 2);
        disks(fleet, "db-02", 47, 33, 0);
        disks(fleet, "web-01", 55, 41, 0);
        disks(fleet, "web-02", 52, 44, 0);
        disks(fleet, "web-03", 58, 18.6, 1);
        disks(fleet, "app-01", 71, 62, 0);
        disks(fleet, "app-02", 66, 57, 0);
        fleet.with("db-01", "database_connections", "portal", State.OK, 0, day, wave(52, 8, 5));
        fleet.with(
                "db-02",
                "database_connections",
                "portal",
                State.PENDING,
                1,
                Duration.ofMinutes(2),
                step(66, 83, 2, 2));
        fleet.with(
                "web-01",
                "api_response_time",
                "/api/orders",
                State.OK,
                0,
                day,
                wave(0.42, 0.12, 3));
        fleet.with(
                "web-02",
                "api_response_time",
                "/api/orders",
                State.BREACHED,
                2,
                Duration.ofMinutes(31),
                step(0.5, 6.8, 31, 0.7));
        fleet.with(
                "web-03", "api_response_time", "/api/orders", State.OK, 0, day, wave(0.61, 0.2, 9));
        fleet.with(
                "web-01",
                "error_rate",
                "portal",
                State.INSUFFICIENT_TRAFFIC,
                0,
                day,
                wave(0.05, 0.04, 2));
        fleet.with("web-03", "error_rate", "portal", State.OK, 0, day, wave(0.21, 0.1, 2));
        // A host that fell silent a quarter of an hour ago, and one whose disk sampler alone
        // stopped.
        fleet.with(
                "mail-01",
                "cpu_utilization",
                "",
                State.STALE,
                0,
                Duration.ofMinutes(11),
                cut(wave(12, 4, 4), 16));
        fleet.with(
                "mail-01",
                "memory_usage",
                "",
                State.STALE,
                0,
                Duration.ofMinutes(11),
                cut(wave(71, 1, 4), 16));
        fleet.with(
                "mail-01",
                "disk_free",
                "C:",
                State.STALE,
                0,
                Duration.ofMinutes(11),
                cut(wave(38, 0.2, 4), 16));
        fleet.with("backup-01", "cpu_utilization", "", State.OK, 0, day, wave(7, 3, 1));
        fleet.with(
                "backup-01",
                "disk_free",
                "/srv",
                State.STALE,
                0,
                Duration.ofMinutes(17),
                cut(wave(29, 0.2, 1), 22));
        fleet.with("cache-01", "cpu_utilization", "", State.OK, 0, day, wave(15, 4, 30));
        fleet.with(
                "cache-01",
                "memory_usage",
                "",
                State.BREACHED,
                1,
                Duration.ofMinutes(95),
                wave(88.2, 0.8, 30));
        fleet.with(
                "report-generation-and-archive-01.kw.smart-dairy.example",
                "cpu_utilization",
                "",
                State.OK,
                0,
                day,
                wave(33, 20, 77));
        fleet.host("new-01", Duration.ofSeconds(4));
        return fleet;
    }

    static MadeUpFleet many(Instant now, int hosts) {
        MadeUpFleet fleet = new MadeUpFleet(now);
        Duration day = Duration.ofDays(1);
        for (int i = 0; i < hosts; i++) {
            String host = "host-%04d".formatted(i);
            fleet.with(host, "cpu_utilization", "", State.OK, 0, day, wave(30, 20, i));
            fleet.with(host, "memory_usage", "", State.OK, 0, day, wave(50, 9, i));
            fleet.with(host, "disk_free", "/", State.OK, 0, day, wave(60, 1, i));
            fleet.with(host, "disk_free", "/var", State.OK, 0, day, wave(45, 1, i));
            fleet.with(host, "api_response_time", "/", State.OK, 0, day, wave(0.4, 0.2, i));
        }
        return fleet;
    }

    private static void disks(MadeUpFleet fleet, String host, double root, double data, int level) {
        Duration day = Duration.ofHours(26);
        State state = level == 0 ? State.OK : State.BREACHED;
        Duration since = level == 0 ? day : Duration.ofMinutes(140);
        fleet.with(host, "disk_free", "/", State.OK, 0, day, wave(root, 0.1, 1));
        fleet.with(
                host,
                "disk_free",
                "/var/lib/data",
                state,
                level,
                since,
                falling(data, level == 0 ? 0 : 0.03));
    }

    static MemoryCases cases(MadeUpFleet fleet) {
        MemoryCases cases = new MemoryCases(List.of());
        cases.add(
                fleet.ticket(
                        "T-000041",
                        key("db-01", "disk_free", "/var/lib/data"),
                        2,
                        9.9,
                        Duration.ofMinutes(140),
                        true));
        cases.add(
                fleet.ticket(
                        "T-000044",
                        key("web-02", "cpu_utilization", ""),
                        3,
                        98.1,
                        Duration.ofMinutes(23),
                        true));
        cases.add(
                fleet.ticket(
                        "T-000043",
                        key("web-02", "api_response_time", "/api/orders"),
                        2,
                        6.6,
                        Duration.ofMinutes(26),
                        true));
        cases.add(
                fleet.ticket(
                        "T-000042",
                        key("web-03", "disk_free", "/var/lib/data"),
                        1,
                        19.6,
                        Duration.ofMinutes(139),
                        true));
        cases.add(
                fleet.ticket(
                        "T-000040",
                        key("cache-01", "memory_usage", ""),
                        1,
                        87.0,
                        Duration.ofHours(75),
                        true));
        cases.add(
                fleet.ticket(
                        "T-000045",
                        key("app-02", "cpu_utilization", ""),
                        1,
                        85.1,
                        Duration.ofMinutes(37),
                        true));
        cases.add(
                fleet.ticket(
                        "T-000046",
                        key("mail-01", "agent_silent", ""),
                        1,
                        302,
                        Duration.ofMinutes(11),
                        true));
        cases.add(
                fleet.ticket(
                        "T-000017",
                        key("web-02", "cpu_utilization", ""),
                        1,
                        84.0,
                        Duration.ofDays(9),
                        false));
        return cases;
    }

    static IndicatorKey key(String host, String indicator, String resource) {
        return new IndicatorKey(host, indicator, resource);
    }

    private static double noise(double minutes, int seed) {
        double x = Math.sin(Math.floor(minutes) * 12.9898 + seed * 78.233) * 43758.5453;
        return x - Math.floor(x) - 0.5;
    }

    private static Function<Double, Optional<Double>> wave(double middle, double swing, int seed) {
        return ago ->
                Optional.of(
                        middle
                                + swing
                                        * (Math.sin((ago + seed * 7) / 23) + noise(ago, seed))
                                        / 1.5);
    }

    private static Function<Double, Optional<Double>> step(
            double before, double after, int minutes, double noise) {
        return ago -> Optional.of((ago > minutes ? before : after) + noise * noise(ago, 7));
    }

    private static Function<Double, Optional<Double>> bump(
            double low, double high, int from, int to) {
        return ago -> Optional.of((ago > from || ago < to ? low : high) + 4 * noise(ago, 3));
    }

    private static Function<Double, Optional<Double>> falling(double now, double aMinute) {
        return ago -> Optional.of(Math.min(97, now + aMinute * ago + 0.1 * noise(ago, 2)));
    }

    private static Function<Double, Optional<Double>> cut(
            Function<Double, Optional<Double>> course, int minutes) {
        return ago -> ago < minutes ? Optional.empty() : course.apply(ago);
    }
}
