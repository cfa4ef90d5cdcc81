package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import millwright.rules.indicator.IndicatorKey;

/** A key as 64 characters, which every database can index. */
final class Subject {
    private Subject() {}

    static String of(IndicatorKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key.host().getBytes(UTF_8));
            digest.update((byte) 0);
            digest.update(key.indicator().getBytes(UTF_8));
            digest.update((byte) 0);
            digest.update(key.resource().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
