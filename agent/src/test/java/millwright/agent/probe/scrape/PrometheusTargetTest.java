package millwright.agent.probe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import millwright.agent.probe.fetch.Probing;
import millwright.agent.probe.fetch.Probing.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP, from an application that shows what the test says. */
class PrometheusTargetTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");

    private final FakeApplication application = new FakeApplication();

    @AfterEach
    void close() {
        application.close();
    }

    private Probing probing(String more) {
        return new Probing(
                PrometheusTargets::read,
                "prometheus: [{name: erp, timeout: 60s, url: '%s'%s}]"
                        .formatted(application.url(), more));
    }

    /** One scrape for each text, of one target. */
    private Outcome last(String more, String... texts) {
        try (Probing probing = probing(more)) {
            Outcome outcome = null;
            for (String text : texts) {
                outcome = probing.probe(shown(text));
            }
            return outcome;
        }
    }

    private Instant shown(String text) {
        application.shows(text);
        return AT;
    }

    @Test
    void aPoolIsShown() {
        String text =
                """
                hikaricp_connections{application="erp",pool="main"} 8.0
                hikaricp_connections_active{application="erp",pool="main"} 6.0
                hikaricp_connections_idle{application="erp",pool="main"} 2.0
                hikaricp_connections_pending{application="erp",pool="main"} 3.0
                hikaricp_connections_max{application="erp",pool="main"} 8.0
                hikaricp_connections_min{application="erp",pool="main"} 2.0
                hikaricp_connections_timeout_total{application="erp",pool="main"} 4.0
                """;
        Outcome outcome = last("", text);
        assertThat(outcome.state()).isEqualTo("up");
        assertThat(outcome.words())
                .containsExactly(
                        "connection_pool{pool=main, target=erp} active=6 idle=2 pending=3 max=8"
                                + " timeouts=4 used_percent=75.0");
    }

    @Test
    void theWaitIsTheMeanSinceTheScrapeBefore() {
        String pool = "hikaricp_connections_active{pool=\"p\"} 1\n";
        String timer =
                pool
                        + "hikaricp_connections_acquire_seconds_count{pool=\"p\"} %s\n"
                        + "hikaricp_connections_acquire_seconds_sum{pool=\"p\"} %s\n";
        assertThat(last("", timer.formatted("10", "1.0")).only("connection_pool").fields())
                .doesNotContainKey("wait_seconds");
        // 4 more connections took 2 s more
        assertThat(wait(timer.formatted("10", "1.0"), timer.formatted("14", "3.0"))).isEqualTo(0.5);
        // after a restart all of it is new
        assertThat(wait(timer.formatted("10", "1.0"), timer.formatted("2", "0.5"))).isEqualTo(0.25);
        String same = timer.formatted("10", "1.0");
        assertThat(last("", same, same).only("connection_pool").fields())
                .doesNotContainKey("wait_seconds");
    }

    private Object wait(String... texts) {
        return last("", texts).field("connection_pool", "wait_seconds");
    }

    @Test
    void aPoolOfAnotherNameIsShownByItsConfiguredNames() {
        String text =
                """
                ucp_borrowed{ds="orders"} 19
                ucp_limit{ds="orders"} 20
                ucp_waiting{ds="orders"} 1
                jdbc_connections_active{name="dataSource"} 1
                jdbc_connections_max{name="dataSource"} 4
                """;
        String ucp =
                ", pools: [jdbc], other_pools: [{label: ds, active: ucp_borrowed, max: ucp_limit,"
                        + " pending: ucp_waiting}]";
        assertThat(last(ucp, text).words())
                .containsExactly(
                        "connection_pool{pool=dataSource, target=erp} active=1 max=4"
                                + " used_percent=25.0",
                        "connection_pool{pool=orders, target=erp} active=19 pending=1 max=20"
                                + " used_percent=95.0");
    }

    private static final String REQUESTS =
            """
            http_server_requests_seconds_count{method="GET",status="200",uri="/orders"} %d
            http_server_requests_seconds_count{method="GET",status="404",uri="/orders"} 5
            http_server_requests_seconds_count{method="POST",status="503",uri="/pay"} %d
            http_server_requests_seconds_bucket{method="GET",uri="/orders",le="0.1"} %d
            http_server_requests_seconds_bucket{method="GET",uri="/orders",le="1.0"} %d
            http_server_requests_seconds_bucket{method="GET",uri="/orders",le="+Inf"} %d
            """;

    @Test
    void requestsAreCountedOverAllPathsAndServerErrorsAmongThem() {
        assertThat(last("", REQUESTS.formatted(100, 7, 50, 100, 100)).words())
                .containsExactly("http_requests{service=erp, target=erp} requests=112 errors=7");
        assertThat(
                        last(
                                        ", error_status: [5xx, 404], service: shop",
                                        REQUESTS.formatted(100, 7, 50, 100, 100))
                                .words())
                .containsExactly("http_requests{service=shop, target=erp} requests=112 errors=12");
    }

    @Test
    void thePercentileIsOfTheWindowSinceTheScrapeBefore() {
        Outcome outcome =
                last(
                        "",
                        REQUESTS.formatted(1000, 7, 1000, 1000, 1000),
                        REQUESTS.formatted(1100, 7, 1000, 1100, 1100));
        // all 100 of the window between 0.1 and 1: the 95th at 0.1 + 0.9 · 0.95
        assertThat((Double) outcome.field("http_requests", "p95_seconds"))
                .isCloseTo(0.955, within(1e-9));
    }

    @Test
    void afterARestartTheCountersBeginAnewAndThePercentileIsOfAllSince() {
        Outcome outcome =
                last(
                        "",
                        REQUESTS.formatted(1000, 7, 0, 0, 1000),
                        REQUESTS.formatted(20, 0, 20, 20, 20));
        assertThat(outcome.field("http_requests", "requests")).isEqualTo(25L);
        assertThat((Double) outcome.field("http_requests", "p95_seconds"))
                .isCloseTo(0.095, within(1e-9));
    }

    @Test
    void withoutRequestsThereIsNoPercentile() {
        String idle = REQUESTS.formatted(1000, 7, 1000, 1000, 1000);
        assertThat(last("", idle, idle).only("http_requests").fields())
                .containsOnlyKeys("requests", "errors");
    }

    @Test
    void aScrapeThatFailsLeavesTheWindowOpen() {
        try (Probing probing = probing("")) {
            probing.probe(shown(REQUESTS.formatted(1000, 7, 1000, 1000, 1000)));
            assertThat(probing.probe(shown("garbage{\n")).state()).isEqualTo("bad_answer");
            Outcome outcome = probing.probe(shown(REQUESTS.formatted(1100, 7, 1100, 1100, 1100)));
            assertThat((Double) outcome.field("http_requests", "p95_seconds"))
                    .isCloseTo(0.095, within(1e-9));
        }
    }

    @Test
    void aSummarysOwnPercentileIsTakenWhereThereIsNoHistogram() {
        String text =
                """
                http_server_requests_seconds{uri="/a",quantile="0.5"} 0.1
                http_server_requests_seconds{uri="/a",quantile="0.95"} 0.4
                http_server_requests_seconds{uri="/b",quantile="0.95"} 0.9
                http_server_requests_seconds{uri="/c",quantile="0.95"} NaN
                http_server_requests_seconds_count{uri="/a",status="200"} %d
                """;
        assertThat(last("", text.formatted(10), text.formatted(11)).only("http_requests").fields())
                .containsEntry("p95_seconds", 0.9);
        assertThat(last("", text.formatted(10), text.formatted(10)).only("http_requests").fields())
                .doesNotContainKey("p95_seconds");
    }

    @Test
    void requestsOfOtherNamesAreCountedByTheirConfiguredNames() {
        String text =
                """
                http_requests_total{code="200",handler="/a"} 90
                http_requests_total{code="500",handler="/a"} 10
                http_requests_total{code="200",handler="/b"} 40
                legacy_calls_total 30
                legacy_failures_total 3
                """;
        assertThat(
                        last(
                                        ", requests: [], service_label: handler, other_requests:"
                                                + " [{count: http_requests_total},"
                                                + " {count: legacy_calls_total,"
                                                + " errors: legacy_failures_total}]",
                                        text)
                                .words())
                .containsExactly(
                        "http_requests{service=/a, target=erp} requests=100 errors=10",
                        "http_requests{service=/b, target=erp} requests=40 errors=0",
                        "http_requests{service=erp, target=erp} requests=30 errors=3");
    }

    @Test
    void pickedMetricsPassThrough() {
        String text =
                """
                jvm_memory_used_bytes{area="heap",host="x"} 1024
                jvm_memory_max_bytes{area="heap",host="x"} 4096
                jvm_memory_max_bytes{area="nonheap",host="x"} -1
                process_uptime_seconds 12.5
                process_broken NaN
                other 1
                """;
        assertThat(last(", take: [jvm_memory_*, 'process_*']", text).words())
                .containsExactly(
                        "prometheus{area=heap, exported_host=x, target=erp}"
                                + " jvm_memory_used_bytes=1024.0 jvm_memory_max_bytes=4096.0",
                        "prometheus{area=nonheap, exported_host=x, target=erp}"
                                + " jvm_memory_max_bytes=-1.0",
                        "prometheus{target=erp} process_uptime_seconds=12.5");
    }

    @Test
    void moreThanIsKeptIsRefusedAsAWhole() {
        String pools = lines(101, "hikaricp_connections_active{pool=\"%d\"} 1");
        assertThat(last("", pools).state()).isEqualTo("too_large");
        assertThat(last("", pools).detail()).contains("more than 100 values of the label pool");
        String series = lines(501, "x{n=\"%d\"} 1");
        assertThat(last(", take: [x]", series).detail())
                .endsWith("more than 500 series fit take; pick fewer");
        String services = lines(101, "http_server_requests_seconds_count{uri=\"%d\"} 1");
        assertThat(last(", service_label: uri", services).detail())
                .endsWith("more than 100 values of service_label uri");
        String bounds = lines(501, "http_server_requests_seconds_bucket{le=\"%d\"} 1");
        assertThat(last("", bounds).detail()).endsWith("more than 500 buckets");
        assertThat(last("", bounds).words()).isEmpty();
    }

    private static String lines(int count, String line) {
        return IntStream.range(0, count)
                .mapToObj(i -> line.formatted(i) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void figuresBeyondReasonBreakNothing() {
        String text =
                """
                hikaricp_connections_active{pool="p"} 1e308
                hikaricp_connections_active{pool="p"} 1
                hikaricp_connections_max{pool="p"} 1e-300
                hikaricp_connections_acquire_seconds_count{pool="p"} NaN
                http_server_requests_seconds_count{status="500"} 1e308
                http_server_requests_seconds_count{status="500"} -1
                http_server_requests_seconds_bucket{le="NaN"} 5
                http_server_requests_seconds_bucket{le="-Inf"} 5
                http_server_requests_seconds_bucket{le="-1"} %d
                http_server_requests_seconds_bucket{le="+Inf"} %d
                """;
        assertThat(last("", text.formatted(0, 0), text.formatted(5, 5)).words())
                .containsExactly(
                        "connection_pool{pool=p, target=erp} active=1 max=0",
                        "http_requests{service=erp, target=erp} requests=-1 errors=-1"
                                + " p95_seconds=-1.0");
    }

    @Test
    void itAsksForTheTextFormatAndTakesItCompressed() {
        application.shows(
                200,
                Map.of("Content-Encoding", "gzip", "Content-Type", "text/plain; version=0.0.4"),
                gzip("hikaricp_connections_active{pool=\"p\"} 1\n"));
        try (Probing probing = probing(", token: hush, headers: [{name: X-Site, value: k}]")) {
            assertThat(probing.probe(AT).field("connection_pool", "active")).isEqualTo(1L);
        }
        assertThat(application.asked().get("Accept").get(0))
                .startsWith("text/plain;version=0.0.4,");
        assertThat(application.asked().get("Accept-encoding")).containsExactly("gzip");
        assertThat(application.asked().get("Authorization")).containsExactly("Bearer hush");
        assertThat(application.asked().get("X-site")).containsExactly("k");
    }

    @Test
    void openMetricsIsReadWhereTheServerInsistsOnIt() {
        application.shows(
                200,
                Map.of("Content-Type", "application/openmetrics-text; version=1.0.0"),
                "hikaricp_connections_active{pool=\"p\"} 1\n".getBytes(StandardCharsets.UTF_8));
        try (Probing probing = probing("")) {
            Outcome outcome = probing.probe(AT);
            assertThat(outcome.state()).isEqualTo("bad_answer");
            assertThat(outcome.detail()).endsWith("line 2 should be # EOF");
        }
    }

    @Test
    void anotherStatusIsABadAnswerAndARedirectIsNotFollowed() {
        application.shows(302, Map.of("Location", "/login"), new byte[0]);
        try (Probing probing = probing("")) {
            Outcome outcome = probing.probe(AT);
            assertThat(outcome.state()).isEqualTo("bad_answer");
            assertThat(outcome.detail())
                    .isEqualTo(application.url() + " answers 302; expected is 200");
        }
    }

    @Test
    void aLoginPageIsNoExposition() {
        Outcome outcome = last("", "<!DOCTYPE html>\n<html></html>\n");
        assertThat(outcome.state()).isEqualTo("bad_answer");
        assertThat(outcome.detail()).contains("is no exposition: line 1 has \"<!DOCTYPE html>\"");
    }

    @Test
    void aGzipBombIsGivenUpEarly() {
        application.shows(200, Map.of("Content-Encoding", "gzip"), bomb());
        try (Probing probing = probing("")) {
            Outcome outcome = probing.probe(AT);
            assertThat(outcome.state()).isEqualTo("too_large");
            assertThat(outcome.detail()).endsWith("answers more than 8388608 bytes");
        }
    }

    @Test
    void whatOnlyCallsItselfGzipIsABadAnswer() {
        application.shows(
                200,
                Map.of("Content-Encoding", "gzip"),
                "a 1\n".repeat(10).getBytes(StandardCharsets.UTF_8));
        try (Probing probing = probing("")) {
            assertThat(probing.probe(AT).state()).isEqualTo("bad_answer");
        }
        application.shows(200, Map.of("Content-Encoding", "br"), new byte[] {1});
        try (Probing probing = probing("")) {
            assertThat(probing.probe(AT).detail()).contains("Content-Encoding br");
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] bomb() {
        return gzip("# nothing of interest\n".repeat(1 << 20));
    }
}
