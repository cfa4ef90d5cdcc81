package millwright.agent.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Reads the certificate of an authority. */
final class Authority {
    private Authority() {}

    /**
     * @throws IllegalArgumentException if it is none
     */
    static X509Certificate parse(String pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException broken) {
            throw new IllegalArgumentException("the authority's certificate is damaged", broken);
        }
    }
}
