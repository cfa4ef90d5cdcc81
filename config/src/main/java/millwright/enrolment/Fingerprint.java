package millwright.enrolment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * SHA-256 of a certificate, as {@code openssl x509 -fingerprint -sha256} has it.
 *
 * @param hex 64 lower-case digits, without colons
 */
public record Fingerprint(String hex) {
    static final int BYTES = 32;

    public Fingerprint {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a fingerprint has 64 digits 0-9 and a-f, not '%s'".formatted(hex));
        }
    }

    static Fingerprint of(byte[] sha256) {
        return new Fingerprint(HexFormat.of().formatHex(sha256));
    }

    public static Fingerprint of(X509Certificate certificate) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the certificate cannot be encoded", e);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "SHA256:" + hex;
    }
}
