package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import millwright.rules.indicator.IndicatorKey;

/** Names as 64 characters, which every database can index. */
final class Subject {
    private Subject() {}

    static String of(IndicatorKey key) {
        return hash(key.host(), key.indicator(), key.resource());
    }

    static String ofHost(String host) {
        return hash(host);
    }

    /** SHA-256 over the parts with a zero byte between. */
    private static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    digest.update((byte) 0);
                }
                digest.update(parts[i].getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
