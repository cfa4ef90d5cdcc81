package millwright.agent.probe.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import millwright.agent.probe.TargetDownException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;

/**
 * One question with its answer, redirects included, under one deadline: when that comes, or the
 * agent stops, its socket is closed under it, whatever it is waiting for. Of one thread but for
 * that.
 */
public final class Exchange implements AutoCloseable {
    private static final Http1Config LIMITS =
            Http1Config.custom()
                    .setMaxHeaderCount(200)
                    .setMaxLineLength(16 * 1024)
                    .setMaxEmptyLineCount(3)
                    .build();

    private final Names names;
    private final Duration limit;
    private final Instant at;
    private final Consumer<Exchange> whenClosed;
    private final Stopwatch watch = new Stopwatch(System::nanoTime);
    private List<X509Certificate> chain = List.of();
    private volatile boolean isExpired;
    private volatile boolean isStopped;
    private Optional<Socket> socket = Optional.empty(); // guarded by this

    Exchange(Names names, Duration limit, Instant at, Consumer<Exchange> whenClosed) {
        this.names = names;
        this.limit = limit;
        this.at = at;
        this.whenClosed = whenClosed;
    }

    /**
     * Connects anew and asks. An answer before this one can no longer be read.
     *
     * @return as soon as the head of the answer is there
     * @throws TargetDownException if it does not come
     */
    public Answer ask(Request request) throws InterruptedException {
        disconnect();
        chain = List.of();
        try {
            watch.beginConnection();
            List<InetAddress> addresses =
                    names.resolve(request.host(), request.family(), nanosLeft());
            watch.end();
            ClassicHttpResponse response = send(request, connect(request, addresses));
            watch.endHead();
            return new Answer(request, response);
        } catch (IOException | HttpException failed) {
            throw down(request, failed);
        }
    }

    private ManagedHttpClientConnection connect(Request request, List<InetAddress> addresses)
            throws IOException {
        TlsUpgrade tls = new TlsUpgrade(request.trust(), at, watch);
        var operator =
                new DefaultHttpClientConnectionOperator(
                        proxy -> newSocket(),
                        null,
                        new Resolved(addresses),
                        scheme -> scheme.equals("https") ? tls : null);
        ManagedHttpClientConnection connection =
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(LIMITS)
                        .responseParserFactory(limits -> new TracedHead(LIMITS, watch))
                        .build()
                        .createConnection(null);
        try {
            operator.connect(
                    connection,
                    new HttpHost(
                            request.isTls() ? "https" : "http", request.host(), request.port()),
                    null,
                    (InetSocketAddress) null,
                    timeLeft(),
                    SocketConfig.custom().setSoTimeout(timeLeft()).build(),
                    null,
                    HttpCoreContext.create());
            connection.setSocketTimeout(timeLeft());
        } finally {
            chain = tls.chain();
        }
        return connection;
    }

    private static ClassicHttpResponse send(Request request, ManagedHttpClientConnection connection)
            throws IOException, HttpException {
        ClassicHttpRequest message =
                new BasicClassicHttpRequest(request.method(), null, request.target());
        message.setHeader("Host", request.authority());
        message.setHeader("User-Agent", "millwright-agent");
        message.setHeader("Connection", "close");
        request.headers().forEach(each -> message.setHeader(each.name(), each.value().reveal()));
        if (!request.body().isEmpty()) {
            byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
            message.setHeader("Content-Length", body.length);
            message.setEntity(new ByteArrayEntity(body, null));
        } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            message.setHeader("Content-Length", 0);
        }
        return new HttpRequestExecutor().execute(message, connection, HttpCoreContext.create());
    }

    /**
     * What a failure means, such as one while the body is read.
     *
     * @throws InterruptedException if it failed since the agent stops
     */
    public TargetDownException down(Request request, Exception failed) throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException("the agent stops");
        }
        if (isExpired || nanosLeft() <= 0 || failed instanceof InterruptedIOException) {
            return new TargetDownException(
                    TargetDownException.Reason.TIMED_OUT,
                    Diagnosis.late(request, watch, limit, failed),
                    failed);
        }
        return Diagnosis.of(request, chain, at, failed);
    }

    /** How long each phase took so far. */
    public Phases phases() {
        return watch.phases();
    }

    /** Negative once the deadline has passed. */
    public long nanosLeft() {
        return limit.toNanos() - (long) (watch.secondsSinceBegin() * 1e9);
    }

    private Timeout timeLeft() {
        return Timeout.ofMilliseconds(Math.max(1, nanosLeft() / 1_000_000));
    }

    private synchronized Socket newSocket() throws SocketException {
        if (isExpired || isStopped) {
            throw new SocketException("there is no time left for another connection");
        }
        TracedSocket fresh = new TracedSocket(watch);
        socket = Optional.of(fresh);
        return fresh;
    }

    void expire() {
        isExpired = true;
        disconnect();
    }

    void stop() {
        isStopped = true;
        disconnect();
    }

    /** What has not been read yet is lost, which is what keeps a huge answer cheap. */
    private synchronized void disconnect() {
        socket.ifPresent(
                each -> {
                    try {
                        each.close();
                    } catch (IOException gone) {
                        // it was closed already
                    }
                });
        socket = Optional.empty();
    }

    @Override
    public void close() {
        disconnect();
        whenClosed.accept(this);
    }

    /** The addresses that the look-up under the deadline gave. */
    private record Resolved(List<InetAddress> addresses) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return addresses.toArray(new InetAddress[0]);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
