package millwright.dashboards;

/** The variables that many dashboards have in common. */
final class Choices {
    static final Variable CONSOLE = new Variable.Console();

    static final Variable ENVIRONMENT =
            new Variable.Found(
                    "environment",
                    "Environment",
                    "label_values(millwright_host_info, environment)",
                    "",
                    true);

    private Choices() {}

    static Variable host() {
        return new Variable.Found(
                "host",
                "Host",
                "label_values(millwright_host_info{environment=~\"$environment\"}, host)",
                "",
                false);
    }

    /** Hosts that have one of these indicators. */
    static Variable hostWith(String indicators) {
        return new Variable.Found(
                "host",
                "Host",
                "query_result(group by (host) (millwright_indicator_value{indicator=~\"%s\"})"
                                .formatted(indicators)
                        + " and on(host) millwright_host_info{environment=~\"$environment\"})",
                "/host=\"([^\"]+)\"/",
                true);
    }

    static Variable resource(String filter) {
        return new Variable.Found(
                "resource",
                "Resource",
                "label_values(millwright_indicator_value{host=~\"$host\"" + filter + "}, resource)",
                "",
                true);
    }
}
