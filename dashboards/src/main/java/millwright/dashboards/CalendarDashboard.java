package millwright.dashboards;

/** When work is permitted, and the key figures of L-013. */
final class CalendarDashboard {
    private static final String EMERGENCIES = "sum(millwright_kpi{kpi=\"emergency_windows\"})";
    private static final String PLANNED = ended("type!=\"emergency\"");

    private CalendarDashboard() {}

    static Dashboard of() {
        return new Dashboard(
                        "calendar",
                        "millwright-calendar",
                        Source.PROMETHEUS,
                        "maintenance calendar and KPIs",
                        "When work is permitted, what comes next, and the key figures of L-013"
                                + " §10.3 and Appendix G.")
                .over("now-7d", "1m")
                .with(Choices.CONSOLE)
                .with(Annotation.tickets(""))
                .row("May I work now?", permitted())
                .row("The calendar", coming(), strips())
                .row("Key figures of the last 30 days", figures())
                .row("Changes and planned work of the last 30 days", work())
                .row("Their course", times(), shares(), counts(), emergencies())
                .row("Work", changes(), tasks(), standing(), overdue());
    }

    private static Panel[] permitted() {
        return new Panel[] {
            may("Routine work", "routine", "Backups, rotation and checks, which are no change."),
            may("Standard changes", "standard", "Changes of a kind that is approved for good."),
            may("Normal changes", "normal", "Changes that the CAB has approved."),
            next("Next window", "window", "min"),
            next("Next blackout", "blackout", "min"),
            next("Next freeze", "freeze", "min")
        };
    }

    private static Panel may(String title, String type, String words) {
        return Panel.stat(title, "short", words + " Whether it may be done now, on all systems.")
                .query("millwright_work_permitted{type=\"" + type + "\"}", title)
                .steps(Step.of("orange", 1, "green"))
                .word(0, "no", "orange")
                .word(1, "yes", "green");
    }

    private static Panel next(String title, String kind, String which) {
        return Panel.stat(title, "s", "Time until the next " + kind + " of the calendar begins.")
                .query(
                        which + "(millwright_windows_next_start_seconds{kind=\"" + kind + "\"})",
                        title)
                .decimals(0);
    }

    private static Panel coming() {
        return Panel.table(
                        "What is on and what comes",
                        "Windows, blackouts and freezes of the next 100 days: whether each is on,"
                                + " when it begins next, and when the one that is on ends.")
                .query("millwright_windows_active")
                .query("millwright_windows_next_start_seconds")
                .query("millwright_windows_end_seconds")
                .columns(
                        Column.text("kind", "Kind"),
                        Column.text("name", "Name"),
                        Column.value("Value #A", "On", "bool_yes_no"),
                        Column.value("Value #B", "Begins in", "s"),
                        Column.value("Value #C", "Ends in", "s"))
                .sorted("Begins in", false)
                .size(10, 11);
    }

    private static Panel strips() {
        return Panel.states(
                        "As it was",
                        "When which window, blackout and freeze of the calendar was on.")
                .query("millwright_windows_active{kind=\"window\"}", "{{kind}} {{name}}")
                .query("millwright_windows_active{kind!=\"window\"} * 2", "{{kind}} {{name}}")
                .steps(Step.of("transparent", 1, "green", 2, "orange"))
                .word(0, "not on", "transparent")
                .word(1, "work is permitted", "green")
                .word(2, "no work", "orange")
                .size(14, 11);
    }

    private static Panel[] figures() {
        return new Panel[] {
            kpi(
                            "Time to repair",
                            "repair_seconds",
                            "s",
                            "Mean time from opening to resolution (MTTR). Target: below 4 hours.")
                    .steps(Step.of("green", 14_400, "red")),
            kpi(
                    "Time to acknowledge",
                    "acknowledge_seconds",
                    "s",
                    "Mean time from opening until somebody took a ticket on (MTTA)."),
            kpi(
                            "Emergency windows",
                            "emergency_windows",
                            "short",
                            "Emergency windows that were approved. Target: fewer than 2 a month.")
                    .steps(Step.of("green", 2, "red")),
            kpi(
                            "Resolution kept",
                            "resolution_met_ratio",
                            "percentunit",
                            "Share of the tickets whose resolution target was kept.")
                    .steps(Step.of("red", 0.9, "orange", 0.95, "green")),
            kpi("Tickets opened", "tickets_opened", "short", "Tickets that were opened."),
            kpi("Of them resolved", "tickets_resolved", "short", "Those of them that are resolved.")
        };
    }

    private static Panel[] work() {
        return new Panel[] {
            Panel.stat(
                            "Changes that succeeded",
                            "percentunit",
                            "Share of the changes whose work has ended that were verified. Target:"
                                    + " above 95 %. Empty while none has ended.")
                    .query(
                            ended("outcome=\"verified\"") + " / (" + ended("") + " > 0)",
                            "succeeded")
                    .steps(Step.of("red", 0.9, "orange", 0.95, "green"))
                    .decimals(1),
            Panel.stat(
                            "Changes rolled back",
                            "percentunit",
                            "Share of the changes whose work has ended that were rolled back."
                                    + " Target: below 5 %. Empty while none has ended.")
                    .query(
                            ended("outcome=\"rolled_back\"") + " / (" + ended("") + " > 0)",
                            "rolled back")
                    .steps(Step.of("green", 0.05, "red"))
                    .decimals(1),
            Panel.stat(
                            "Share of emergencies",
                            "percentunit",
                            "Emergency windows that were approved, of them and the other changes"
                                    + " whose work has ended.")
                    .query(EMERGENCIES + " / (" + EMERGENCIES + " + " + PLANNED + " > 0)", "share")
                    .decimals(1),
            Panel.stat(
                            "Overrun",
                            "percentunit",
                            "How much longer tasks took than their slots, on average: (actual -"
                                    + " planned) / planned. Negative where they were quicker."
                                    + " Target: below 10 %. Empty while none is done.")
                    .query("millwright_kpi{kpi=\"task_overrun_ratio\"}", "overrun")
                    .steps(Step.of("green", 0.1, "red"))
                    .decimals(1),
            Panel.stat(
                            "Standing tasks in time",
                            "percentunit",
                            "Of the times of the standing schedule that had to be done by now, the"
                                    + " share that was, and not late.")
                    .query(
                            standing("=\"done\"") + " / (" + standing("!=\"due\"") + " > 0)",
                            "in time")
                    .steps(Step.of("red", 0.9, "orange", 0.95, "green"))
                    .decimals(1),
            Panel.stat(
                            "Freezes broken",
                            "short",
                            "Emergency windows that broke a blackout or freeze on a ground of L-013"
                                    + " §4.3.")
                    .query("sum(millwright_emergency_exemptions) or vector(0)", "broken")
                    .steps(Step.NONE_IS_GOOD)
        };
    }

    private static String ended(String which) {
        return "sum(millwright_changes_ended{" + which + "})";
    }

    private static String standing(String states) {
        return "sum(millwright_standing_tasks{state" + states + "})";
    }

    private static Panel kpi(String title, String name, String unit, String words) {
        return Panel.stat(title, unit, words)
                .query("millwright_kpi{kpi=\"" + name + "\"}", title)
                .decimals(unit.equals("percentunit") ? 1 : 0);
    }

    private static Panel times() {
        return Panel.lines(
                        "Times to acknowledge and to repair",
                        "s",
                        "Each point is the mean of the 30 days before. The line is the target of"
                                + " L-013, Appendix G: 4 hours to repair.")
                .query("millwright_kpi{kpi=\"acknowledge_seconds\"}", "to acknowledge")
                .query("millwright_kpi{kpi=\"repair_seconds\"}", "to repair")
                .steps(Step.of("green", 14_400, "red"))
                .fromZero();
    }

    private static Panel shares() {
        return Panel.lines(
                        "Targets kept",
                        "percentunit",
                        "Share of the tickets of the 30 days before whose targets were kept.")
                .query("millwright_kpi{kpi=\"response_met_ratio\"}", "response")
                .query("millwright_kpi{kpi=\"resolution_met_ratio\"}", "resolution")
                .range(0, 1);
    }

    private static Panel counts() {
        return Panel.lines("Tickets", "short", "Opened and resolved in the 30 days before.")
                .query("millwright_kpi{kpi=\"tickets_opened\"}", "opened")
                .query("millwright_kpi{kpi=\"tickets_resolved\"}", "resolved")
                .fromZero()
                .stepped();
    }

    private static Panel emergencies() {
        return Panel.lines(
                        "Emergency windows",
                        "short",
                        "By how far they have come, since the records begin (L-013 §4.2).")
                .query("millwright_emergency_windows", "{{state}}")
                .fromZero()
                .stepped();
    }

    private static Panel changes() {
        return Panel.lines(
                        "Requests for change",
                        "short",
                        "Those with something left to do, by state (L-013 §6.1).")
                .query(
                        "millwright_changes{state!~\"closed|rolled_back|withdrawn|rejected\"}",
                        "{{state}}")
                .fromZero()
                .stacked()
                .stepped();
    }

    private static Panel tasks() {
        return Panel.lines(
                        "Tasks",
                        "short",
                        "Work for tickets that is not over, by state: moved is what got another"
                                + " slot, infeasible what fits nowhere in time.")
                .query("millwright_tasks{state!~\"done|cancelled\"}", "{{state}}")
                .query("millwright_kpi{kpi=\"tasks_moved\"}", "moved in 30 days")
                .fromZero()
                .stepped();
    }

    private static Panel standing() {
        return Panel.lines(
                        "Standing schedule",
                        "short",
                        "What has become of its times of the 30 days before (L-013 §3). Automated"
                                + " tasks count from their first report on.")
                .query("millwright_standing_tasks", "{{state}}")
                .fromZero()
                .stacked()
                .stepped();
    }

    private static Panel overdue() {
        return Panel.table(
                        "Overdue",
                        "Standing tasks whose last time is overdue, and for how long it has been.")
                .query("millwright_standing_overdue_seconds")
                .columns(
                        Column.text("task", "Task"),
                        Column.text("owner", "Owner"),
                        Column.value("Value", "Overdue for", "s"))
                .sorted("Overdue for", true)
                .size(12, 8);
    }
}
