package millwright.agent.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import millwright.agent.probe.fetch.Nginx;
import millwright.agent.probe.fetch.Probing;
import millwright.agent.probe.fetch.Probing.Outcome;
import millwright.agent.probe.fetch.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against nginx, with TLS and as a gateway. */
class HttpTargetIT {
    @TempDir private static Path folder;
    private static TestCertificate certificate;
    private static Nginx nginx;

    @BeforeAll
    static void start() {
        certificate = TestCertificate.of(folder, "dns:localhost", -1, 90);
        nginx = Nginx.start(folder, certificate);
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    private static Outcome probe(String url, String more) {
        String yaml = "http: [{name: portal, timeout: 60s, url: '%s'%s}]".formatted(url, more);
        try (Probing probing = new Probing(HttpTargets::read, yaml)) {
            return probing.probe(certificate.expiry().minus(Duration.ofDays(10)));
        }
    }

    private static String trusting() {
        return ", ca_file: '%s'".formatted(certificate.pem());
    }

    @Test
    void aGoodAnswerIsMeasuredInAllItsPhases() {
        Outcome outcome = probe(nginx.tlsUrl("/health?token=hush"), trusting());
        assertThat(outcome.state()).isEqualTo("up");
        assertThat(outcome.only("http_response").tags())
                .isEqualTo(
                        Map.of(
                                "target",
                                "portal",
                                "server",
                                nginx.tlsUrl("/health"),
                                "method",
                                "GET",
                                "status_code",
                                "200",
                                "result",
                                "success"));
        Map<String, Object> fields = outcome.only("http_response").fields();
        assertThat(fields)
                .containsEntry("http_response_code", 200L)
                .containsEntry("response_status_code_match", 1L)
                .containsEntry("result_code", 0L)
                .containsEntry("result_type", "success")
                .containsEntry("content_length", 15L)
                .containsEntry("certificate_days", 10.0)
                .doesNotContainKey("response_string_match");
        double phases =
                seconds(fields, "dns_seconds")
                        + seconds(fields, "connect_seconds")
                        + seconds(fields, "tls_seconds")
                        + seconds(fields, "first_byte_seconds");
        assertThat(phases).isPositive().isLessThanOrEqualTo(seconds(fields, "response_time"));
    }

    private static double seconds(Map<String, Object> fields, String phase) {
        return (Double) fields.get(phase);
    }

    @Test
    void withoutTlsThereIsNoSuchPhaseAndNoCertificate() {
        Outcome outcome = probe(nginx.url("/health"), "");
        assertThat(outcome.state()).isEqualTo("up");
        assertThat(outcome.only("http_response").fields())
                .containsKeys("connect_seconds", "first_byte_seconds")
                .doesNotContainKeys("tls_seconds", "certificate_days");
    }

    @Test
    void aGatewayWhoseUpstreamIsAwayIsDown() {
        Outcome outcome = probe(nginx.url("/gateway/pay"), "");
        assertThat(outcome.state()).isEqualTo("bad_answer");
        assertThat(outcome.detail())
                .isEqualTo(nginx.url("/gateway/pay") + " answers 502; expected is 200-299");
        assertThat(outcome.only("http_response").fields())
                .containsEntry("http_response_code", 502L)
                .containsEntry("response_status_code_match", 0L)
                .containsEntry("result_code", 6L)
                .containsEntry("result_type", "response_status_code_mismatch")
                .containsKey("response_time");
    }

    @Test
    void anyStatusMayBeTheExpectedOne() {
        assertThat(probe(nginx.url("/login"), ", expect_status: [200-299, 401]").state())
                .isEqualTo("up");
        assertThat(probe(nginx.url("/login"), ", expect_status: [200-299, 403]").state())
                .isEqualTo("bad_answer");
    }

    @Test
    void theBodyMustHoldWhatIsExpected() {
        String up = ", expect_body: '\"status\":\\s*\"UP\"'";
        String down = ", expect_body: '\"status\":\\s*\"DOWN\"'";
        Outcome found = probe(nginx.url("/health"), up);
        assertThat(found.state()).isEqualTo("up");
        assertThat(found.field("http_response", "response_string_match")).isEqualTo(1L);
        Outcome missing = probe(nginx.url("/health"), down);
        assertThat(missing.state()).isEqualTo("bad_answer");
        assertThat(missing.detail()).contains("not found in the 15 bytes");
        assertThat(missing.only("http_response").fields())
                .containsEntry("response_string_match", 0L)
                .containsEntry("result_type", "response_string_mismatch")
                .containsEntry("result_code", 1L);
    }

    @Test
    void aRedirectIsFollowedOnlyIfSoWished() {
        Outcome stays = probe(nginx.url("/moved"), "");
        assertThat(stays.state()).isEqualTo("bad_answer");
        assertThat(stays.detail()).contains("answers 302, a redirect;");
        Outcome follows = probe(nginx.url("/moved"), ", follow_redirects: true");
        assertThat(follows.state()).isEqualTo("up");
        assertThat(follows.only("http_response").tags())
                .containsEntry("server", nginx.url("/moved"))
                .containsEntry("status_code", "200");
    }

    @Test
    void aHeadRequestHasNoBodyToWaitFor() {
        Outcome outcome = probe(nginx.url("/health"), ", method: HEAD");
        assertThat(outcome.state()).isEqualTo("up");
        assertThat(outcome.field("http_response", "content_length")).isEqualTo(15L);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedAndItsExpiryMeasured() {
        Outcome outcome = probe(nginx.tlsUrl("/health"), "");
        assertThat(outcome.state()).isEqualTo("tls");
        assertThat(outcome.detail())
                .isEqualTo(
                        "nobody in the JDK's list of authorities vouches for the certificate"
                                + " CN=portal, issued by CN=portal. Name its authority in ca_file");
        assertThat(outcome.only("http_response").fields())
                .containsEntry("certificate_days", 10.0)
                .containsEntry("result_type", "connection_failed")
                .doesNotContainKey("response_time");
    }

    @Test
    void withoutVerifyingAnyCertificateWillDo() {
        Outcome outcome = probe(nginx.tlsUrl("/health"), ", verify: false");
        assertThat(outcome.state()).isEqualTo("up");
        assertThat(outcome.field("http_response", "certificate_days")).isEqualTo(10.0);
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        String url = nginx.tlsUrl("/health").replace("localhost", "127.0.0.1");
        Outcome outcome = probe(url, trusting());
        assertThat(outcome.state()).isEqualTo("tls");
        assertThat(outcome.detail())
                .isEqualTo("the certificate is not for 127.0.0.1 but for localhost");
    }

    @Test
    void aServerWithoutTlsIsNamedSo() {
        Outcome outcome = probe(nginx.url("/health").replace("http:", "https:"), trusting());
        // nginx answers the handshake with an HTTP error
        assertThat(outcome.state()).isEqualTo("tls");
        assertThat(outcome.detail()).startsWith("the TLS handshake with 127.0.0.1:");
    }

    @Test
    void anUnusableFileOfAuthoritiesIsNamed() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        Outcome outcome = probe(nginx.tlsUrl("/health"), ", ca_file: '%s'".formatted(garbage));
        assertThat(outcome.state()).isEqualTo("tls");
        assertThat(outcome.detail()).startsWith(garbage + " cannot be used (");
    }

    @Test
    void anExpiredCertificateIsNamedWithItsDate() {
        TestCertificate expired = TestCertificate.of(folder, "dns:localhost", -40, 30);
        Instant at = expired.expiry().plus(Duration.ofDays(3));
        try (HttpsServer server = new HttpsServer(expired);
                Probing probing =
                        new Probing(
                                HttpTargets::read,
                                "http: [{name: portal, timeout: 60s, url: '%s', ca_file: '%s'}]"
                                        .formatted(server.url(), expired.pem()))) {
            Outcome outcome = probing.probe(at);
            assertThat(outcome.state()).isEqualTo("tls");
            assertThat(outcome.detail())
                    .isEqualTo("the certificate CN=portal expired on " + expired.expiry());
            assertThat(outcome.field("http_response", "certificate_days")).isEqualTo(-3.0);
        }
    }
}
