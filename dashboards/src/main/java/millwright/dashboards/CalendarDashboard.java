package millwright.dashboards;

/** When work is permitted, and the key figures of L-013. */
final class CalendarDashboard {
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
                .row("Their course", times(), shares(), counts(), emergencies());
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
                        "Requests for emergency windows",
                        "short",
                        "By what has become of them, since the records begin (L-013 §4.2).")
                .query("millwright_emergency_requests", "{{status}}")
                .fromZero()
                .stepped();
    }
}
