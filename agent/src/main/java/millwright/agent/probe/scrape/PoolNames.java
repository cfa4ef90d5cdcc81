package millwright.agent.probe.scrape;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an application calls the figures of its connection pools. A name may be empty: that figure
 * is not given.
 *
 * @param label the label that holds a pool's name
 * @param timeouts a counter of those who waited in vain
 * @param waitTimer a timer of getting a connection, without {@code _count} and {@code _sum}
 * @param waitSeconds one unit of {@code waitTimer} in seconds
 */
record PoolNames(
        String label,
        String active,
        String idle,
        String pending,
        String max,
        String timeouts,
        String waitTimer,
        double waitSeconds) {
    /** HikariCP through Micrometer; through its own tracker for simpleclient; Spring's for any. */
    static final Map<String, PoolNames> KNOWN =
            Map.of(
                    "hikaricp",
                    new PoolNames(
                            "pool",
                            "hikaricp_connections_active",
                            "hikaricp_connections_idle",
                            "hikaricp_connections_pending",
                            "hikaricp_connections_max",
                            "hikaricp_connections_timeout_total",
                            "hikaricp_connections_acquire_seconds",
                            1),
                    "hikaricp_simpleclient",
                    new PoolNames(
                            "pool",
                            "hikaricp_active_connections",
                            "hikaricp_idle_connections",
                            "hikaricp_pending_threads",
                            "hikaricp_max_connections",
                            "hikaricp_connection_timeout_total",
                            "hikaricp_connection_acquired_nanos",
                            1e-9),
                    "jdbc",
                    new PoolNames(
                            "name",
                            "jdbc_connections_active",
                            "jdbc_connections_idle",
                            "",
                            "jdbc_connections_max",
                            "",
                            "",
                            1));

    Set<String> all() {
        Stream<String> timer =
                waitTimer.isEmpty() ? Stream.of() : Stream.of(waitCount(), waitSum());
        return Stream.concat(Stream.of(active, idle, pending, max, timeouts), timer)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    String waitCount() {
        return waitTimer + "_count";
    }

    String waitSum() {
        return waitTimer + "_sum";
    }
}
