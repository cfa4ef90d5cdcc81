package millwright.agent.probe.scrape;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an application calls the figures of its requests. A name may be empty: that figure is not
 * given.
 *
 * @param count a counter of requests
 * @param errors a counter of those that failed; empty where {@code statusLabel} of {@code count}
 *     tells
 * @param statusLabel the label of {@code count} that holds the status of an answer
 * @param duration a histogram or summary in seconds, without {@code _bucket}
 */
record RequestNames(String count, String errors, String statusLabel, String duration) {
    static final Map<String, RequestNames> KNOWN =
            Map.of(
                    "micrometer",
                    new RequestNames(
                            "http_server_requests_seconds_count",
                            "",
                            "status",
                            "http_server_requests_seconds"),
                    "opentelemetry",
                    new RequestNames(
                            "http_server_request_duration_seconds_count",
                            "",
                            "http_response_status_code",
                            "http_server_request_duration_seconds"));

    String bucket() {
        return duration + "_bucket";
    }

    Set<String> all() {
        Set<String> all = new HashSet<>();
        all.add(count);
        if (!errors.isEmpty()) {
            all.add(errors);
        }
        if (!duration.isEmpty()) {
            all.add(duration);
            all.add(bucket());
        }
        return all;
    }
}
