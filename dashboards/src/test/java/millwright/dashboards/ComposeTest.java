package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user starts or copies fits together. */
class ComposeTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonNode services = read("compose.yaml").path("services");

    private static JsonNode read(String file) {
        try {
            return YAML.readTree(Path.of(file).toFile());
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    @Test
    void allFourServicesArePinnedAndNameNoRegistry() {
        assertThat(services.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("collector", "prometheus", "influxdb", "grafana");
        assertThat(services.findValuesAsText("image"))
                .allSatisfy(
                        image -> assertThat(image).matches("([a-z-]+/)?[a-z-]+:v?\\d+\\.\\d+.*"));
    }

    @Test
    void whatIsMountedIsThere() {
        List<String> sources =
                mounts().stream()
                        .map(mount -> mount.split(":")[0])
                        .filter(source -> source.startsWith("."))
                        .toList();
        assertThat(sources)
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        source -> {
                            if (source.startsWith("../collector/target/")) {
                                assertThat(source).endsWith("/millwright-collector-" + version());
                            } else {
                                assertThat(Path.of(source)).exists();
                            }
                        });
    }

    /** Of the module's parent, as its POM has it. */
    private static String version() {
        try {
            return Files.readString(Path.of("pom.xml"))
                    .replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void volumesAreDeclared() {
        JsonNode declared = read("compose.yaml").path("volumes");
        assertThat(mounts())
                .filteredOn(mount -> !mount.startsWith("."))
                .allSatisfy(mount -> assertThat(declared.has(mount.split(":")[0])).isTrue());
    }

    @Test
    void nothingListensToOtherMachines() {
        for (JsonNode service : services) {
            assertThat(service.path("ports"))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void grafanaFindsTheDashboardsWhereTheyAreMounted() {
        String path =
                read("provisioning/dashboards/millwright.yaml")
                        .findValue("options")
                        .path("path")
                        .asText();
        assertThat(mounts()).contains("./grafana:" + path + ":ro");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compose/datasources/millwright.yaml",
                "provisioning/datasources/prometheus.yaml",
                "provisioning/datasources/influxdb.yaml"
            })
    void aDataSourceIsWhatTheDashboardsLookFor(String file) {
        JsonNode all = read(file).path("datasources");
        assertThat(all).isNotEmpty();
        for (JsonNode one : all) {
            assertThat(one.path("type").asText()).isIn("prometheus", "influxdb");
            assertThat(one.path("uid").asText()).startsWith("millwright-");
            if (one.path("type").asText().equals("influxdb")) {
                assertThat(one.path("name").asText()).containsIgnoringCase("hour");
                assertThat(one.path("jsonData").path("dbName").asText())
                        .isEqualTo("millwright_hourly");
            }
        }
    }

    private List<String> mounts() {
        List<String> mounts = new ArrayList<>();
        for (JsonNode service : services) {
            service.path("volumes").forEach(volume -> mounts.add(volume.asText()));
        }
        return mounts;
    }
}
