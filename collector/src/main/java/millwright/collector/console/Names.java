package millwright.collector.console;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people call an indicator; one that a site has added is called by its id. */
final class Names {
    private static final Map<String, String> TITLES =
            Map.ofEntries(
                    entry("cpu_utilization", "CPU utilization"),
                    entry("memory_usage", "Memory usage"),
                    entry("disk_free", "Disk free"),
                    entry("database_connections", "Database connections"),
                    entry("pool_waiting", "Waiting for a pool"),
                    entry("api_response_time", "API response time"),
                    entry("error_rate", "Error rate"),
                    entry("inode_free", "Inodes free"),
                    entry("file_descriptors", "File descriptors"),
                    entry("log_space", "Transaction log space"),
                    entry("backup_age", "Backup age"),
                    entry("log_backup_age", "Log backup age"),
                    entry("file_present", "File present"),
                    entry("job_failures", "Jobs that failed"),
                    entry("replication_lag", "Replication lag"),
                    entry("replication_running", "Replication running"),
                    entry("certificate_days", "Certificate, days left"),
                    entry("target_up", "Target up"),
                    entry("time_offset", "Clock offset"),
                    entry("agent_silent", "Agent silent"));

    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    entry("api_response_time", "seconds"),
                    entry("agent_silent", "seconds"),
                    entry("backup_age", "seconds"),
                    entry("log_backup_age", "seconds"),
                    entry("replication_lag", "seconds"),
                    entry("time_offset", "seconds"),
                    entry("certificate_days", "days"),
                    entry("job_failures", "count"),
                    entry("pool_waiting", "count"),
                    entry("file_present", "up"),
                    entry("replication_running", "up"),
                    entry("target_up", "up"));

    private static final List<String> ORDER =
            List.of(
                    "cpu_utilization",
                    "memory_usage",
                    "disk_free",
                    "database_connections",
                    "pool_waiting",
                    "api_response_time",
                    "error_rate",
                    "target_up",
                    "certificate_days",
                    "inode_free",
                    "file_descriptors",
                    "time_offset",
                    "log_space",
                    "backup_age",
                    "log_backup_age",
                    "file_present",
                    "job_failures",
                    "replication_lag",
                    "replication_running");

    /** The order in which people look: the design's table first, then by name. */
    static final Comparator<String> READING_ORDER =
            Comparator.<String>comparingInt(Names::place).thenComparing(Comparator.naturalOrder());

    private Names() {}

    static String title(String indicator) {
        String known = TITLES.get(indicator);
        if (known != null) {
            return known;
        }
        String words = indicator.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The unit where no live series says it: an old ticket of a host that is gone. */
    static String unit(String indicator) {
        return UNITS.getOrDefault(indicator, TITLES.containsKey(indicator) ? "percent" : "");
    }

    static List<String> known() {
        List<String> all = new ArrayList<>(ORDER);
        all.add("agent_silent");
        return all;
    }

    private static int place(String indicator) {
        int place = ORDER.indexOf(indicator);
        return place < 0 ? ORDER.size() : place;
    }
}
