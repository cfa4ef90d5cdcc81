package millwright.agent.trust;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import millwright.enrolment.Fingerprint;

/**
 * Trusts servers of one authority alone: known by its certificate, or, when a host enrols, by its
 * fingerprint only, and then looked for in what the server shows. The JDK does the rest: the chain,
 * its dates, and the server's name.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final Fingerprint authority;
    private final Optional<X509Certificate> certificate;

    /** The server shows no certificate of the authority. Its message is for the user. */
    static final class AnotherAuthority extends CertificateException {
        private static final long serialVersionUID = 1L;

        AnotherAuthority(String message) {
            super(message);
        }
    }

    /** A certificate's time is not now. */
    static final class NotNow extends CertificateException {
        private static final long serialVersionUID = 1L;

        NotNow(X509Certificate certificate) {
            super(
                    "its certificate is valid from %s to %s only; is this machine's clock right?"
                            .formatted(
                                    certificate.getNotBefore().toInstant(),
                                    certificate.getNotAfter().toInstant()));
        }
    }

    private PinnedTrust(Fingerprint authority, Optional<X509Certificate> certificate) {
        this.authority = authority;
        this.certificate = certificate;
    }

    static SSLSocketFactory sockets(Fingerprint authority) {
        return sockets(new PinnedTrust(authority, Optional.empty()));
    }

    static SSLSocketFactory sockets(X509Certificate authority) {
        return sockets(new PinnedTrust(Fingerprint.of(authority), Optional.of(authority)));
    }

    private static SSLSocketFactory sockets(PinnedTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no TLS: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        X509Certificate anchor =
                certificate.or(() -> shown(chain)).orElseThrow(this::anotherAuthority);
        try {
            of(anchor).checkServerTrusted(chain, type, socket);
        } catch (CertificateException refused) {
            throw clearer(refused, chain);
        }
    }

    private Optional<X509Certificate> shown(X509Certificate[] chain) {
        return Arrays.stream(chain)
                .filter(each -> Fingerprint.of(each).equals(authority))
                .findAny();
    }

    private AnotherAuthority anotherAuthority() {
        return new AnotherAuthority(
                "its certificate is not from the authority %s".formatted(authority));
    }

    private CertificateException clearer(CertificateException refused, X509Certificate[] chain) {
        for (X509Certificate each : chain) {
            try {
                each.checkValidity();
            } catch (CertificateExpiredException | CertificateNotYetValidException notNow) {
                return new NotNow(each);
            }
        }
        // what the JDK says of a name is clear; of a chain that does not end at the anchor it is
        // not
        String message = String.valueOf(refused.getMessage());
        return message.startsWith("PKIX") ? anotherAuthority() : refused;
    }

    private static X509ExtendedTrustManager of(X509Certificate anchor) throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", anchor);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException broken) {
            throw new CertificateException("this Java cannot check certificates", broken);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("a certificate is checked with its server's name only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("an agent is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
