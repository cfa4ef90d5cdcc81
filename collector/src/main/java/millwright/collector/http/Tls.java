package millwright.collector.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS 1.2 and 1.3 with one identity, which may change while the server listens. */
final class Tls {
    private static final String ALIAS = "server";
    private static final char[] IN_MEMORY_ONLY = "-".toCharArray();

    private final SslContextFactory.Server context = new SslContextFactory.Server();

    Tls(TlsIdentity identity) {
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setRenegotiationAllowed(false);
        context.setKeyStorePassword(new String(IN_MEMORY_ONLY));
        context.setKeyStore(store(identity));
    }

    /**
     * Looks at a connection's first byte: what is no TLS goes on as plain HTTP, where {@link Front}
     * refuses it in words.
     */
    ConnectionFactory[] before(HttpConnectionFactory http) {
        SslConnectionFactory tls = new SslConnectionFactory(context, http.getProtocol());
        return new ConnectionFactory[] {new DetectorConnectionFactory(tls), http};
    }

    /** For connections from now on; those that are open stay. */
    void renew(TlsIdentity identity) {
        try {
            context.reload(factory -> factory.setKeyStore(store(identity)));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the new certificate cannot be used, the old one stays: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(TlsIdentity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS,
                    identity.key(),
                    IN_MEMORY_ONLY,
                    identity.chain().toArray(new X509Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "%s and its key cannot be used: %s".formatted(identity, e.getMessage()), e);
        }
    }
}
