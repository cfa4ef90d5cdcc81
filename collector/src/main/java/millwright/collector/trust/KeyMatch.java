package millwright.collector.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Map;

/** Whether a key and a certificate belong together: what one signs, the other verifies. */
final class KeyMatch {
    private static final Map<String, String> ALGORITHMS =
            Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA");

    private KeyMatch() {}

    static boolean of(PrivateKey key, X509Certificate certificate) {
        try {
            byte[] text = "together".getBytes(StandardCharsets.US_ASCII);
            Signature signature =
                    Signature.getInstance(
                            ALGORITHMS.getOrDefault(key.getAlgorithm(), key.getAlgorithm()));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException apart) {
            return false;
        }
    }
}
