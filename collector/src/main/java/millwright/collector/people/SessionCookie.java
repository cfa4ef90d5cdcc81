package millwright.collector.people;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import millwright.collector.http.Exchange;

/**
 * How a session's id travels: no script reads it, no other site's request carries it, and where we
 * speak TLS it never crosses in plain text.
 */
final class SessionCookie {
    private static final String NAME = "millwright-session";

    /** More is none of ours; an id has 43 characters. */
    private static final int LENGTH_MAX = 100;

    private SessionCookie() {}

    static Optional<String> of(Exchange exchange) {
        return exchange.header("Cookie").flatMap(SessionCookie::parse);
    }

    private static Optional<String> parse(String header) {
        return Arrays.stream(header.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .filter(id -> !id.isEmpty() && id.length() <= LENGTH_MAX)
                .findFirst();
    }

    static void set(Exchange exchange, String id, Duration lasts) {
        exchange.with(
                "Set-Cookie",
                "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                        .formatted(
                                NAME,
                                id,
                                lasts.toSeconds(),
                                exchange.isSecure() ? "; Secure" : ""));
    }
}
