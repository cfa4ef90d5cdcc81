package millwright.agent.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import millwright.config.Secret;

/** One POST to a collector about trust: no proxy, no redirect, never twice, and soon over. */
final class TrustRequest {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final long ALL_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int ANSWER_BYTES_MAX = 64 << 10;

    private TrustRequest() {}

    /**
     * @param body at most {@value #ANSWER_BYTES_MAX} bytes of it
     * @param time the collector's, where it told
     */
    record Answer(int status, String body, Optional<Instant> time) {}

    static Answer post(
            URI collector,
            String path,
            Secret token,
            String json,
            Optional<SSLSocketFactory> sockets)
            throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String base = collector.toString().replaceAll("/+$", "");
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection tls) {
            sockets.ifPresent(tls::setSSLSocketFactory);
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        // In streaming mode the JDK never sends a request again by itself.
        connection.setFixedLengthStreamingMode(body.length);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "millwright-agent");
        connection.setRequestProperty("Authorization", "Token " + token.reveal());
        connection.setRequestProperty("Connection", "close");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return answer(connection);
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        try {
            int status = connection.getResponseCode();
            long date = connection.getDate();
            return new Answer(
                    status,
                    text(connection, status),
                    date == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(date)));
        } finally {
            connection.disconnect();
        }
    }

    private static String text(HttpURLConnection connection, int status) throws IOException {
        long begun = System.nanoTime();
        try (InputStream in =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            int count = in == null ? -1 : in.read(part);
            while (count >= 0 && kept.size() < ANSWER_BYTES_MAX) {
                kept.write(part, 0, count);
                if (System.nanoTime() - begun > ALL_NANOS) {
                    throw new SocketTimeoutException("Read timed out");
                }
                count = in.read(part);
            }
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
