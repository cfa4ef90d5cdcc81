package millwright.dashboards;

import static millwright.dashboards.Metric.value;

/** Services by rate, errors and duration. */
final class ServicesDashboard {
    private static final String INDICATORS =
            "api_response_time|error_rate|certificate_days|target_up";
    private static final String SERVICE = "{host=~\"$host\",resource=~\"$resource\"}";
    private static final String LEGEND = "{{host}} {{resource}}";

    private final Limits limits;

    private ServicesDashboard(Limits limits) {
        this.limits = limits;
    }

    static Dashboard of(Limits limits) {
        ServicesDashboard services = new ServicesDashboard(limits);
        return new Dashboard(
                        "services",
                        "millwright-services",
                        Source.PROMETHEUS,
                        "API and services",
                        "Rate, errors and duration of each service, and whether what is asked"
                                + " answers.")
                .with(Choices.ENVIRONMENT)
                .with(Choices.hostWith(INDICATORS))
                .with(Choices.resource(",indicator=~\"" + INDICATORS + "\""))
                .with(Choices.CONSOLE)
                .with(Annotation.tickets("{host=~\"$host\",indicator=~\"" + INDICATORS + "\"}"))
                .with(Annotation.windows())
                .with(Annotation.freezes())
                .row("Now", services.now())
                .row("Rate, errors, duration", services.red())
                .row("Availability", targets(), services.certificates())
                .row("Each service", services.table(), services.spread());
    }

    private static String rate(String counter) {
        return "rate(millwright_service_" + counter + "_total" + SERVICE + "[$__rate_interval])";
    }

    private Panel[] now() {
        return new Panel[] {
            Panel.stat("Requests", "reqps", "Of all the chosen services together.")
                    .query("sum(" + rate("requests") + ")", "requests")
                    .decimals(1),
            Panel.stat(
                            "Worst error rate",
                            "percent",
                            "Errors of a hundred requests over the window of the table. "
                                    + limits.words("error_rate"))
                    .query("max(" + value("error_rate") + ")", "errors")
                    .steps(limits.steps("error_rate"))
                    .decimals(2),
            Panel.stat(
                            "Slowest",
                            "s",
                            "95 of a hundred requests are faster. "
                                    + limits.words("api_response_time"))
                    .query("max(" + value("api_response_time") + ")", "p95")
                    .steps(limits.steps("api_response_time"))
                    .decimals(2),
            Panel.stat("Breaches", "short", "Of the chosen services, past a limit now.")
                    .query(
                            "count(millwright_breach{host=~\"$host\",resource=~\"$resource\",indicator=~\""
                                    + INDICATORS
                                    + "\"} > 0) or vector(0)",
                            "breaches")
                    .steps(Step.NONE_IS_GOOD),
            Panel.stat("Targets down", "short", "What an agent asks and gets no answer from.")
                    .query("count(" + value("target_up") + " == 0) or vector(0)", "down")
                    .steps(Step.NONE_IS_GOOD),
            Panel.stat(
                            "Next certificate",
                            "d",
                            "Days until the first certificate expires. "
                                    + limits.words("certificate_days"))
                    .query("min(" + value("certificate_days") + ")", "days")
                    .steps(limits.steps("certificate_days"))
                    .decimals(0)
        };
    }

    private Panel[] red() {
        return new Panel[] {
            Panel.lines("Rate", "reqps", "Requests a second, by service.")
                    .query(rate("requests"), LEGEND)
                    .fromZero()
                    .size(8, 9)
                    .linked(Link.hostOfSeries(), Link.consoleOfSeries()),
            Panel.lines(
                            "Errors",
                            "percent",
                            "Errors of a hundred requests; nothing is drawn below the least number"
                                    + " of requests. "
                                    + limits.words("error_rate"))
                    .query(value("error_rate"), LEGEND)
                    .steps(limits.steps("error_rate"))
                    .fromZero()
                    .size(8, 9)
                    .linked(Link.hostOfSeries(), Link.consoleOfSeries()),
            Panel.lines(
                            "Duration",
                            "s",
                            "95 of a hundred requests are faster; of a probe, its answer's time. "
                                    + limits.words("api_response_time"))
                    .query(value("api_response_time"), LEGEND)
                    .steps(limits.steps("api_response_time"))
                    .fromZero()
                    .size(8, 9)
                    .linked(Link.hostOfSeries(), Link.consoleOfSeries())
        };
    }

    private static Panel targets() {
        return Panel.states(
                        "What is asked",
                        "Whether databases, addresses, pools and logs answer the agent that asks.")
                .query(value("target_up"), LEGEND)
                .steps(Step.of("red", 1, "green"))
                .word(0, "down", "red")
                .word(1, "up", "green")
                .linked(Link.hostOfSeries())
                .size(16, 8);
    }

    private Panel certificates() {
        return Panel.bars(
                        "Certificates",
                        "d",
                        "Days until each certificate expires. " + limits.words("certificate_days"))
                .query("sort(" + value("certificate_days") + ")", LEGEND)
                .steps(limits.steps("certificate_days"))
                .range(0, 90)
                .size(8, 8);
    }

    private Panel table() {
        return Panel.table(
                        "Services",
                        "Rate, errors and duration of each service, coloured by the limits of the"
                                + " decision table.")
                .query("sum by (host, resource) (" + rate("requests") + ")")
                .query("max by (host, resource) (" + value("error_rate") + ")")
                .query("max by (host, resource) (" + value("api_response_time") + ")")
                .columns(
                        Column.text("host", "Host").linked(Link.hostOfRow()),
                        Column.text("resource", "Service"),
                        Column.value("Value #A", "Rate", "reqps"),
                        Column.value("Value #B", "Errors", "percent")
                                .coloured(limits.steps("error_rate")),
                        Column.value("Value #C", "p95", "s")
                                .coloured(limits.steps("api_response_time")))
                .sorted("p95", true);
    }

    private Panel spread() {
        return Panel.heat("Durations over the services", "s", "How many services answer how fast.")
                .query(value("api_response_time"), LEGEND)
                .size(12, 9);
    }
}
