package millwright.agent.probe.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetDownException.Reason;
import millwright.agent.probe.fetch.Answer;
import millwright.agent.probe.fetch.Exchange;
import millwright.agent.probe.fetch.Fetcher;
import millwright.agent.probe.fetch.Phases;
import millwright.agent.probe.fetch.Request;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * Asks one address as {@code http_response}. It is up where it gives an expected status and, if so
 * wished, an expected body, within the time.
 */
final class HttpTarget implements Target {
    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private final HttpTargetConfig config;
    private final Fetcher fetcher;

    HttpTarget(HttpTargetConfig config, Fetcher fetcher) {
        this.config = config;
        this.fetcher = fetcher;
    }

    @Override
    public void read(Instant at, SampleBatch batch) throws InterruptedException {
        Request request = config.request();
        try (Exchange exchange = fetcher.begin(config.schedule().timeout(), at)) {
            SampleLine line =
                    batch.add("http_response", at)
                            .tag("target", config.schedule().name())
                            .tag("server", request.place())
                            .tag("method", request.method());
            try {
                read(exchange, request, line);
            } finally {
                tell(exchange.phases(), at, line);
            }
        }
    }

    private void read(Exchange exchange, Request request, SampleLine line)
            throws InterruptedException {
        Optional<Answer> head = Optional.empty();
        try {
            Answer answer =
                    config.followsRedirects()
                            ? Redirects.follow(exchange, request)
                            : exchange.ask(request);
            head = Optional.of(answer);
            line.tag("status_code", "" + answer.status());
            line.field("http_response_code", (long) answer.status());
            judge(exchange, answer, line);
        } catch (TargetDownException down) {
            if (!line.fields().containsKey("result_code")) {
                tell(HttpResult.of(down.reason(), head.isPresent()), line);
            }
            throw down;
        }
    }

    private void judge(Exchange exchange, Answer answer, SampleLine line)
            throws InterruptedException {
        boolean isExpectedStatus = config.expectStatus().matches(answer.status());
        line.field("response_status_code_match", isExpectedStatus ? 1L : 0L);
        answer.contentLength().ifPresent(bytes -> line.field("content_length", bytes));
        if (!isExpectedStatus) {
            tell(HttpResult.RESPONSE_STATUS_CODE_MISMATCH, line);
            throw new TargetDownException(Reason.BAD_ANSWER, unexpected(answer));
        }
        BodyStart body = body(exchange, answer);
        if (body.isWhole() && answer.contentLength().isEmpty()) {
            line.field("content_length", (long) body.length());
        }
        if (config.expectBody().isPresent()) {
            match(exchange, answer, body, line);
        }
        tell(HttpResult.SUCCESS, line);
    }

    private String unexpected(Answer answer) {
        String where =
                answer.header("Location").isPresent() && answer.status() / 100 == 3
                        ? ", a redirect"
                        : "";
        return "%s answers %d%s; expected is %s"
                .formatted(answer.request().place(), answer.status(), where, config.expectStatus());
    }

    private BodyStart body(Exchange exchange, Answer answer) throws InterruptedException {
        try {
            return BodyStart.read(answer.body(), config.bodyMax().bytes());
        } catch (IOException broken) {
            throw exchange.down(answer.request(), broken);
        }
    }

    private void match(Exchange exchange, Answer answer, BodyStart body, SampleLine line) {
        if (answer.isEncoded()) {
            tell(HttpResult.RESPONSE_STRING_MISMATCH, line);
            throw new TargetDownException(
                    Reason.BAD_ANSWER,
                    "%s answers with Content-Encoding %s, which was not asked for"
                            .formatted(
                                    answer.request().place(),
                                    answer.header("Content-Encoding").orElse("")));
        }
        boolean isFound =
                body.holds(
                        config.expectBody().get(),
                        answer.header("Content-Type"),
                        exchange::nanosLeft);
        line.field("response_string_match", isFound ? 1L : 0L);
        if (!isFound) {
            tell(HttpResult.RESPONSE_STRING_MISMATCH, line);
            throw new TargetDownException(
                    Reason.BAD_ANSWER,
                    "expect_body is not found in the %s of the answer of %s"
                            .formatted(
                                    body.isWhole()
                                            ? body.length() + " bytes"
                                            : "first " + config.bodyMax(),
                                    answer.request().place()));
        }
    }

    private static void tell(HttpResult result, SampleLine line) {
        line.tag("result", result.word());
        line.field("result_type", result.word()).field("result_code", result.code());
    }

    private static void tell(Phases phases, Instant at, SampleLine line) {
        phases.headSeconds().ifPresent(took -> line.field("response_time", took));
        phases.dnsSeconds().ifPresent(took -> line.field("dns_seconds", took));
        phases.connectSeconds().ifPresent(took -> line.field("connect_seconds", took));
        phases.tlsSeconds().ifPresent(took -> line.field("tls_seconds", took));
        phases.firstByteSeconds().ifPresent(took -> line.field("first_byte_seconds", took));
        phases.certificateExpiry()
                .ifPresent(expiry -> line.field("certificate_days", days(at, expiry)));
    }

    /** Negative once it has expired. */
    private static double days(Instant at, Instant expiry) {
        return Duration.between(at, expiry).toSeconds() / SECONDS_A_DAY;
    }
}
