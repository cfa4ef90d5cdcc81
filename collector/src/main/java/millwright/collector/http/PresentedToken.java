package millwright.collector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** The token that a request shows in its header {@code Authorization}. */
public final class PresentedToken {
    private PresentedToken() {}

    /** Of {@code Token}, {@code Bearer}, or the password of {@code Basic}. */
    public static Optional<String> of(Exchange exchange) {
        return exchange.header("Authorization").flatMap(PresentedToken::parse);
    }

    private static Optional<String> parse(String header) {
        int space = header.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String scheme = header.substring(0, space);
        String credentials = header.substring(space + 1).trim();
        if (scheme.equalsIgnoreCase("Token") || scheme.equalsIgnoreCase("Bearer")) {
            return Optional.of(credentials);
        }
        return scheme.equalsIgnoreCase("Basic") ? password(credentials) : Optional.empty();
    }

    private static Optional<String> password(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
