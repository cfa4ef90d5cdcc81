package millwright.agent.probe.fetch;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Keeps the chain that a server shows before judging it, so that the expiry of a certificate is
 * known also where it is the very reason of the refusal. Of one handshake.
 */
final class ChainKeeper extends X509ExtendedTrustManager {
    private final Trust trust;
    private final Instant at;
    private List<X509Certificate> chain = List.of();

    ChainKeeper(Trust trust, Instant at) {
        this.trust = trust;
        this.at = at;
    }

    /** The server's own certificate first; empty where it has shown none. */
    List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket)
            throws CertificateException {
        chain = List.of(shown);
        if (!trust.verifies()) {
            return;
        }
        trust.manager().checkServerTrusted(shown, type, socket);
        // The JDK asks no date of a certificate that is itself in the list of authorities.
        if (at.isAfter(shown[0].getNotAfter().toInstant())) {
            throw new CertificateException("it has expired");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type)
            throws CertificateException {
        throw new CertificateException("without its connection no certificate can be judged");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(shown, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type)
            throws CertificateException {
        throw new CertificateException("there are no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
            throws CertificateException {
        checkClientTrusted(shown, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(shown, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
