package millwright.collector.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Keys and certificates as text. */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** PKCS#8 says so in its first line, the older forms in a header. */
    private static final Pattern ENCRYPTED =
            Pattern.compile("-----BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED");

    private Pem() {}

    static String of(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be encoded", e);
        }
    }

    static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String kind, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, LINES.encodeToString(der), kind);
    }

    /**
     * @param key the configuration's, for the message
     * @return at least one
     */
    static List<X509Certificate> certificates(Path file, String key) throws IOException {
        byte[] bytes = bytes(file, key);
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException broken) {
            // told below, in the same words as a file without any
        }
        throw new IOException(
                "%s (%s) holds no certificate. It must be PEM: -----BEGIN CERTIFICATE----- and so on, the server's own first."
                        .formatted(file, key));
    }

    static PrivateKey privateKey(Path file, String key) throws IOException {
        String text = new String(bytes(file, key), US_ASCII);
        if (ENCRYPTED.matcher(text).find()) {
            throw new IOException(
                    "%s (%s) is encrypted, and nobody is there to type its password. Write it without: openssl pkey -in %s -out plain.key"
                            .formatted(file, key, file));
        }
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object found = parser.readObject();
            while (found != null) {
                if (found instanceof PrivateKeyInfo info) { // PKCS#8
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
                if (found instanceof PEMKeyPair pair) { // PKCS#1, SEC 1
                    return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
                }
                found = parser.readObject();
            }
        } catch (IOException | RuntimeException broken) {
            throw new IOException(
                    "%s (%s) is damaged: %s".formatted(file, key, broken.getMessage()), broken);
        }
        throw new IOException(
                "%s (%s) holds no key. It must be PEM: -----BEGIN PRIVATE KEY----- and so on."
                        .formatted(file, key));
    }

    private static byte[] bytes(Path file, String key) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IOException("There is no file %s (%s).".formatted(file, key), missing);
        } catch (IOException unreadable) {
            throw new IOException(
                    "%s (%s) cannot be read (%s). Let the user that runs the collector read it."
                            .formatted(file, key, unreadable),
                    unreadable);
        }
    }
}
