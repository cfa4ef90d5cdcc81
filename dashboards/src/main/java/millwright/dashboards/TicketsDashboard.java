package millwright.dashboards;

/** Tickets and what is left of their targets. */
final class TicketsDashboard {
    private static final String OPEN = "millwright_tickets{state!~\"resolved|closed\"}";
    private static final String CLOCK = "millwright_ticket_sla_remaining_seconds";

    private TicketsDashboard() {}

    static Dashboard of() {
        return new Dashboard(
                        "tickets",
                        "millwright-tickets",
                        Source.PROMETHEUS,
                        "tickets and SLA",
                        "What is to be done, by when, and how targets are kept (L-013 §2.3).")
                .over("now-7d", "1m")
                .with(Choices.ENVIRONMENT)
                .with(
                        new Variable.Found(
                                "host",
                                "Host",
                                "label_values(millwright_host_info{environment=~\"$environment\"},"
                                        + " host)",
                                "",
                                true))
                .with(Choices.CONSOLE)
                .with(Annotation.tickets("{host=~\"$host\"}"))
                .with(Annotation.windows())
                .with(Annotation.freezes())
                .row("Now", now())
                .row("Open tickets", tickets(), clocks())
                .row("How it went", priorities(), states(), urgent(), hosts())
                .row("Targets", kept())
                .row("Work for them", work());
    }

    private static Panel[] now() {
        return new Panel[] {
            open("P1", "red"),
            open("P2", "orange"),
            open("P3", "yellow"),
            open("P4", "blue"),
            Panel.stat("Targets missed", "short", "Clocks of open tickets past their target.")
                    .query("count(" + CLOCK + " < 0) or vector(0)", "missed")
                    .steps(Step.NONE_IS_GOOD),
            Panel.stat("Next target", "s", "What is left on the clock that ends next.")
                    .query("min(" + CLOCK + " >= 0)", "next target")
                    .steps(Step.of("red", 1_800, "orange", 7_200, "yellow", 28_800, "green"))
                    .decimals(0)
        };
    }

    private static Panel open(String priority, String colour) {
        return Panel.stat(
                        priority + " open",
                        "short",
                        "Tickets of priority " + priority + " with something left to do.")
                .query(
                        "sum(millwright_tickets{state!~\"resolved|closed\",priority=\""
                                + priority
                                + "\"})",
                        priority)
                .steps(Step.of("green", 1, colour));
    }

    private static Panel tickets() {
        return Panel.table(
                        "Open tickets",
                        "What has something left to do; the newest 500. A number leads to the"
                                + " ticket in the console, a host to its dashboard.")
                .query("millwright_ticket_opened_timestamp_seconds{host=~\"$host\"} * 1000")
                .columns(
                        Column.text("ticket", "Ticket").linked(Link.ticketOfRow()).wide(95),
                        Column.text("priority", "Priority").wide(75),
                        Column.text("state", "State"),
                        Column.text("host", "Host").linked(Link.hostOfRow()),
                        Column.text("indicator", "Indicator"),
                        Column.text("resource", "Resource"),
                        Column.value("Value", "Opened", "dateTimeAsIso"))
                .sorted("Priority", false)
                .size(14, 10);
    }

    private static Panel clocks() {
        return Panel.table(
                        "What is left on the clocks",
                        "Until the target of the response and of the resolution; negative past it.")
                .query("sort(" + CLOCK + ")")
                .columns(
                        Column.text("ticket", "Ticket").linked(Link.ticketOfRow()),
                        Column.text("priority", "Priority"),
                        Column.text("clock", "Clock"),
                        Column.value("Value", "Left", "s")
                                .coloured(
                                        Step.of(
                                                "red", 0, "orange", 7_200, "yellow", 28_800,
                                                "green")))
                .sorted("Left", false)
                .size(10, 10);
    }

    private static Panel priorities() {
        return Panel.lines(
                        "Open tickets by priority", "short", "Tickets with something left to do.")
                .query("sum by (priority) (" + OPEN + ")", "{{priority}}")
                .fromZero()
                .stacked()
                .stepped();
    }

    private static Panel states() {
        return Panel.lines("Open tickets by state", "short", "How far work on them has come.")
                .query("sum by (state) (" + OPEN + ")", "{{state}}")
                .fromZero()
                .stacked()
                .stepped();
    }

    private static Panel urgent() {
        return Panel.lines(
                        "Nearest target by priority",
                        "s",
                        "What is left on the clock of each priority that ends next; below zero a"
                                + " target is missed.")
                .query("min by (priority, clock) (" + CLOCK + ")", "{{priority}} {{clock}}")
                .steps(Step.of("red", 0, "green"));
    }

    private static Panel hosts() {
        return Panel.bars("Hosts with most open tickets", "short", "The fifteen that have most.")
                .query(
                        "sort_desc(topk(15, count by (host)"
                            + " (millwright_ticket_opened_timestamp_seconds{host=~\"$host\"})))",
                        "{{host}}")
                .fromZero()
                .linked(Link.hostOfSeries(), Link.consoleOfSeries());
    }

    private static Panel[] kept() {
        return new Panel[] {
            kpi(
                            "Response kept",
                            "response_met_ratio",
                            "percentunit",
                            "Share of the last 30 days' tickets whose response target was kept.")
                    .steps(Step.of("red", 0.9, "orange", 0.95, "green")),
            kpi(
                            "Resolution kept",
                            "resolution_met_ratio",
                            "percentunit",
                            "Share of the last 30 days' tickets whose resolution target was kept.")
                    .steps(Step.of("red", 0.9, "orange", 0.95, "green")),
            kpi(
                    "Time to acknowledge",
                    "acknowledge_seconds",
                    "s",
                    "Mean time from opening until somebody took a ticket on (MTTA), 30 days."),
            kpi(
                            "Time to repair",
                            "repair_seconds",
                            "s",
                            "Mean time from opening to resolution (MTTR), 30 days. Target of L-013,"
                                    + " Appendix G: below 4 hours.")
                    .steps(Step.of("green", 14_400, "red")),
            kpi("Oldest open", "oldest_open_seconds", "s", "Age of the oldest open ticket."),
            Panel.stat(
                            "Emergency windows asked for",
                            "short",
                            "Emergency windows that wait for their authority's answer.")
                    .query("millwright_emergency_windows{state=\"requested\"}", "requests")
                    .steps(Step.NONE_IS_GOOD)
        };
    }

    private static Panel[] work() {
        return new Panel[] {
            task("Planned", "planned|moved", "Tasks that have a slot and wait for it."),
            task("In progress", "in_progress", "Tasks that somebody has begun."),
            task(
                            "Fits nowhere",
                            "infeasible",
                            "Tasks that no window takes in time; the console says what would help.")
                    .steps(Step.NONE_IS_GOOD),
            kpi("Done", "tasks_done", "short", "Tasks that were done in the last 30 days."),
            kpi(
                    "Moved",
                    "tasks_moved",
                    "short",
                    "Tasks that got another slot, of those that are planned or have ended in the"
                            + " last 30 days."),
            kpi(
                            "Longer than their slot",
                            "tasks_overrun",
                            "short",
                            "Tasks that were done in the last 30 days and took longer than their"
                                    + " slot.")
                    .steps(Step.NONE_IS_GOOD)
        };
    }

    private static Panel task(String title, String states, String words) {
        return Panel.stat(title, "short", words)
                .query("sum(millwright_tasks{state=~\"" + states + "\"})", title);
    }

    private static Panel kpi(String title, String name, String unit, String words) {
        return Panel.stat(title, unit, words)
                .query("millwright_kpi{kpi=\"" + name + "\"}", title)
                .decimals(unit.equals("percentunit") ? 1 : 0);
    }
}
