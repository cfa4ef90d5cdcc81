package millwright.dashboards;

/** Parts of InfluxQL that many panels have in common. Fields end in what the roll-up is of. */
final class InfluxQl {
    private static final String WHERE =
            " WHERE \"host\" =~ /^$host$/ AND \"environment\" =~ /^$environment$/ AND $timeFilter";

    private InfluxQl() {}

    static final Variable ENVIRONMENT =
            new Variable.Found(
                    "environment",
                    "Environment",
                    "SHOW TAG VALUES WITH KEY = \"environment\"",
                    "",
                    true);

    static Variable host(boolean isAll) {
        return new Variable.Found(
                "host",
                "Host",
                "SHOW TAG VALUES WITH KEY = \"host\" WHERE \"environment\" =~ /^$environment$/",
                "",
                isAll);
    }

    /** A mount, a server, a pool … of the hosts that are chosen. */
    static Variable path() {
        return new Variable.Found(
                "path",
                "Mount",
                "SHOW TAG VALUES FROM \"disk\" WITH KEY = \"path\" WHERE \"host\" =~ /^$host$/",
                "",
                true);
    }

    /**
     * A line for each of these tags.
     *
     * @param selected such as {@code mean("usage_active_mean")}
     * @param more further conditions, from {@code AND} on; may be empty
     */
    static String lines(String measurement, String selected, String more, String... tags) {
        return "SELECT "
                + selected
                + from(measurement, more)
                + " GROUP BY time($__interval)"
                + list(", ", tags)
                + " fill(none)";
    }

    /** A row for each of these tags, of the whole time. */
    static String rows(String measurement, String selected, String more, String... tags) {
        return "SELECT " + selected + from(measurement, more) + " GROUP BY " + list("", tags);
    }

    private static String from(String measurement, String more) {
        return " FROM \"" + measurement + "\"" + WHERE + (more.isEmpty() ? "" : " " + more);
    }

    private static String list(String before, String... tags) {
        return tags.length == 0 ? "" : before + "\"" + String.join("\", \"", tags) + "\"";
    }
}
