package millwright.dashboards;

import static millwright.dashboards.InfluxQl.lines;
import static millwright.dashboards.InfluxQl.rows;

/** What the fleet uses over months, from the hourly roll-ups in InfluxDB. */
final class CapacityHistoryDashboard {
    private CapacityHistoryDashboard() {}

    static Dashboard of(Limits limits) {
        return new Dashboard(
                        "capacity-influxdb",
                        "millwright-capacity-influxdb",
                        Source.INFLUXDB,
                        "capacity over months",
                        "How use has grown over months, from hourly roll-ups.")
                .over("now-90d", "")
                .with(InfluxQl.ENVIRONMENT)
                .with(InfluxQl.host(true))
                .with(InfluxQl.path())
                .with(Choices.CONSOLE)
                .row("Disks", disks())
                .row("Memory, CPU and connections", uses(limits))
                .row("From the beginning to the end of the time", tables());
    }

    private static Panel[] disks() {
        return new Panel[] {
            Panel.lines("Space in use", "percent", "By host and mount.")
                    .query(
                            lines(
                                    "disk",
                                    "mean(\"used_percent_mean\")",
                                    "AND \"path\" =~ /^$path$/",
                                    "host",
                                    "path"),
                            "$tag_host $tag_path")
                    .steps(Step.of("green", 80, "yellow", 90, "orange", 95, "red"))
                    .range(0, 100)
                    .linked(history()),
            Panel.lines(
                            "All disks together",
                            "bytes",
                            "Bytes in use, and all there are, of the chosen hosts and mounts.")
                    .query(total("used_mean"), "in use")
                    .query(total("total_mean"), "all")
                    .fromZero(),
            Panel.lines(
                            "Growth",
                            "bytes",
                            "Bytes that a mount gains in a day; below zero after a clean-up.")
                    .query(
                            "SELECT derivative(mean(\"used_mean\"), 1d) FROM \"disk\" WHERE"
                                    + " \"host\" =~ /^$host$/ AND \"environment\" =~"
                                    + " /^$environment$/ AND \"path\" =~ /^$path$/ AND $timeFilter"
                                    + " GROUP BY time(1d), \"host\", \"path\" fill(none)",
                            "$tag_host $tag_path")
                    .linked(history())
                    .size(24, 8)
        };
    }

    private static String total(String field) {
        return "SELECT sum(\"each\") FROM (SELECT mean(\""
                + field
                + "\") AS \"each\" FROM \"disk\" WHERE \"host\" =~ /^$host$/ AND \"environment\" =~"
                + " /^$environment$/ AND \"path\" =~ /^$path$/ AND $timeFilter GROUP BY"
                + " time($__interval), \"host\", \"path\" fill(none)) WHERE $timeFilter GROUP"
                + " BY time($__interval) fill(none)";
    }

    private static Link history() {
        return new Link(
                "Host over months",
                "/d/millwright-host-influxdb?var-host=${__field.labels.host}"
                        + "&var-datasource=${datasource}&${__url_time_range}");
    }

    private static Panel[] uses(Limits limits) {
        return new Panel[] {
            Panel.lines(
                            "Memory",
                            "percent",
                            "Mean of each hour, by host. " + limits.words("memory_usage"))
                    .query(lines("mem", "mean(\"used_percent_mean\")", "", "host"), "$tag_host")
                    .steps(limits.steps("memory_usage"))
                    .range(0, 100)
                    .linked(history())
                    .size(8, 8),
            Panel.lines(
                            "CPU",
                            "percent",
                            "Highest of each hour, by host. " + limits.words("cpu_utilization"))
                    .query(
                            lines(
                                    "cpu",
                                    "max(\"usage_active_max\")",
                                    "AND \"cpu\" = 'cpu-total'",
                                    "host"),
                            "$tag_host")
                    .steps(limits.steps("cpu_utilization"))
                    .range(0, 100)
                    .linked(history())
                    .size(8, 8),
            Panel.lines(
                            "Database connections",
                            "percent",
                            "Highest of each hour, by server. "
                                    + limits.words("database_connections"))
                    .query(
                            lines(
                                    "db_connections",
                                    "max(\"used_percent_max\")",
                                    "",
                                    "host",
                                    "server"),
                            "$tag_host $tag_server")
                    .steps(limits.steps("database_connections"))
                    .range(0, 100)
                    .linked(history())
                    .size(8, 8)
        };
    }

    private static Panel[] tables() {
        return new Panel[] {
            table(
                    "Disks",
                    "Space in use at the beginning and the end of the time, and the most in"
                            + " between.",
                    rows("disk", changes("used_percent"), "", "host", "path"),
                    Column.text("path", "Mount")),
            table(
                    "Memory",
                    "Memory in use at the beginning and the end of the time, and the most in"
                            + " between.",
                    rows("mem", changes("used_percent"), "", "host"))
        };
    }

    private static String changes(String field) {
        return "first(\"%s_mean\") AS \"first\", last(\"%s_mean\") AS \"last\", max(\"%s_max\") AS \"most\""
                .formatted(field, field, field);
    }

    private static Panel table(String title, String words, String query, Column... more) {
        Panel panel = Panel.table(title, words).query(query);
        return panel.columns(Column.text("host", "Host"))
                .columns(more)
                .columns(
                        Column.value("first", "At the beginning", "percent"),
                        Column.value("last", "At the end", "percent")
                                .coloured(Step.of("green", 80, "yellow", 90, "orange", 95, "red")),
                        Column.value("most", "Most", "percent"))
                .sorted("At the end", true);
    }
}
