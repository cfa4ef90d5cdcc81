package millwright.dashboards;

import static millwright.dashboards.InfluxQl.lines;

/** One host over months, from the hourly roll-ups in InfluxDB. */
final class HostHistoryDashboard {
    private static final String COUNTER = "non_negative_derivative(last(\"%s_last\"), 1s)";

    private HostHistoryDashboard() {}

    static Dashboard of(Limits limits) {
        return new Dashboard(
                        "host-influxdb",
                        "millwright-host-influxdb",
                        Source.INFLUXDB,
                        "one host over months",
                        "What an agent has measured of one host, from hourly roll-ups.")
                .over("now-90d", "")
                .with(InfluxQl.ENVIRONMENT)
                .with(InfluxQl.host(false))
                .with(InfluxQl.path())
                .with(Choices.CONSOLE)
                .row("Use", use(limits))
                .row("Work", work())
                .row("Databases and services", services(limits))
                .row("Processes", processes());
    }

    private static Panel line(String title, String unit, String words) {
        return Panel.lines(title, unit, words)
                .fromZero()
                .size(8, 8)
                .linked(
                        new Link("Host in the console", "${console}/hosts/${host:percentencode}"),
                        Link.dashboard("Host, the last days", "millwright-host"));
    }

    private static Panel[] use(Limits limits) {
        return new Panel[] {
            line("CPU", "percent", "Mean and busiest hour. " + limits.words("cpu_utilization"))
                    .query(
                            lines(
                                    "cpu",
                                    "mean(\"usage_active_mean\")",
                                    "AND \"cpu\" = 'cpu-total'"),
                            "mean")
                    .query(
                            lines("cpu", "max(\"usage_active_max\")", "AND \"cpu\" = 'cpu-total'"),
                            "highest")
                    .steps(limits.steps("cpu_utilization"))
                    .range(0, 100),
            line("Memory", "percent", "Mean and fullest hour. " + limits.words("memory_usage"))
                    .query(lines("mem", "mean(\"used_percent_mean\")", ""), "mean")
                    .query(lines("mem", "max(\"used_percent_max\")", ""), "highest")
                    .steps(limits.steps("memory_usage"))
                    .range(0, 100),
            line("Disks", "percent", "Space in use, by mount: 100 less what is free.")
                    .query(
                            lines(
                                    "disk",
                                    "mean(\"used_percent_mean\")",
                                    "AND \"path\" =~ /^$path$/",
                                    "path"),
                            "$tag_path")
                    .steps(Step.of("green", 80, "yellow", 90, "orange", 95, "red"))
                    .range(0, 100)
        };
    }

    private static Panel[] work() {
        return new Panel[] {
            line("Load", "short", "Processes that run or wait, mean of a minute.")
                    .query(lines("system", "mean(\"load1_mean\")", ""), "load"),
            line("Network", "Bps", "Bytes received and sent a second, by interface.")
                    .query(
                            lines("net", COUNTER.formatted("bytes_recv"), "", "interface"),
                            "$tag_interface received")
                    .query(
                            lines("net", COUNTER.formatted("bytes_sent"), "", "interface"),
                            "$tag_interface sent"),
            line("Disk busy", "percent", "Share of the time with a request, by disk.")
                    .query(lines("diskio", "mean(\"io_util_mean\")", "", "name"), "$tag_name")
                    .range(0, 100)
        };
    }

    private static Panel[] services(Limits limits) {
        return new Panel[] {
            line(
                            "Database connections",
                            "percent",
                            "Highest share in use, by server. "
                                    + limits.words("database_connections"))
                    .query(
                            lines("db_connections", "max(\"used_percent_max\")", "", "server"),
                            "$tag_server")
                    .steps(limits.steps("database_connections"))
                    .range(0, 100),
            line("Database waits", "s", "The longest wait for a lock of each hour, by server.")
                    .query(
                            lines("db_blocking", "max(\"longest_wait_seconds_max\")", "", "server"),
                            "$tag_server"),
            line(
                            "Response times",
                            "s",
                            "95 of a hundred requests were faster; the slowest of each hour, by"
                                    + " service. "
                                    + limits.words("api_response_time"))
                    .query(
                            lines("http_requests", "max(\"p95_seconds_max\")", "", "service"),
                            "$tag_service")
                    .steps(limits.steps("api_response_time"))
        };
    }

    private static Panel[] processes() {
        return new Panel[] {
            Panel.lines(
                            "Memory by process",
                            "bytes",
                            "Resident memory of the biggest processes, all of a name together.")
                    .query(
                            lines("procstat_top", "mean(\"memory_rss_mean\")", "", "process_name"),
                            "$tag_process_name")
                    .fromZero(),
            Panel.lines(
                            "CPU by process",
                            "percent",
                            "Of one core, of the busiest processes, all of a name together.")
                    .query(
                            lines("procstat_top", "mean(\"cpu_usage_mean\")", "", "process_name"),
                            "$tag_process_name")
                    .fromZero()
        };
    }
}
