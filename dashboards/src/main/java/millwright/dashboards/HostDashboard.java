package millwright.dashboards;

import static millwright.dashboards.Metric.foretold;
import static millwright.dashboards.Metric.value;

/** One host: its indicators with their limits, what is foretold, and what its agent measures. */
final class HostDashboard {
    private static final String HOST = "{host=~\"$host\"}";

    private final Limits limits;

    private HostDashboard(Limits limits) {
        this.limits = limits;
    }

    static Dashboard of(Limits limits) {
        HostDashboard host = new HostDashboard(limits);
        return new Dashboard(
                        "host",
                        "millwright-host",
                        Source.PROMETHEUS,
                        "one host",
                        "What the collector judges of one host, what it foretells, and what its"
                                + " agent measures.")
                .with(Choices.ENVIRONMENT)
                .with(Choices.host())
                .with(Choices.resource(""))
                .with(Choices.CONSOLE)
                .with(Annotation.tickets(HOST))
                .with(Annotation.windows())
                .with(Annotation.freezes())
                .row("Now", host.now())
                .row("Indicators", host.indicators())
                .row("Foretold", host.foretellings())
                .row("Breaches and tickets", host.states(), host.judgements(), host.tickets())
                .row("The machine", machine())
                .row("Its agent", agent());
    }

    private Panel[] now() {
        return new Panel[] {
            stat("CPU utilization", "cpu_utilization", "max", "Share of all cores in use."),
            stat(
                    "Memory usage",
                    "memory_usage",
                    "max",
                    "100 less the share that is available; the page cache is not use."),
            stat("Tightest disk", "disk_free", "min", "Least free space of the chosen mounts."),
            Panel.stat("Worst breach", "short", "Level of the worst breach that is on.")
                    .query("max(millwright_breach" + HOST + ")", "level")
                    .steps(Step.of("green", 1, "yellow", 2, "orange", 3, "red"))
                    .word(0, "none", "green")
                    .linked(consoleOfChosen()),
            Panel.stat(
                            "Heard of",
                            "short",
                            "Whether the host has sent something in the time that agent_silent"
                                    + " allows.")
                    .query("max(millwright_host_silent" + HOST + ")", "silent")
                    .steps(Step.NONE_IS_GOOD)
                    .word(0, "yes", "green")
                    .word(1, "silent", "red"),
            Panel.stat(
                            "Next crossing",
                            "s",
                            "Time until the earliest crossing that a forecast expects here.")
                    .query("min(" + Metric.crossing("early", ",host=~\"$host\"") + ")", "earliest")
                    .steps(Step.TIME_LEFT)
                    .decimals(0)
        };
    }

    private Panel stat(String title, String indicator, String worst, String words) {
        return Panel.stat(title, "percent", words + " " + limits.words(indicator))
                .query(worst + "(" + value(indicator) + ")", title)
                .steps(limits.steps(indicator))
                .decimals(1)
                .range(0, 100)
                .linked(consoleOfChosen());
    }

    private static Link consoleOfChosen() {
        return new Link("Host in the console", "${console}/hosts/${host:percentencode}");
    }

    private Panel[] indicators() {
        return new Panel[] {
            line(
                    "CPU utilization",
                    "cpu_utilization",
                    "percent",
                    "cpu",
                    "Share of all cores in use."),
            line(
                    "Memory usage",
                    "memory_usage",
                    "percent",
                    "memory",
                    "100 less the share that is available; the page cache is not use."),
            line("Disk free", "disk_free", "percent", "{{resource}}", "Free space by mount."),
            line("Inodes free", "inode_free", "percent", "{{resource}}", "Free inodes by mount."),
            line(
                    "File descriptors",
                    "file_descriptors",
                    "percent",
                    "in use",
                    "Share of the files that the kernel lets be open."),
            line(
                    "Clock offset",
                    "time_offset",
                    "s",
                    "offset",
                    "What the kernel still has to correct, without its sign.")
        };
    }

    private Panel line(String title, String indicator, String unit, String legend, String words) {
        Panel panel =
                Panel.lines(title, unit, words + " " + limits.words(indicator))
                        .query(value(indicator), legend)
                        .steps(limits.steps(indicator))
                        .size(8, 7)
                        .linked(consoleOfChosen());
        return unit.equals("percent") ? panel.range(0, 100) : panel.fromZero();
    }

    private Panel[] foretellings() {
        return new Panel[] {
            band("CPU utilization against its forecast", "cpu_utilization", "max"),
            band("Memory usage against its forecast", "memory_usage", "max"),
            band("Tightest disk against its forecast", "disk_free", "min"),
            Panel.table(
                            "When limits are reached",
                            "Time until each crossing that is expected on this host, with its 90 %"
                                    + " interval; a late bound beyond the horizon is empty.")
                    .query(Metric.crossing("early", ",host=~\"$host\",resource=~\"$resource\""))
                    .query(Metric.crossing("median", ",host=~\"$host\",resource=~\"$resource\""))
                    .query(Metric.crossing("late", ",host=~\"$host\",resource=~\"$resource\""))
                    .columns(
                            Column.text("host", "Host"),
                            Column.text("indicator", "Indicator").linked(Link.forecastOfRow()),
                            Column.text("resource", "Resource"),
                            Column.value("Value #A", "Earliest in", "s"),
                            Column.value("Value #B", "Expected in", "s"),
                            Column.value("Value #C", "Latest in", "s"))
                    .sorted("Earliest in", false)
                    .size(24, 6)
        };
    }

    private Panel band(String title, String indicator, String worst) {
        return Panel.lines(
                        title,
                        "percent",
                        "What came, and the 90 % interval that was foretold a day before. Choose a"
                                + " time until now+1d to see the day that comes. "
                                + limits.words(indicator))
                .query(worst + "(" + value(indicator) + ")", "measured")
                .query(worst + "(" + foretold(indicator, "low") + ")", "low")
                .query(worst + "(" + foretold(indicator, "high") + ")", "high")
                .query(worst + "(" + foretold(indicator, "median") + ")", "expected")
                .band("low", "high", "expected")
                .steps(limits.steps(indicator))
                .range(0, 100)
                .size(8, 8);
    }

    private Panel states() {
        return Panel.states("Breaches", "Level of the breach that is on, of each indicator.")
                .query(
                        "millwright_breach{host=~\"$host\",resource=~\"$resource\"}",
                        "{{indicator}} {{resource}}")
                .steps(Step.of("green", 1, "yellow", 2, "orange", 3, "red"))
                .word(0, "good", "green")
                .word(1, "level 1", "yellow")
                .word(2, "level 2", "orange")
                .word(3, "level 3", "red");
    }

    private Panel judgements() {
        return Panel.table(
                        "Every indicator",
                        "All that is judged of this host: the latest value in the indicator's own"
                                + " unit, and the level of the breach that is on.")
                .query("millwright_indicator_value{host=~\"$host\",resource=~\"$resource\"}")
                .query("millwright_breach{host=~\"$host\",resource=~\"$resource\"}")
                .columns(
                        Column.text("indicator", "Indicator"),
                        Column.text("resource", "Resource"),
                        Column.value("Value #A", "Value", "short"),
                        Column.value("Value #B", "Level", "short")
                                .coloured(Step.of("green", 1, "yellow", 2, "orange", 3, "red"))
                                .wide(80))
                .sorted("Level", true);
    }

    private Panel tickets() {
        return Panel.table(
                        "Open tickets",
                        "Tickets of this host with something left to do. A number leads to the"
                                + " ticket in the console.")
                .query("millwright_ticket_opened_timestamp_seconds" + HOST + " * 1000")
                .columns(
                        Column.text("ticket", "Ticket").linked(Link.ticketOfRow()),
                        Column.text("priority", "Priority"),
                        Column.text("state", "State"),
                        Column.text("indicator", "Indicator"),
                        Column.text("resource", "Resource"),
                        Column.value("Value", "Opened", "dateTimeAsIso"))
                .sorted("Priority", false);
    }

    private static Panel[] machine() {
        return new Panel[] {
            Panel.lines(
                            "CPU by kind",
                            "percentunit",
                            "What the cores do, as the agent measures it.")
                    .query(
                            "millwright_host_cpu_usage_ratio{host=~\"$host\",mode!~\"idle|active\"}",
                            "{{mode}}")
                    .stacked()
                    .range(0, 1)
                    .size(8, 7),
            Panel.lines("Load", "short", "Processes that run or wait, and the number of cores.")
                    .query("millwright_host_load1" + HOST, "1 min")
                    .query("millwright_host_load15" + HOST, "15 min")
                    .query("millwright_host_cpus" + HOST, "cores")
                    .fromZero()
                    .size(8, 7),
            Panel.lines(
                            "Pressure",
                            "percentunit",
                            "Share of the last minute in which some work waited for a resource"
                                    + " (Linux).")
                    .query("millwright_host_pressure_ratio" + HOST, "{{resource}} {{type}}")
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Memory", "bytes", "Memory in use and all there is; swap in use.")
                    .query("millwright_host_memory_used_bytes" + HOST, "used")
                    .query("millwright_host_memory_size_bytes" + HOST, "all")
                    .query("millwright_host_swap_used_bytes" + HOST, "swap used")
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Disk throughput", "Bps", "Bytes read and written a second, by disk.")
                    .query(
                            "rate(millwright_host_disk_read_bytes_total"
                                    + HOST
                                    + "[$__rate_interval])",
                            "{{device}} read")
                    .query(
                            "rate(millwright_host_disk_written_bytes_total"
                                    + HOST
                                    + "[$__rate_interval])",
                            "{{device}} written")
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Disk busy", "percentunit", "Share of the time with a request, by disk.")
                    .query("millwright_host_disk_busy_ratio" + HOST, "{{device}}")
                    .range(0, 1)
                    .size(8, 7),
            Panel.lines("Network", "Bps", "Bytes received and sent a second, by interface.")
                    .query(
                            "rate(millwright_host_network_received_bytes_total"
                                    + HOST
                                    + "[$__rate_interval])",
                            "{{interface}} received")
                    .query(
                            "rate(millwright_host_network_sent_bytes_total"
                                    + HOST
                                    + "[$__rate_interval])",
                            "{{interface}} sent")
                    .fromZero()
                    .size(8, 7),
            Panel.lines(
                            "Network trouble",
                            "pps",
                            "Packets a second that were damaged or dropped, by interface.")
                    .query(
                            "rate(millwright_host_network_receive_errors_total"
                                    + HOST
                                    + "[$__rate_interval])",
                            "{{interface}} receive errors")
                    .query(
                            "rate(millwright_host_network_send_errors_total"
                                    + HOST
                                    + "[$__rate_interval])",
                            "{{interface}} send errors")
                    .query(
                            "rate(millwright_host_network_receive_drops_total"
                                    + HOST
                                    + "[$__rate_interval])",
                            "{{interface}} dropped")
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Processes", "short", "Processes and their threads.")
                    .query("millwright_host_processes" + HOST, "processes")
                    .query("millwright_host_threads" + HOST, "threads")
                    .fromZero()
                    .size(8, 7)
        };
    }

    private static Panel[] agent() {
        return new Panel[] {
            Panel.lines(
                            "What waits for the collector",
                            "bytes",
                            "Size of the agent's spool, and what it may take.")
                    .query("millwright_agent_spool_size_bytes" + HOST, "waits")
                    .query("millwright_agent_spool_max_bytes" + HOST, "may")
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Delivery of a batch", "s", "Mean time until the collector has answered.")
                    .query(
                            "rate(millwright_agent_push_seconds_sum"
                                    + HOST
                                    + "[$__rate_interval]) /"
                                    + " rate(millwright_agent_push_seconds_count"
                                    + HOST
                                    + "[$__rate_interval])",
                            "a batch")
                    .fromZero()
                    .size(8, 7),
            Panel.lines(
                            "Use of its budget",
                            "percentunit",
                            "What the agent takes of what it may, by resource; past 1 it sheds"
                                    + " samplers.")
                    .query("millwright_agent_budget_used_ratio" + HOST, "{{resource}}")
                    .steps(Step.of("green", 1, "red"))
                    .fromZero()
                    .size(8, 7)
        };
    }
}
