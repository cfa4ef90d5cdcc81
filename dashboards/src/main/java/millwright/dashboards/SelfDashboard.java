package millwright.dashboards;

/** How Millwright itself does: the collector and its agents. */
final class SelfDashboard {
    private static final String COLLECTOR = "{instance=~\"$collector\"}";

    private SelfDashboard() {}

    static Dashboard of() {
        return new Dashboard(
                        "millwright",
                        "millwright-self",
                        Source.PROMETHEUS,
                        "the system itself",
                        "Whether samples come in, are judged in time and lost nowhere.")
                .with(
                        new Variable.Found(
                                "collector",
                                "Collector",
                                "label_values(millwright_series, instance)",
                                "",
                                true))
                .with(Choices.CONSOLE)
                .with(Annotation.windows())
                .row("Now", now())
                .row("What comes in", ingest())
                .row("What is judged and foretold", judging())
                .row("The collector's process", process())
                .row("Agents", agents());
    }

    private static String rate(String counter, String labels) {
        return "rate(" + counter + labels + "[$__rate_interval])";
    }

    private static Panel[] now() {
        return new Panel[] {
            Panel.stat("Series", "short", "Series known to the collector.")
                    .query("sum(millwright_series" + COLLECTOR + ")", "series"),
            Panel.stat("Samples", "cps", "Samples a second that are taken in.")
                    .query(
                            "sum(" + rate("millwright_ingest_samples_total", COLLECTOR) + ")",
                            "samples")
                    .decimals(1),
            Panel.stat("A round of judging", "s", "Mean time for the whole fleet; one a second.")
                    .query(
                            "sum("
                                    + rate("millwright_judge_tick_seconds_sum", COLLECTOR)
                                    + ") / sum("
                                    + rate("millwright_judge_tick_seconds_count", COLLECTOR)
                                    + ")",
                            "a round")
                    .steps(Step.of("green", 0.5, "yellow", 1, "red")),
            Panel.stat(
                            "Failed rounds",
                            "short",
                            "Rounds of judging that failed in the last hour; decisions wait then.")
                    .query(
                            "sum(increase(millwright_judge_failures_total" + COLLECTOR + "[1h]))",
                            "failed")
                    .steps(Step.NONE_IS_GOOD)
                    .decimals(0),
            Panel.stat("Rules", "short", "Whether newer rule files are there and cannot be used.")
                    .query("max(millwright_rules_refused" + COLLECTOR + ")", "refused")
                    .steps(Step.NONE_IS_GOOD)
                    .word(0, "as given", "green")
                    .word(1, "refused", "red"),
            Panel.stat(
                            "Samples lost by agents",
                            "short",
                            "Samples that agents had to drop in the last day.")
                    .query("sum(increase(millwright_agent_samples_dropped_total[1d]))", "lost")
                    .steps(Step.NONE_IS_GOOD)
                    .decimals(0)
        };
    }

    private static Panel[] ingest() {
        return new Panel[] {
            Panel.lines("Samples taken in", "cps", "Samples a second, by collector.")
                    .query(rate("millwright_ingest_samples_total", COLLECTOR), "{{instance}}")
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Requests", "reqps", "Writes a second by the status of their answer.")
                    .query(
                            "sum by (status) ("
                                    + rate("millwright_ingest_requests_total", COLLECTOR)
                                    + ")",
                            "{{status}}")
                    .fromZero()
                    .stacked()
                    .size(8, 7),
            Panel.lines(
                            "Lines refused",
                            "cps",
                            "Lines a second that could not be read, and samples whose time was"
                                    + " ahead of the collector's.")
                    .query(
                            rate("millwright_ingest_lines_rejected_total", COLLECTOR),
                            "{{instance}} refused")
                    .query(rate("millwright_samples_ahead_total", COLLECTOR), "{{instance}} ahead")
                    .fromZero()
                    .size(8, 7),
            Panel.lines(
                            "What waits for the history",
                            "short",
                            "Samples in memory that wait; beyond ingest.queue_max writers are told"
                                    + " to wait.")
                    .query("millwright_ingest_queue_samples" + COLLECTOR, "{{instance}}")
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Journal", "bytes", "What waits on the collector's disk.")
                    .query("millwright_journal_bytes" + COLLECTOR, "{{instance}}")
                    .fromZero()
                    .size(8, 7),
            Panel.lines(
                            "Time until it is on the disk",
                            "s",
                            "Mean and longest time of an fsync of the journal.")
                    .query(
                            rate("millwright_journal_fsync_seconds_sum", COLLECTOR)
                                    + " / "
                                    + rate("millwright_journal_fsync_seconds_count", COLLECTOR),
                            "{{instance}} mean")
                    .query(
                            "millwright_journal_fsync_seconds_max" + COLLECTOR,
                            "{{instance}} longest")
                    .fromZero()
                    .size(8, 7)
        };
    }

    private static Panel[] judging() {
        return new Panel[] {
            Panel.lines(
                            "Rounds of judging",
                            "s",
                            "Mean and longest time for the whole fleet; one begins a second after"
                                    + " the last has ended.")
                    .query(
                            rate("millwright_judge_tick_seconds_sum", COLLECTOR)
                                    + " / "
                                    + rate("millwright_judge_tick_seconds_count", COLLECTOR),
                            "{{instance}} mean")
                    .query("millwright_judge_tick_seconds_max" + COLLECTOR, "{{instance}} longest")
                    .steps(Step.of("green", 1, "red"))
                    .fromZero()
                    .size(8, 7),
            Panel.lines("Forecasts that wait", "short", "Series that are due to be forecast.")
                    .query("millwright_forecast_pending" + COLLECTOR, "{{instance}}")
                    .fromZero()
                    .size(8, 7),
            Panel.lines(
                            "Memory for forecasts",
                            "bytes",
                            "What the hourly means of all series take.")
                    .query("millwright_forecast_memory_bytes" + COLLECTOR, "{{instance}}")
                    .fromZero()
                    .size(8, 7)
        };
    }

    private static Panel[] process() {
        return new Panel[] {
            Panel.lines("CPU", "percentunit", "Of all cores: the collector's, and all processes'.")
                    .query("process_cpu_usage" + COLLECTOR, "{{instance}} collector")
                    .query("system_cpu_usage" + COLLECTOR, "{{instance}} machine")
                    .range(0, 1)
                    .size(8, 7),
            Panel.lines("Memory of the JVM", "bytes", "Heap and the rest, in use.")
                    .query(
                            "sum by (instance, area) (jvm_memory_used_bytes" + COLLECTOR + ")",
                            "{{instance}} {{area}}")
                    .fromZero()
                    .size(8, 7),
            Panel.lines(
                            "Collections",
                            "percentunit",
                            "Share of the time in which all threads stood.")
                    .query(
                            "sum by (instance) ("
                                    + rate("jvm_gc_pause_seconds_sum", COLLECTOR)
                                    + ")",
                            "{{instance}}")
                    .fromZero()
                    .size(8, 7)
        };
    }

    private static Panel[] agents() {
        return new Panel[] {
            Panel.lines(
                            "What waits at agents",
                            "bytes",
                            "The ten biggest spools; they grow while an agent cannot deliver.")
                    .query("topk(10, millwright_agent_spool_size_bytes)", "{{host}}")
                    .fromZero()
                    .size(8, 8)
                    .linked(Link.hostOfSeries()),
            Panel.lines(
                            "Agents near their budget",
                            "percentunit",
                            "The ten that take most of what they may; past 1 one sheds samplers.")
                    .query(
                            "topk(10, max by (host) (millwright_agent_budget_used_ratio))",
                            "{{host}}")
                    .steps(Step.of("green", 1, "red"))
                    .fromZero()
                    .size(8, 8)
                    .linked(Link.hostOfSeries()),
            Panel.table(
                            "Samplers that are shed or fail",
                            "Samplers that the budget has slowed or stopped, and how often each has"
                                    + " failed in the last day.")
                    .query("millwright_agent_sampler_shed")
                    .query("increase(millwright_agent_sampler_failures_total[1d])")
                    .columns(
                            Column.text("host", "Host").linked(Link.hostOfRow()),
                            Column.text("sampler", "Sampler"),
                            Column.value("Value #A", "Shed", "bool_yes_no")
                                    .coloured(Step.NONE_IS_GOOD),
                            Column.value("Value #B", "Failures", "short")
                                    .coloured(Step.NONE_IS_GOOD))
                    .sorted("Failures", true)
                    .size(8, 8)
        };
    }
}
