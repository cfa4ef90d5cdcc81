package millwright.dashboards;

/** Parts of PromQL that many panels have in common. */
final class Metric {
    /** Only hosts of the environment that is chosen; the join also gives each series its name. */
    private static final String FLEET =
            " * on(host) group_left(environment)"
                    + " millwright_host_info{environment=~\"$environment\"}";

    private Metric() {}

    static String inFleet(String expression) {
        return "(" + expression + FLEET + ")";
    }

    /** An indicator of the chosen host and part. */
    static String value(String indicator) {
        return "millwright_indicator_value{host=~\"$host\",resource=~\"$resource\",indicator=\""
                + indicator
                + "\"}";
    }

    /** An indicator of all hosts of the environment. */
    static String fleetValue(String indicator) {
        return inFleet("millwright_indicator_value{indicator=\"" + indicator + "\"}");
    }

    static String crossing(String bound, String more) {
        return "millwright_forecast_crossing_seconds{bound=\"" + bound + "\"" + more + "}";
    }

    /** What was foretold a day before for the time that is drawn. */
    static String foretold(String indicator, String bound) {
        return "millwright_forecast_day_ahead{host=~\"$host\",resource=~\"$resource\",indicator=\""
                + indicator
                + "\",bound=\""
                + bound
                + "\"} offset 1d";
    }
}
