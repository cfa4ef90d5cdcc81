package millwright.agent.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.HttpsURLConnection;
import millwright.agent.trust.Identity;

/**
 * Sends requests to one collector over a connection that is kept: no proxy, no redirect, and never
 * the same request twice by itself. For one thread.
 *
 * <p>The JDK's old client, since the new one costs three times its memory.
 */
final class CollectorClient {
    /** The collector's clock in milliseconds since 1970, in its answers. */
    static final String TIME_HEADER = "Millwright-Time";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CUT_AGAIN = Duration.ofMillis(200);
    private static final int BODY_BYTES_MAX = 8 * 1024;

    /** More of a body is not read only to keep a connection. */
    private static final int BODY_BYTES_READ_MAX = 64 * 1024;

    static {
        // Its own 5 s would end each connection before the next interval's request. Below the
        // collector's own idle timeout of 60 s.
        if (System.getProperty("http.keepAlive.time.server") == null) {
            System.setProperty("http.keepAlive.time.server", "55");
        }
    }

    private final URI collector;
    private final URI write;
    private final Identity identity;
    private final Timekeeper timekeeper;

    CollectorClient(URI collector, Identity identity, Timekeeper timekeeper) {
        this.collector = collector;
        this.write = writeAddress(collector);
        this.identity = identity;
        this.timekeeper = timekeeper;
    }

    URI collector() {
        return collector;
    }

    private static URI writeAddress(URI collector) {
        String base = collector.toString();
        String withoutSlash = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(withoutSlash + "/api/v2/write?precision=ms");
    }

    /**
     * @param gzip line protocol, one gzip member or several
     * @param lines that are in it
     * @param timeout for all of it, from connecting to the end of the answer
     */
    Reply post(byte[] gzip, int lines, Duration timeout, Instant now) {
        Duration connectTimeout =
                timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
        Cut cut = new Cut();
        Future<?> deadline = timekeeper.afterAndEvery(timeout, CUT_AGAIN, cut::now);
        try {
            HttpURLConnection connection = open(connectTimeout, timeout);
            cut.connection = connection;
            connection.setFixedLengthStreamingMode(gzip.length);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(gzip);
            }
            return reply(connection, cut, lines, now);
        } catch (IOException broken) {
            return Reply.failed(
                    cut.isCut
                            ? Unreached.late(timeout)
                            : Unreached.words(broken, connectTimeout, timeout));
        } catch (RuntimeException torn) {
            if (cut.isCut) { // the JDK's client is not made for it, and may stumble
                return Reply.failed(Unreached.late(timeout));
            }
            throw torn;
        } finally {
            deadline.cancel(false);
        }
    }

    /** Ends a request from another thread, once its time is over. */
    private static final class Cut {
        private volatile boolean isCut;
        private volatile HttpURLConnection connection;

        void now() {
            isCut = true;
            HttpURLConnection late = connection;
            if (late != null) {
                late.disconnect(); // nothing happens while it connects: that has its own timeout
            }
        }
    }

    private HttpURLConnection open(Duration connectTimeout, Duration timeout) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) write.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection tls) {
            identity.sockets().ifPresent(tls::setSSLSocketFactory);
        }
        connection.setConnectTimeout((int) connectTimeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "text/plain; charset=utf-8");
        connection.setRequestProperty("Content-Encoding", "gzip");
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "millwright-agent");
        identity.token()
                .ifPresent(
                        secret ->
                                connection.setRequestProperty(
                                        "Authorization", "Token " + secret.reveal()));
        return connection;
    }

    private static Reply reply(HttpURLConnection connection, Cut cut, int lines, Instant now)
            throws IOException {
        int status = connection.getResponseCode();
        if (status < 0 || cut.isCut) { // cut off in the middle of a head, it looks like a whole one
            throw new IOException("its answer is no HTTP");
        }
        Optional<Instant> time = collectorTime(connection);
        boolean isRotationDue = connection.getHeaderField(Identity.ROTATE_HEADER) != null;
        String body = beginningOfBody(connection, status, cut).strip();
        Answer answer =
                switch (status) {
                    case 200, 202, 204 -> new Answer.Accepted();
                    case 400, 413, 422 -> refusal(status, body, lines);
                    case 401, 403 -> new Answer.Unauthorized(status);
                    case 429, 503 -> new Answer.Busy(status, retryAfter(connection, now));
                    default ->
                            new Answer.Failed(
                                    "answers %d %s".formatted(status, shorten(body)).strip());
                };
        return new Reply(answer, time, isRotationDue);
    }

    private static Answer refusal(int status, String body, int lines) {
        if (status == 400 && !Rejections.isVerdict(body)) {
            // A proxy, or another server at that address: no reason to give up samples.
            return new Answer.Failed("answers 400 %s".formatted(shorten(body)).strip());
        }
        int refused = status == 413 ? lines : Rejections.count(body, lines);
        String words = shorten(body);
        return new Answer.Rejected(
                refused, words.isEmpty() ? "status " + status : words, Rejections.named(body));
    }

    private static Optional<Instant> collectorTime(HttpURLConnection connection) {
        String millis = connection.getHeaderField(TIME_HEADER);
        try {
            return millis == null
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(Long.parseLong(millis.strip())));
        } catch (NumberFormatException | DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> retryAfter(HttpURLConnection connection, Instant now) {
        return Optional.ofNullable(connection.getHeaderField("Retry-After"))
                .flatMap(value -> RetryAfter.parse(value, now));
    }

    private static String shorten(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() <= 400 ? line : line.substring(0, 400) + "…";
    }

    /**
     * Reads to the end, so that the connection can be kept, and keeps only the beginning. The
     * status has told what became of the samples: words that break off are words enough.
     */
    private static String beginningOfBody(HttpURLConnection connection, int status, Cut cut) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (InputStream in =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] part = new byte[2 * 1024];
            long read = 0;
            int count = 0;
            while (in != null && !cut.isCut && (count = in.read(part)) >= 0) {
                kept.write(part, 0, Math.min(count, BODY_BYTES_MAX - kept.size()));
                read += count;
                if (read > BODY_BYTES_READ_MAX) {
                    break;
                }
            }
            if (count >= 0 && in != null) {
                connection.disconnect();
            }
        } catch (IOException brokenOff) {
            connection.disconnect();
        }
        return kept.toString(StandardCharsets.UTF_8);
    }
}
