package millwright.collector.http;

import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The collector's HTTP server, listening until it is closed. */
public final class HttpServer implements AutoCloseable {
    /** Well below the usual idle timeouts of proxies and of our own. */
    private static final Duration BEAT_MAX = Duration.ofSeconds(15);

    private final Server server;
    private final ServerConnector connector;
    private final EventStreams streams;
    private final Optional<Tls> tls;

    private HttpServer(HttpConfig config, Routes routes, Optional<TlsIdentity> identity) {
        QueuedThreadPool threads = new QueuedThreadPool(config.threadsMax(), 4, 60_000);
        threads.setName("http");
        ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler("http-timer", true);
        server = new Server(threads, scheduler, null);
        tls = identity.map(Tls::new);
        HttpConnectionFactory http = new HttpConnectionFactory(protocol());
        connector =
                new ServerConnector(
                        server,
                        1,
                        1,
                        tls.map(with -> with.before(http))
                                .orElseGet(() -> new ConnectionFactory[] {http}));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(config.idleTimeout().toMillis());
        connector.setAcceptQueueSize(1024);
        connector.setShutdownIdleTimeout(200); // for connections kept alive without a request
        server.addConnector(connector);
        Duration third = config.idleTimeout().dividedBy(3);
        streams = new EventStreams(scheduler, third.compareTo(BEAT_MAX) < 0 ? third : BEAT_MAX);
        server.setHandler(
                new GracefulHandler(
                        new Front(new Router(routes), streams, config, tls.isPresent())));
        server.setErrorHandler(new Problems());
        server.setStopTimeout(config.stopTimeout().toMillis());
        server.setStopAtShutdown(false);
    }

    /**
     * Listens from now on.
     *
     * @throws IOException if it cannot, with a message that says what to do
     */
    public static HttpServer listen(HttpConfig config, Routes routes) throws IOException {
        return listen(config, routes, Optional.empty());
    }

    /**
     * @param identity with which it speaks TLS, and nothing else; plain HTTP without
     */
    public static HttpServer listen(
            HttpConfig config, Routes routes, Optional<TlsIdentity> identity) throws IOException {
        HttpServer http = new HttpServer(config, routes, identity);
        try {
            http.server.start();
            http.streams.start();
            return http;
        } catch (Exception e) {
            http.close();
            throw refusal(config, e);
        }
    }

    /** The port that it listens on, also where the configuration left the choice open. */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Shows another certificate to connections from now on.
     *
     * @throws IllegalStateException if it cannot; the old one stays
     */
    public void renew(TlsIdentity identity) {
        tls.orElseThrow(() -> new IllegalStateException("this server speaks no TLS"))
                .renew(identity);
    }

    /** Takes no more requests, lets those in flight end, and closes every event stream. */
    @Override
    public void close() {
        streams.close();
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    private static HttpConfiguration protocol() {
        HttpConfiguration protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        protocol.setRequestHeaderSize(16 << 10);
        protocol.setInputBufferSize(32 << 10);
        // A resource such as /var may stand in a path, as %2Fvar.
        protocol.setUriCompliance(
                UriCompliance.DEFAULT.with(
                        "millwright",
                        Violation.AMBIGUOUS_PATH_SEPARATOR,
                        Violation.AMBIGUOUS_PATH_ENCODING));
        return protocol;
    }

    private static IOException refusal(HttpConfig config, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof BindException && text.contains("in use")) {
                return new IOException(
                        "port %d on %s is in use: stop what listens there or set http.listen"
                                .formatted(config.port(), config.host()),
                        failure);
            }
            if (cause instanceof BindException && text.contains("denied")) {
                return new IOException(
                        "port %d may not be opened by this user: set http.listen to one above 1023"
                                .formatted(config.port()),
                        failure);
            }
            if (cause instanceof BindException || cause instanceof UnresolvedAddressException) {
                return new IOException(
                        "%s is no address of this machine: set http.listen to one, or to 0.0.0.0"
                                .formatted(config.host()),
                        failure);
            }
        }
        return new IOException(
                "cannot listen on %s port %d: %s"
                        .formatted(config.host(), config.port(), failure.getMessage()),
                failure);
    }

    /** What Jetty itself refuses, such as a malformed request, also as problem+json. */
    private static final class Problems extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Object message = request.getAttribute(ERROR_MESSAGE);
            byte[] problem =
                    Json.bytes(
                            Map.of(
                                    "type",
                                    "about:blank",
                                    "title",
                                    "Refused",
                                    "status",
                                    response.getStatus(),
                                    "detail",
                                    message == null ? "" : message.toString()));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
            response.write(true, ByteBuffer.wrap(problem), callback);
            return true;
        }
    }
}
