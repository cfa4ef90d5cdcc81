package millwright.dashboards;

import static millwright.dashboards.Metric.value;

/** Databases: connections, logs, replication, backups and jobs. */
final class DatabaseDashboard {
    private static final String INDICATORS =
            "database_connections|pool_waiting|log_space|backup_age|log_backup_age"
                    + "|replication_lag|replication_running|job_failures";
    private static final String LEGEND = "{{host}} {{resource}}";

    private final Limits limits;

    private DatabaseDashboard(Limits limits) {
        this.limits = limits;
    }

    static Dashboard of(Limits limits) {
        DatabaseDashboard database = new DatabaseDashboard(limits);
        return new Dashboard(
                        "database",
                        "millwright-database",
                        Source.PROMETHEUS,
                        "databases",
                        "Connections, transaction logs, replication, backups and jobs.")
                .with(Choices.ENVIRONMENT)
                .with(Choices.hostWith(INDICATORS))
                .with(Choices.resource(",indicator=~\"" + INDICATORS + "\""))
                .with(Choices.CONSOLE)
                .with(Annotation.tickets("{host=~\"$host\",indicator=~\"" + INDICATORS + "\"}"))
                .with(Annotation.windows())
                .with(Annotation.freezes())
                .row("Now", database.now())
                .row("Connections", database.connections())
                .row("Log and replication", database.log())
                .row("Backups and jobs", database.backups())
                .row("What is to come", breaches(), crossings());
    }

    private Panel[] now() {
        return new Panel[] {
            stat(
                    "Connections",
                    "database_connections",
                    "max",
                    "percent",
                    "Of the database or pool that is nearest to its limit."),
            stat("Pool waits", "pool_waiting", "max", "short", "Who waits for a connection."),
            stat("Fullest log", "log_space", "max", "percent", "Of the transaction logs."),
            stat("Oldest backup", "backup_age", "max", "s", "Age of the oldest newest backup."),
            stat("Worst lag", "replication_lag", "max", "s", "Of the replicas."),
            stat("Failing jobs", "job_failures", "sum", "short", "Jobs whose last run failed.")
        };
    }

    private Panel stat(String title, String indicator, String worst, String unit, String words) {
        return Panel.stat(title, unit, words + " " + limits.words(indicator))
                .query(worst + "(" + value(indicator) + ")", title)
                .steps(limits.steps(indicator))
                .decimals(unit.equals("percent") ? 1 : 0);
    }

    private Panel line(String title, String indicator, String unit, String words) {
        return Panel.lines(title, unit, words + " " + limits.words(indicator))
                .query(value(indicator), LEGEND)
                .steps(limits.steps(indicator))
                .fromZero()
                .linked(Link.hostOfSeries(), Link.consoleOfSeries());
    }

    private Panel[] connections() {
        return new Panel[] {
            line(
                            "Connections in use",
                            "database_connections",
                            "percent",
                            "Of the most that the database or the pool allows; the agent's own"
                                    + " session does not count.")
                    .range(0, 100),
            line(
                            "Waiting for a pool",
                            "pool_waiting",
                            "short",
                            "Threads that wait for a connection of a pool.")
                    .stepped()
        };
    }

    private Panel[] log() {
        return new Panel[] {
            line("Transaction log in use", "log_space", "percent", "By database.")
                    .range(0, 100)
                    .size(8, 8),
            line("Replication lag", "replication_lag", "s", "How far a replica is behind.")
                    .size(8, 8),
            Panel.states(
                            "Replication runs",
                            "Whether each part of a replication runs. "
                                    + limits.words("replication_running"))
                    .query(value("replication_running"), LEGEND)
                    .steps(Step.of("red", 1, "green"))
                    .word(0, "stands", "red")
                    .word(1, "runs", "green")
                    .size(8, 8)
        };
    }

    private Panel[] backups() {
        return new Panel[] {
            line("Age of the newest backup", "backup_age", "s", "By database.").size(8, 8),
            line("Age of the newest log backup", "log_backup_age", "s", "By database.").size(8, 8),
            line("Failing jobs", "job_failures", "short", "Jobs whose last run failed, by server.")
                    .stepped()
                    .size(8, 8)
        };
    }

    private static Panel breaches() {
        return Panel.states(
                        "Breaches",
                        "Level of the breach that is on, of each indicator of a database.")
                .query(
                        "millwright_breach{host=~\"$host\",resource=~\"$resource\",indicator=~\""
                                + INDICATORS
                                + "\"}",
                        "{{host}} {{indicator}} {{resource}}")
                .steps(Step.of("green", 1, "yellow", 2, "orange", 3, "red"))
                .word(0, "good", "green")
                .word(1, "level 1", "yellow")
                .word(2, "level 2", "orange")
                .word(3, "level 3", "red")
                .linked(Link.hostOfSeries())
                .size(12, 9);
    }

    private static Panel crossings() {
        String more = ",host=~\"$host\",resource=~\"$resource\",indicator=~\"" + INDICATORS + "\"";
        return Panel.table(
                        "When limits are reached",
                        "Time until each crossing that is expected, with the early and the middle"
                                + " of its interval.")
                .query(Metric.crossing("early", more))
                .query(Metric.crossing("median", more))
                .columns(
                        Column.text("host", "Host").linked(Link.hostOfRow()),
                        Column.text("indicator", "Indicator").linked(Link.forecastOfRow()),
                        Column.text("resource", "Resource"),
                        Column.value("Value #A", "Earliest in", "s"),
                        Column.value("Value #B", "Expected in", "s"))
                .sorted("Earliest in", false);
    }
}
