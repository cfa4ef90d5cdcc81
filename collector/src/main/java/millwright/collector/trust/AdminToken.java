package millwright.collector.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import millwright.collector.http.Exchange;
import millwright.collector.http.PresentedToken;
import millwright.enrolment.OwnerOnly;

/**
 * What the commands on the collector's own machine show to it: whoever can read its data folder
 * administers it. Only the hash stays in memory.
 */
public final class AdminToken {
    private static final String FILE = "admin.token";

    private final byte[] hash;

    AdminToken(String token) {
        hash = Secrets.sha256(token);
    }

    /** Made at the first start. */
    static AdminToken open(Path data) throws IOException {
        Path file = file(data);
        if (!Files.exists(file)) {
            Files.createDirectories(data);
            OwnerOnly.write(file, ("mwo_" + Secrets.next() + "\n").getBytes(UTF_8));
        }
        return new AdminToken(Files.readString(file).strip());
    }

    public static Path file(Path data) {
        return data.resolve(FILE);
    }

    public boolean admits(Exchange exchange) {
        return PresentedToken.of(exchange).map(Secrets::hash).map(this::matches).orElse(false);
    }

    /** Whether a token with this hash, 64 hexadecimal digits, is it. */
    public boolean matches(String sha256) {
        return MessageDigest.isEqual(hash, HexFormat.of().parseHex(sha256));
    }
}
