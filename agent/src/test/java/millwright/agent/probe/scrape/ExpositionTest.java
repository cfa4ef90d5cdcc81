package millwright.agent.probe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.agent.probe.scrape.Exposition.Format;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static List<Metric> read(Format format, String text)
            throws IOException, ExpositionException {
        List<Metric> metrics = new ArrayList<>();
        Exposition.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                format,
                name -> true,
                metrics::add);
        return metrics;
    }

    private static List<Metric> prometheus(String text) throws IOException, ExpositionException {
        return read(Format.PROMETHEUS, text);
    }

    private static List<Metric> openMetrics(String text) throws IOException, ExpositionException {
        return read(Format.OPEN_METRICS, text);
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> prometheus(text))
                .isInstanceOf(ExpositionException.class)
                .hasMessage(why);
    }

    /** Prometheus' own example of the format, with its oddities. */
    @Test
    void theTextFormatIsRead() throws Exception {
        String text =
                """
                # HELP http_requests_total The total number of HTTP requests.
                # TYPE http_requests_total counter
                http_requests_total{method="post",code="200"} 1027 1395066363000
                http_requests_total{method="post",code="400"}    3 1395066363000

                # Escaping in label values:
                msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

                # Minimalistic line:
                metric_without_timestamp_and_labels 12.47

                # A weird metric from before the epoch:
                something_weird{problem="division by zero"} +Inf -3982045

                rpc_duration_seconds{quantile="0.01",} 3102
                \t spaced { a = "b" , c = "d" } \t NaN
                """;
        assertThat(prometheus(text))
                .containsExactly(
                        new Metric(
                                "http_requests_total",
                                Map.of("method", "post", "code", "200"),
                                1027),
                        new Metric(
                                "http_requests_total", Map.of("method", "post", "code", "400"), 3),
                        new Metric(
                                "msdos_file_access_time_seconds",
                                Map.of(
                                        "path",
                                        "C:\\DIR\\FILE.TXT",
                                        "error",
                                        "Cannot find file:\n\"FILE.TXT\""),
                                1.458255915e9),
                        new Metric("metric_without_timestamp_and_labels", Map.of(), 12.47),
                        new Metric(
                                "something_weird",
                                Map.of("problem", "division by zero"),
                                Double.POSITIVE_INFINITY),
                        new Metric("rpc_duration_seconds", Map.of("quantile", "0.01"), 3102),
                        new Metric("spaced", Map.of("a", "b", "c", "d"), Double.NaN));
    }

    @Test
    void openMetricsIsReadWithItsExemplars() throws Exception {
        String text =
                """
                # TYPE foo histogram
                # UNIT foo seconds
                foo_bucket{le="0.01"} 0
                foo_bucket{le="0.1"} 8 # {} 0.054
                foo_bucket{le="1"} 11 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67 1520879607.7
                foo_bucket{le="+Inf"} 17
                # EOF
                """;
        assertThat(openMetrics(text))
                .extracting(Metric::value)
                .containsExactly(0.0, 8.0, 11.0, 17.0);
    }

    @Test
    void openMetricsMustEndWithItsWord() {
        assertThatThrownBy(() -> openMetrics("a 1\n")).hasMessage("line 2 should be # EOF");
        assertThatThrownBy(() -> openMetrics("a 1\n# EOF\na 2\n"))
                .hasMessage("line 3 stands after # EOF");
        assertThatThrownBy(() -> openMetrics("a 1\n\n# EOF\n")).hasMessage("line 2 is empty");
    }

    @Test
    void whatIsNoExpositionIsRefusedWithItsPlace() {
        refused(
                "<html>\n",
                "line 1 has \"<html>\" at character 1 where the name of a metric is expected");
        refused("a 1\nb{c} 1\n", "line 2 has \"} 1\" at character 4 where = is expected");
        refused(
                "a{b=c} 1\n",
                "line 1 has \"c} 1\" at character 5 where a label's value in quotes is expected");
        refused(
                "a{b=\"c} 1\n",
                "line 1 has the end of the line at character 10 where the end of a label's value is"
                        + " expected");
        refused(
                "a{b=\"\\t\"} 1\n",
                "line 1 has \"t\"} 1\" at character 7 where one of \\, \" and n after a \\ is"
                        + " expected");
        refused(
                "a{b=\"\" c=\"\"} 1\n",
                "line 1 has \"c=\"\"} 1\" at character 8 where , or } is expected");
        refused("a{b=\"\",b=\"\"} 1\n", "line 1 has two labels b");
        refused(
                "a{1b=\"\"} 1\n",
                "line 1 has \"1b=\"\"} 1\" at character 3 where the name of a label is expected");
        refused(
                "a{:b=\"\"} 1\n",
                "line 1 has \":b=\"\"} 1\" at character 3 where the name of a label is expected");
        refused("a\n", "line 1 has the end of the line at character 2 where a value is expected");
        refused("a 1d\n", "line 1 has \"1d\" at character 3 where a value is expected");
        refused("a 0x1p3\n", "line 1 has \"0x1p3\" at character 3 where a value is expected");
        refused("a 1 2 3\n", "line 1 has \"3\" at character 7 where a line's end is expected");
        refused(
                "a 1 # {} 1\n",
                "line 1 has \"# {} 1\" at character 5 where a line's end is expected");
        refused("a 1\r\n", "line 1 has \"1\r\" at character 3 where a value is expected");
        refused("a 1\nb 2", "line 2 ends in the middle");
        refused("a 1\n" + "x".repeat(70_000) + " 1\n", "line 2 is longer than 65536 bytes");
    }

    @Test
    void tooManySamplesAreTooLarge() {
        String one = "a 1\n";
        String most = one.repeat(Exposition.SAMPLES_MAX);
        assertThatThrownBy(() -> prometheus(most + one))
                .hasMessage("more than 200000 samples")
                .extracting("isTooLarge")
                .isEqualTo(true);
    }

    @Test
    void whatIsNotWantedIsCheckedAllTheSame() {
        assertThatThrownBy(
                        () ->
                                Exposition.read(
                                        new ByteArrayInputStream(
                                                "other{ 1\n".getBytes(StandardCharsets.UTF_8)),
                                        Format.PROMETHEUS,
                                        name -> false,
                                        metric -> {}))
                .isInstanceOf(ExpositionException.class);
    }

    @Test
    void theContentTypeTellsTheFormat() {
        assertThat(Format.of(Optional.of("application/openmetrics-text; version=1.0.0")))
                .isEqualTo(Format.OPEN_METRICS);
        assertThat(Format.of(Optional.of("text/plain; version=0.0.4")))
                .isEqualTo(Format.PROMETHEUS);
        assertThat(Format.of(Optional.empty())).isEqualTo(Format.PROMETHEUS);
    }
}
