package millwright.dashboards;

import static millwright.dashboards.Metric.fleetValue;
import static millwright.dashboards.Metric.inFleet;

/** What runs out when, how much is left, how it grows, and how far forecasts are to be trusted. */
final class CapacityDashboard {
    private CapacityDashboard() {}

    static Dashboard of(Limits limits) {
        return new Dashboard(
                        "capacity",
                        "millwright-capacity",
                        Source.PROMETHEUS,
                        "capacity",
                        "What runs out when, how much is left, how fast it goes, and how earlier"
                                + " forecasts did.")
                .over("now-7d", "5m")
                .with(Choices.ENVIRONMENT)
                .with(Choices.CONSOLE)
                .with(Annotation.tickets(""))
                .with(Annotation.windows())
                .with(Annotation.freezes())
                .row("Now", now())
                .row("Time to the limit", ranking(), nearest())
                .row("Headroom", headroom(limits))
                .row("Growth", growth())
                .row("Do forecasts keep what they promise?", record());
    }

    private static Panel[] now() {
        return new Panel[] {
            within("Within 4 hours", 14_400, "P1 work (L-013 §2.3)"),
            within("Within a day", 86_400, "P2 work (L-013 §2.3)"),
            within("Within 3 days", 259_200, "P3 work (L-013 §2.3)"),
            within("Within 30 days", 2_592_000, "work for a planned window"),
            Panel.stat(
                            "Series that are forecast",
                            "short",
                            "Series of which a forecast can say something.")
                    .query(
                            "sum(millwright_forecast_series{verdict=~\"crossing|quiet\"})",
                            "forecast"),
            Panel.stat(
                            "Left out",
                            "short",
                            "Series that are not forecast, as forecasts.memory_max does not hold"
                                    + " them.")
                    .query("millwright_forecast_left_out", "left out")
                    .steps(Step.NONE_IS_GOOD)
        };
    }

    private static Panel within(String title, int seconds, String words) {
        return Panel.stat(
                        title,
                        "short",
                        "Limits that may be reached in that time, by the early bound: "
                                + words
                                + ".")
                .query(
                        "count("
                                + inFleet(Metric.crossing("early", ""))
                                + " < "
                                + seconds
                                + ") or vector(0)",
                        title)
                .steps(Step.of("green", 1, seconds > 100_000 ? "yellow" : "red"));
    }

    private static Panel ranking() {
        return Panel.table(
                        "What reaches its limit first",
                        "Crossings that forecasts expect, nearest first, with their 90 % interval"
                                + " and how often earlier forecasts of that indicator hit.")
                .query("bottomk(50, " + inFleet(Metric.crossing("early", "")) + ")")
                .query(inFleet(Metric.crossing("median", "")))
                .query(inFleet(Metric.crossing("late", "")))
                .columns(
                        Column.text("host", "Host").linked(Link.hostOfRow()),
                        Column.text("indicator", "Indicator").linked(Link.forecastOfRow()),
                        Column.text("resource", "Resource"),
                        Column.value("Value #A", "Earliest in", "s").coloured(Step.TIME_LEFT),
                        Column.value("Value #B", "Expected in", "s"),
                        Column.value("Value #C", "Latest in", "s"))
                .sorted("Earliest in", false)
                .size(14, 10);
    }

    private static Panel nearest() {
        return Panel.bars(
                        "Nearest crossings",
                        "s",
                        "Time until each is expected, by the middle of its interval; the fifteen"
                                + " nearest.")
                .query(
                        "sort(bottomk(15, " + inFleet(Metric.crossing("median", "")) + "))",
                        "{{host}} {{indicator}} {{resource}}")
                .steps(Step.TIME_LEFT)
                .fromZero()
                .size(10, 10);
    }

    private static Panel[] headroom(Limits limits) {
        return new Panel[] {
            bars("Tightest disks", "disk_free", "bottomk", "sort", limits, "Free space by mount."),
            bars("Fullest memories", "memory_usage", "topk", "sort_desc", limits, "By host."),
            bars(
                    "Fullest connections",
                    "database_connections",
                    "topk",
                    "sort_desc",
                    limits,
                    "Of databases and pools.")
        };
    }

    private static Panel bars(
            String title,
            String indicator,
            String which,
            String order,
            Limits limits,
            String words) {
        return Panel.bars(title, "percent", words + " " + limits.words(indicator))
                .query(
                        order + "(" + which + "(10, " + fleetValue(indicator) + "))",
                        "{{host}} {{resource}}")
                .steps(limits.steps(indicator))
                .range(0, 100)
                .decimals(1)
                .linked(Link.hostOfSeries())
                .size(8, 8);
    }

    private static Panel[] growth() {
        return new Panel[] {
            growing(
                    "Disks that fill fastest",
                    "topk(10, -1 * " + inFleet(gain("disk_free")) + ")",
                    "Points of percent that a mount has lost from the mean of one day to that of"
                            + " the next."),
            growing(
                    "Memories that grow fastest",
                    "topk(10, " + inFleet(gain("memory_usage")) + ")",
                    "Points of percent that a memory's use has gained from the mean of one day to"
                            + " that of the next; what comes and goes each day does not count.")
        };
    }

    private static String gain(String indicator) {
        String mean =
                "avg_over_time(millwright_indicator_value{indicator=\"" + indicator + "\"}[1d]";
        return "(" + mean + ") - " + mean + " offset 1d))";
    }

    private static Panel growing(String title, String query, String words) {
        return Panel.lines(title, "percent", words)
                .query(query, "{{host}} {{resource}}")
                .linked(Link.hostOfSeries(), Link.consoleOfSeries());
    }

    private static Panel[] record() {
        return new Panel[] {
            Panel.table(
                            "How forecasts turned out",
                            "Of the last year, by indicator: hit, early, late (also where none was"
                                    + " predicted), never. The record decides what a forecast may"
                                    + " raise.")
                    .query("max by (indicator) (millwright_forecast_record{outcome=\"hit\"})")
                    .query("max by (indicator) (millwright_forecast_record{outcome=\"early\"})")
                    .query("max by (indicator) (millwright_forecast_record{outcome=\"late\"})")
                    .query("max by (indicator) (millwright_forecast_record{outcome=\"never\"})")
                    .query("millwright_forecast_coverage_ratio")
                    .columns(
                            Column.text("indicator", "Indicator"),
                            Column.value("Value #A", "Hit", "short"),
                            Column.value("Value #B", "Early", "short"),
                            Column.value("Value #C", "Late", "short"),
                            Column.value("Value #D", "Never", "short"),
                            Column.value("Value #E", "Within the interval", "percentunit")
                                    .coloured(Step.of("orange", 0.8, "green")))
                    .sorted("Indicator", false)
                    .size(10, 8),
            Panel.bars(
                            "What forecasts say now",
                            "short",
                            "Series by verdict: a crossing, quiet, or why nothing can be said.")
                    .query("sort_desc(millwright_forecast_series)", "{{verdict}}")
                    .fromZero()
                    .size(6, 8),
            Panel.lines("Forecasts that are made", "short", "Forecasts an hour, by what they said.")
                    .query(
                            "sum by (verdict) (rate(millwright_forecasts_total[$__rate_interval]))"
                                    + " * 3600",
                            "{{verdict}}")
                    .fromZero()
                    .stacked()
                    .size(8, 8)
        };
    }
}
