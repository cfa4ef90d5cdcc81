package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import millwright.collector.http.Exchange;
import millwright.collector.http.PresentedToken;

/** Who may write. Keeps hashes only, and compares all of them in a time that tells nothing. */
final class Tokens {
    private static final Writer ANYBODY = new Writer(Optional.empty(), false);

    private final List<byte[]> hashes;
    private final boolean open;
    private final Credentials credentials;

    /**
     * A writer that may write.
     *
     * @param host the only one it may write of; empty for any
     * @param rotateAsked whether to tell it that it shall ask for a new credential
     */
    record Writer(Optional<String> host, boolean rotateAsked) {}

    Tokens(List<String> tokens, boolean open, Credentials credentials) {
        hashes = tokens.stream().map(Tokens::hash).toList();
        this.open = open;
        this.credentials = credentials;
    }

    /**
     * Looks at {@code Token}, {@code Bearer} and {@code Basic}, and at InfluxDB 1's parameter p.
     *
     * @return empty for one that is not known here
     */
    Optional<Writer> writer(Exchange exchange) {
        Optional<Writer> known = presented(exchange).flatMap(this::known);
        return known.isEmpty() && open ? Optional.of(ANYBODY) : known;
    }

    private Optional<Writer> known(String token) {
        byte[] hash = hash(token);
        boolean known = false;
        for (byte[] candidate : hashes) {
            known |= MessageDigest.isEqual(candidate, hash);
        }
        return known
                ? Optional.of(ANYBODY)
                : credentials
                        .find(HexFormat.of().formatHex(hash))
                        .map(found -> new Writer(Optional.of(found.host()), found.rotateAsked()));
    }

    private static Optional<String> presented(Exchange exchange) {
        return exchange.header("Authorization").isEmpty()
                ? exchange.query("p")
                : PresentedToken.of(exchange);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
