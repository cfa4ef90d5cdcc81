package millwright.agent.deliver;

import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import millwright.config.Secret;

/** Sends one batch to one collector over a connection that is kept. For one thread. */
final class CollectorClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final URI write;
    private final Optional<Secret> token;
    private final HttpClient client;

    CollectorClient(URI collector, Optional<Secret> token) {
        this.write = writeAddress(collector);
        this.token = token;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        if ("http".equalsIgnoreCase(collector.getScheme())) {
            builder.sslContext(trustingNobody());
        }
        this.client = builder.build();
    }

    /**
     * For a client that speaks plain HTTP and follows no redirect. Its own default reads all of the
     * JDK's certificates when it is made.
     */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no TLS: " + broken.getMessage(), broken);
        }
    }

    private static URI writeAddress(URI collector) {
        String base = collector.toString();
        String withoutSlash = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(withoutSlash + "/api/v2/write?precision=ms");
    }

    /**
     * @param timeout for all of it, from connecting to the end of the answer
     */
    Answer post(Batch batch, Duration timeout, Instant now) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(write)
                        .timeout(timeout)
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(batch.gzip()));
        token.ifPresent(secret -> request.header("Authorization", "Token " + secret.reveal()));
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request.build(), beginningOfBody());
        try {
            // The request's own timeout ends with the headers; this one bounds the body too.
            return answer(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS), batch, now);
        } catch (TimeoutException slow) {
            exchange.cancel(true);
            return new Answer.Failed("did not answer within " + timeout.toMillis() + "ms");
        } catch (ExecutionException broken) {
            return new Answer.Failed(words(broken.getCause()));
        } catch (InterruptedException stopping) {
            exchange.cancel(true);
            throw stopping;
        }
    }

    private static Answer answer(HttpResponse<String> response, Batch batch, Instant now) {
        int status = response.statusCode();
        String body = response.body().strip();
        return switch (status) {
            case 200, 202, 204 -> new Answer.Accepted();
            case 400, 413, 422 ->
                    new Answer.Rejected(Rejections.count(body, batch.lines()), shorten(body));
            case 401, 403 -> new Answer.Unauthorized(status);
            case 429, 503 -> new Answer.Busy(status, retryAfter(response, now));
            default -> new Answer.Failed("answers %d %s".formatted(status, shorten(body)).strip());
        };
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> response, Instant now) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.parse(value, now));
    }

    private static String words(Throwable broken) {
        if (broken instanceof HttpConnectTimeoutException) {
            return "did not accept a connection within " + CONNECT_TIMEOUT.toSeconds() + "s";
        }
        if (broken instanceof HttpTimeoutException) {
            return "did not answer in time";
        }
        if (broken instanceof ConnectException) {
            return broken.getCause() instanceof UnresolvedAddressException
                    ? "has a name that cannot be resolved"
                    : "refuses connections";
        }
        if (broken instanceof SSLException) {
            return tlsWords(broken);
        }
        String message = broken.getMessage() == null ? "" : ": " + broken.getMessage();
        return "could not be reached (" + broken.getClass().getSimpleName() + message + ")";
    }

    private static String tlsWords(Throwable broken) {
        String message = String.valueOf(broken.getMessage());
        if (message.matches("(?s).*[Uu]nrecognized SSL message.*")) {
            return "does not speak TLS; its address may begin with http:// rather than https://";
        }
        if (message.startsWith("PKIX path building failed")) {
            return "has a certificate that this agent's Java does not trust; put its authority into"
                    + " a trust store, and -Djavax.net.ssl.trustStore=FILE into"
                    + " MILLWRIGHT_JAVA_OPTS";
        }
        return "could not agree on TLS (" + message + ")";
    }

    private static String shorten(String body) {
        String line = body.replaceAll("\\s+", " ");
        return line.length() <= 400 ? line : line.substring(0, 400) + "…";
    }

    /** Reads to the end, so that the connection can be kept, and keeps only the beginning. */
    private static BodyHandler<String> beginningOfBody() {
        return info -> {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            return BodySubscribers.mapping(
                    BodySubscribers.ofByteArrayConsumer(
                            part -> part.ifPresent(bytes -> keep(bytes, kept))),
                    done -> kept.toString(StandardCharsets.UTF_8));
        };
    }

    private static void keep(byte[] bytes, ByteArrayOutputStream kept) {
        kept.write(bytes, 0, Math.min(bytes.length, BODY_BYTES_MAX - kept.size()));
    }
}
