package millwright.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import millwright.agent.sample.SampleBatch;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsEndpointTest {
    private static MetricsEndpoint onPort(int port) {
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", port);
        return new MetricsEndpoint(new MetricsConfig(Optional.of(address)));
    }

    private static String scrape(MetricsEndpoint endpoint) throws IOException {
        URI uri =
                URI.create("http://127.0.0.1:%d/metrics".formatted(endpoint.port().orElseThrow()));
        try (InputStream body = uri.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SampleBatch disk(String... paths) {
        SampleBatch batch = new SampleBatch(Map.of("host", "db-07", "site", "kuwait"));
        for (String path : paths) {
            batch.add("disk", Lines.AT)
                    .tag("path", path)
                    .tag("fstype", "ext4")
                    .field("used_percent", 25.0)
                    .field("free", 300L);
        }
        return batch;
    }

    @Test
    void samplesAreShownInBaseUnits() throws IOException {
        try (MetricsEndpoint endpoint = onPort(0)) {
            endpoint.start();
            endpoint.accept(disk("/"));
            SampleBatch batch = new SampleBatch(Map.of());
            batch.add("cpu", Lines.AT).tag("cpu", "cpu-total").field("usage_active", 60.0);
            batch.add("diskio", Lines.AT)
                    .tag("name", "sda")
                    .field("io_time", 2500L)
                    .field("read_bytes", 512L);
            batch.add("procstat_top", Lines.AT)
                    .tag("process_name", "java")
                    .field("cpu_usage", 60.0);
            endpoint.accept(batch);
            assertThat(scrape(endpoint))
                    .contains(
                            "millwright_host_disk_used_ratio{fstype=\"ext4\",path=\"/\",} 0.25\n",
                            "millwright_host_disk_free_bytes{fstype=\"ext4\",path=\"/\",} 300.0\n",
                            "millwright_host_cpu_usage_ratio{mode=\"active\",} 0.6",
                            "millwright_host_disk_io_seconds_total{device=\"sda\",} 2.5\n",
                            "millwright_host_disk_read_bytes_total{device=\"sda\",} 512.0\n")
                    .doesNotContain("procstat", "kuwait");
        }
    }

    @Test
    void theShareAndTheBytesOfOneThingAreTwoMeters() throws IOException {
        try (MetricsEndpoint endpoint = onPort(0)) {
            endpoint.start();
            SampleBatch batch = new SampleBatch(Map.of());
            for (String measurement : new String[] {"mem", "swap", "disk"}) {
                batch.add(measurement, Lines.AT).field("used_percent", 25.0).field("used", 300L);
            }
            endpoint.accept(batch);
            for (String thing : new String[] {"memory", "swap", "disk"}) {
                assertThat(scrape(endpoint))
                        .contains(
                                "millwright_host_%s_used_ratio 0.25\n".formatted(thing),
                                "millwright_host_%s_used_bytes 300.0\n".formatted(thing));
            }
        }
    }

    @Test
    void oneCoreAndAllOfThemComeApartAndLiveApart() throws IOException {
        try (MetricsEndpoint endpoint = onPort(0)) {
            endpoint.start();
            SampleBatch all = new SampleBatch(Map.of());
            all.add("cpu", Lines.AT).tag("cpu", "cpu-total").field("usage_active", 60.0);
            endpoint.accept(all);
            SampleBatch cores = new SampleBatch(Map.of());
            cores.add("cpu", Lines.AT).tag("cpu", "cpu0").field("usage_active", 90.0);
            cores.add("cpu_core", Lines.AT).field("busiest_percent", 90.0);
            endpoint.accept(cores);
            assertThat(scrape(endpoint))
                    .contains(
                            "millwright_host_cpu_usage_ratio{mode=\"active\",} 0.6\n",
                            "millwright_host_cpu_core_usage_ratio{cpu=\"cpu0\",} 0.9\n",
                            "millwright_host_cpu_core_busiest_ratio 0.9\n");
        }
    }

    @Test
    void pressureAndClockAndLatencyAreInSeconds() throws IOException {
        try (MetricsEndpoint endpoint = onPort(0)) {
            endpoint.start();
            SampleBatch batch = new SampleBatch(Map.of());
            batch.add("pressure", Lines.AT)
                    .tag("resource", "io")
                    .tag("type", "some")
                    .field("avg60", 25.0)
                    .field("total", 2_500_000L);
            batch.add("clock", Lines.AT).field("offset_seconds", -0.25).field("synchronized", 1L);
            batch.add("diskio", Lines.AT)
                    .tag("name", "sda")
                    .field("io_util", 50.0)
                    .field("read_await", 5.0)
                    .field("read_time", 1500L);
            batch.add("linux_sysctl_fs", Lines.AT).field("used_percent", 25.0);
            endpoint.accept(batch);
            String io = "{resource=\"io\",type=\"some\",} ";
            assertThat(scrape(endpoint))
                    .contains(
                            "millwright_host_pressure_ratio" + io + "0.25\n",
                            "millwright_host_pressure_waiting_seconds_total" + io + "2.5\n",
                            "millwright_host_clock_offset_seconds -0.25\n",
                            "millwright_host_clock_synchronized 1.0\n",
                            "millwright_host_disk_busy_ratio{device=\"sda\",} 0.5\n",
                            "millwright_host_disk_read_await_seconds{device=\"sda\",} 0.005\n",
                            "millwright_host_disk_read_time_seconds_total{device=\"sda\",} 1.5\n",
                            "millwright_host_files_used_ratio 0.25\n");
        }
    }

    @Test
    void aMountThatHasGoneIsShownNoMore() throws IOException {
        try (MetricsEndpoint endpoint = onPort(0)) {
            endpoint.start();
            endpoint.accept(disk("/", "/mnt/usb"));
            assertThat(scrape(endpoint)).contains("/mnt/usb");
            endpoint.accept(disk("/"));
            assertThat(scrape(endpoint)).contains("path=\"/\"").doesNotContain("/mnt/usb");
            endpoint.accept(disk("/", "/mnt/usb"));
            assertThat(scrape(endpoint)).contains("/mnt/usb");
        }
    }

    @Test
    void aPortThatIsTakenIsAKindError() {
        try (MetricsEndpoint first = onPort(0)) {
            first.start();
            int port = first.port().orElseThrow();
            try (MetricsEndpoint second = onPort(port)) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("metrics.listen: 127.0.0.1:" + port)
                        .hasMessageContaining("choose another port or write off");
            }
        }
    }

    @Test
    void listenIsAnAddressWithAPortOrOff() {
        assertThat(listen("off")).isEmpty();
        assertThat(listen("0.0.0.0:0").orElseThrow().getPort()).isZero();
        assertThat(listen("'[::1]:9480'").orElseThrow().getHostString()).isEqualTo("::1");
        for (String bad : new String[] {"9480", "localhost", "localhost:99999", "':9480'"}) {
            assertThatThrownBy(() -> listen(bad)).hasMessageContaining("line 1  listen: ");
        }
    }

    private static Optional<InetSocketAddress> listen(String value) {
        return ConfigFile.readText("agent.yaml", "listen: " + value, Map.of(), MetricsConfig::read)
                .listen();
    }

    @ParameterizedTest
    @CsvSource({
        "listen: 127.0.0.1:9480, ''", // nobody else reaches it
        "listen: localhost:9480, ''",
        "listen: off, ''",
        "listen: 0.0.0.0:9480, db-07:9480",
        "listen: \"[::]:9480\", db-07:9480",
        "listen: 10.1.4.7:9480, 10.1.4.7:9480",
        "listen: 127.0.0.1:9480; advertise: proxy:80, proxy:80"
    })
    void prometheusIsToldWhereItReachesTheAgent(String yaml, String address) {
        MetricsConfig config =
                ConfigFile.readText(
                        "agent.yaml", yaml.replace("; ", "\n"), Map.of(), MetricsConfig::read);

        assertThat(config.address("db-07", 9480).orElse("")).isEqualTo(address);
    }
}
