package millwright.dashboards;

import java.time.Duration;

/** Queries with the viewer's choices in them, as Grafana would send them. */
final class Filled {
    private Filled() {}

    /**
     * @param host as a regular expression
     * @param range of the time that is shown
     * @param rate the time over which a counter's growth is seen
     */
    static String promQl(String query, String host, Duration range, Duration rate) {
        return query.replace("$__rate_interval", rate.toSeconds() + "s")
                .replace("$__range", range.toSeconds() + "s")
                .replace("$host", host)
                .replaceAll("\\$(environment|resource|collector)", ".*");
    }

    static String influxQl(String query, String host, Duration range, Duration interval) {
        return query.replace(
                        "$timeFilter",
                        "time >= now() - %dh AND time <= now()".formatted(range.toHours()))
                .replace("$__interval", interval.toHours() + "h")
                .replace("$host", host)
                .replaceAll("\\$(environment|path)\\b", ".*");
    }
}
