package millwright.collector.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the server listens, and what it puts up with.
 *
 * @param host the address to bind, such as {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port 0 takes any free one; {@link HttpServer#port()} tells which
 * @param bodyBytesMax the largest request body as sent, in bytes; a longer one is answered with 413
 * @param bodiesBytesMax all bodies held at once, in bytes; beyond it a request gets 503
 * @param threadsMax threads that serve requests, at least 8; a slow client holds none
 * @param idleTimeout after which a connection without traffic is closed
 * @param stopTimeout how long requests in flight may take to end when the server stops
 */
public record HttpConfig(
        String host,
        int port,
        int bodyBytesMax,
        long bodiesBytesMax,
        int threadsMax,
        Duration idleTimeout,
        Duration stopTimeout) {
    public HttpConfig {
        requireNonNull(host, "host");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        if (bodyBytesMax < 1024 || bodiesBytesMax < bodyBytesMax) {
            throw new IllegalArgumentException(
                    "one body of at least 1024 bytes must fit into all bodies: %d, %d"
                            .formatted(bodyBytesMax, bodiesBytesMax));
        }
        if (threadsMax < 8) {
            throw new IllegalArgumentException("8 threads at least, not " + threadsMax);
        }
        if (idleTimeout.toMillis() < 1 || stopTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "idle timeout %s and stop timeout %s must be times"
                            .formatted(idleTimeout, stopTimeout));
        }
    }

    /** 32 MiB a body, 256 MiB of bodies, 64 threads, 60 s idle, 10 s to stop. */
    public static HttpConfig of(String host, int port) {
        return new HttpConfig(
                host,
                port,
                32 << 20,
                256L << 20,
                64,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10));
    }

    public HttpConfig withIdleTimeout(Duration timeout) {
        return new HttpConfig(
                host, port, bodyBytesMax, bodiesBytesMax, threadsMax, timeout, stopTimeout);
    }

    public HttpConfig withBodyBytesMax(int bytes) {
        return new HttpConfig(
                host,
                port,
                bytes,
                Math.max(bytes, bodiesBytesMax),
                threadsMax,
                idleTimeout,
                stopTimeout);
    }
}
