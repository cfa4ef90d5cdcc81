package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import millwright.collector.http.Exchange;

/** Who may write. Keeps hashes only, and compares all of them in a time that tells nothing. */
final class Tokens {
    private final List<byte[]> hashes;
    private final boolean open;

    Tokens(List<String> tokens, boolean open) {
        hashes = tokens.stream().map(Tokens::hash).toList();
        this.open = open;
    }

    /**
     * Looks at {@code Token}, {@code Bearer} and {@code Basic}, and at InfluxDB 1's parameter p.
     */
    boolean admits(Exchange exchange) {
        return open || presented(exchange).map(this::isKnown).orElse(false);
    }

    private boolean isKnown(String token) {
        byte[] hash = hash(token);
        boolean known = false;
        for (byte[] candidate : hashes) {
            known |= MessageDigest.isEqual(candidate, hash);
        }
        return known;
    }

    private static Optional<String> presented(Exchange exchange) {
        Optional<String> header = exchange.header("Authorization");
        if (header.isEmpty()) {
            return exchange.query("p");
        }
        String value = header.get();
        int space = value.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String scheme = value.substring(0, space);
        String credentials = value.substring(space + 1).trim();
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

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
