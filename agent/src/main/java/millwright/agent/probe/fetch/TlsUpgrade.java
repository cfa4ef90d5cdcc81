package millwright.agent.probe.fetch;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Shakes hands from scratch each time, so that the server always shows its chain. */
final class TlsUpgrade implements TlsSocketStrategy {
    private final Trust trust;
    private final ChainKeeper keeper;
    private final Stopwatch watch;

    TlsUpgrade(Trust trust, Instant at, Stopwatch watch) {
        this.trust = trust;
        this.keeper = new ChainKeeper(trust, at);
        this.watch = watch;
    }

    /** What the server has shown so far. */
    List<X509Certificate> chain() {
        return keeper.chain();
    }

    @Override
    public SSLSocket upgrade(
            Socket plain, String host, int port, Object attachment, HttpContext context)
            throws IOException {
        watch.begin(Stopwatch.Phase.TLS);
        try {
            SSLSocket secure = socket(plain, host, port);
            secure.startHandshake();
            watch.end();
            watch.begin(Stopwatch.Phase.FIRST_BYTE);
            return secure;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the JDK has no TLS", unusable);
        } finally {
            watch.sawChain(
                    keeper.chain().stream().map(each -> each.getNotAfter().toInstant()).toList());
        }
    }

    private SSLSocket socket(Socket plain, String host, int port)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {keeper}, null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        if (trust.verifies()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name, too, must fit
        }
        socket.setSSLParameters(parameters);
        return socket;
    }
}
