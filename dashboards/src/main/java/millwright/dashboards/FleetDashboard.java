package millwright.dashboards;

import static millwright.dashboards.Metric.fleetValue;
import static millwright.dashboards.Metric.inFleet;

/** Who hurts, and what is next to break. */
final class FleetDashboard {
    private static final String LEVEL = inFleet("millwright_breach");

    private FleetDashboard() {}

    static Dashboard of(Limits limits) {
        return new Dashboard(
                        "fleet",
                        "millwright-fleet",
                        Source.PROMETHEUS,
                        "fleet",
                        "Who hurts, and what is next to break.")
                .with(Choices.ENVIRONMENT)
                .with(Choices.CONSOLE)
                .with(Annotation.tickets(""))
                .with(Annotation.windows())
                .with(Annotation.freezes())
                .row("Now", now())
                .row("Who hurts", breaches(), soon())
                .row("All hosts", hosts(limits))
                .row("The last while", states(), levels(), tickets(), cpu(), memory());
    }

    private static Panel[] now() {
        return new Panel[] {
            Panel.stat("Hosts", "short", "Hosts that the collector knows.")
                    .query("count(" + inFleet("millwright_host_info") + ")", "hosts"),
            Panel.stat(
                            "Silent hosts",
                            "short",
                            "Hosts that have sent nothing for longer than agent_silent allows.")
                    .query("sum(" + inFleet("millwright_host_silent") + ")", "silent")
                    .steps(Step.NONE_IS_GOOD),
            Panel.stat("Breaches", "short", "Indicators that are past a limit now.")
                    .query("count(" + LEVEL + " > 0) or vector(0)", "breaches")
                    .steps(Step.NONE_IS_GOOD),
            Panel.stat("Open tickets", "short", "Tickets with something left to do.")
                    .query("sum(millwright_tickets{state!~\"resolved|closed\"})", "open")
                    .linked(Link.dashboard("Tickets and SLA", "millwright-tickets")),
            Panel.stat(
                            "Targets missed",
                            "short",
                            "Clocks of open tickets that are past their target (L-013 §2.3).")
                    .query(
                            "count(millwright_ticket_sla_remaining_seconds < 0) or vector(0)",
                            "missed")
                    .steps(Step.NONE_IS_GOOD)
                    .linked(Link.dashboard("Tickets and SLA", "millwright-tickets")),
            Panel.stat(
                            "Next to break",
                            "s",
                            "Time until the earliest crossing that a forecast expects, by the early"
                                    + " bound of its 90 % interval.")
                    .query("min(" + inFleet(Metric.crossing("early", "")) + ")", "next crossing")
                    .steps(Step.TIME_LEFT)
                    .decimals(0)
                    .linked(Link.dashboard("Capacity", "millwright-capacity"))
        };
    }

    private static Panel breaches() {
        return Panel.table(
                        "Breaches",
                        "Every indicator that is past a limit: its level (3 is the worst) and its"
                                + " latest value in its own unit. The host's name leads to its"
                                + " dashboard.")
                .query("topk(100, " + LEVEL + " > 0)")
                .query(
                        inFleet("millwright_indicator_value")
                                + " and on(host, indicator, resource) (millwright_breach > 0)")
                .columns(
                        Column.text("host", "Host").linked(Link.hostOfRow()),
                        Column.text("indicator", "Indicator"),
                        Column.text("resource", "Resource"),
                        Column.value("Value #A", "Level", "short")
                                .coloured(Step.of("yellow", 2, "orange", 3, "red"))
                                .wide(80),
                        Column.value("Value #B", "Value", "short"))
                .sorted("Level", true);
    }

    private static Panel soon() {
        return Panel.table(
                        "Next to break",
                        "The twenty nearest crossings that forecasts expect, with the early and the"
                                + " middle of each interval.")
                .query("bottomk(20, " + inFleet(Metric.crossing("early", "")) + ")")
                .query(inFleet(Metric.crossing("median", "")))
                .columns(
                        Column.text("host", "Host").linked(Link.hostOfRow()),
                        Column.text("indicator", "Indicator").linked(Link.forecastOfRow()),
                        Column.text("resource", "Resource"),
                        Column.value("Value #A", "Earliest in", "s").coloured(Step.TIME_LEFT),
                        Column.value("Value #B", "Expected in", "s"))
                .sorted("Earliest in", false);
    }

    private static Panel hosts(Limits limits) {
        return Panel.table(
                        "Hosts",
                        "Each host with its CPU, memory, tightest disk and worst breach; coloured"
                                + " by the limits of the decision table.")
                .query(
                        "topk(200, max by (host, environment) ("
                                + fleetValue("cpu_utilization")
                                + "))")
                .query("max by (host, environment) (" + fleetValue("memory_usage") + ")")
                .query("min by (host, environment) (" + fleetValue("disk_free") + ")")
                .query("max by (host, environment) (" + LEVEL + ")")
                .query("max by (host, environment) (" + inFleet("millwright_host_silent") + ")")
                .columns(
                        Column.text("host", "Host").linked(Link.hostOfRow()),
                        Column.text("environment", "Environment"),
                        Column.value("Value #A", "CPU", "percent")
                                .coloured(limits.steps("cpu_utilization")),
                        Column.value("Value #B", "Memory", "percent")
                                .coloured(limits.steps("memory_usage")),
                        Column.value("Value #C", "Tightest disk, free", "percent")
                                .coloured(limits.steps("disk_free")),
                        Column.value("Value #D", "Worst level", "short")
                                .coloured(Step.of("green", 1, "yellow", 2, "orange", 3, "red")),
                        Column.value("Value #E", "Silent", "bool_yes_no")
                                .coloured(Step.NONE_IS_GOOD))
                .sorted("Worst level", true)
                .size(24, 9);
    }

    private static Panel states() {
        return Panel.states(
                        "Worst level of each host",
                        "The hosts that were worst in the time that is shown, at most 25.")
                .query(
                        "max by (host) ("
                                + LEVEL
                                + ") and on(host) topk(25, max by (host)"
                                + " (max_over_time(millwright_breach[$__range] @ end())))",
                        "{{host}}")
                .steps(Step.of("green", 1, "yellow", 2, "orange", 3, "red"))
                .word(0, "good", "green")
                .word(1, "level 1", "yellow")
                .word(2, "level 2", "orange")
                .word(3, "level 3", "red")
                .linked(Link.hostOfSeries(), Link.consoleOfSeries());
    }

    private static Panel levels() {
        return Panel.lines(
                        "Breaches by level", "short", "How many indicators were past which limit.")
                .query("count_values(\"level\", " + LEVEL + " > 0)", "level {{level}}")
                .fromZero()
                .stacked()
                .stepped();
    }

    private static Panel tickets() {
        return Panel.lines(
                        "Open tickets by priority",
                        "short",
                        "Tickets with something left to do, of the whole site.")
                .query(
                        "sum by (priority) (millwright_tickets{state!~\"resolved|closed\"})",
                        "{{priority}}")
                .fromZero()
                .stacked()
                .stepped();
    }

    private static Panel cpu() {
        return Panel.heat(
                        "CPU utilization over the hosts",
                        "percent",
                        "How many hosts are how busy: a line that leaves the others is a host to"
                                + " look at, all that rise together are a day's load.")
                .query(fleetValue("cpu_utilization"), "{{host}}");
    }

    private static Panel memory() {
        return Panel.heat(
                        "Memory usage over the hosts",
                        "percent",
                        "How many hosts use how much of their memory.")
                .query(fleetValue("memory_usage"), "{{host}}");
    }
}
