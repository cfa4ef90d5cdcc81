package millwright.collector.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request that changes something came from a page of ours. Browsers tell by headers that
 * no page can set: {@code Sec-Fetch-Site} where the address is trustworthy (HTTPS, this machine),
 * {@code Origin} everywhere. A request with neither came from no browser of today, and is refused
 * too: whoever is none shows a token instead of a cookie.
 */
public final class SameOrigin {
    private SameOrigin() {}

    public static boolean is(Exchange exchange) {
        Optional<String> site = exchange.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals("same-origin");
        }
        return exchange.header("Origin").map(origin -> isOurs(origin, exchange)).orElse(false);
    }

    /** A proxy may speak TLS for us, so a plain exchange also takes an https origin. */
    private static boolean isOurs(String origin, Exchange exchange) {
        Optional<String> host = exchange.header("Host");
        try {
            URI uri = URI.create(origin);
            boolean isPlain = "http".equalsIgnoreCase(uri.getScheme());
            return uri.getRawAuthority() != null
                    && !(isPlain && exchange.isSecure())
                    && host.map(name -> lower(name).equals(lower(uri.getRawAuthority())))
                            .orElse(false);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
