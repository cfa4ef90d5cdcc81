package millwright.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import millwright.agent.sample.SamplersConfig;
import millwright.config.ConfigFile;
import millwright.config.ConfigManual;
import org.junit.jupiter.api.Test;

class AgentConfigTest {
    private static final Path MANUAL = Path.of("..", "docs", "configuration-agent.md");
    private static final String HEAD =
            """
            # The agent's configuration

            One YAML file, `conf/agent.yaml`. A variable of the environment overrides its key: `MILLWRIGHT_DELIVERY_INTERVAL=5s`
            for `delivery.interval`; commas stand between the entries of a list, `a=b,c=d` gives names and texts. An unknown key is
            an error. `millwright-agent check-config --config FILE` tells every problem at once.

            A disk is measured once, at its shortest mount; memory, image, overlay and read-only file systems, network shares and
            bind mounts are left out. In a container the root overlay is measured, as it is the disk that the container writes to.

            This page is written by `mvn test -pl agent -am -Dmanual.write=true`.

            """;

    private static AgentConfig read(String yaml) {
        return ConfigFile.readText("agent.yaml", yaml, Map.of(), AgentConfig::read);
    }

    @Test
    void theShippedFileWorks() {
        AgentConfig config =
                ConfigFile.read(
                        Path.of("src/main/dist/conf/agent.yaml"), Map.of(), AgentConfig::read);
        assertThat(config.delivery().orElseThrow().destination())
                .isEqualTo("http://127.0.0.1:8480");
        assertThat(config.samplers().intervals()).containsOnlyKeys(SamplersConfig.NAMES);
        assertThat(config.host()).isNotBlank();
    }

    @Test
    void everyProblemIsTold() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        tags: {path: x}
                                        delivery:
                                          intervall: 5s
                                          token_file: nowhere
                                        samplers:
                                          cpu: {interval: 0s}
                                          gpu: {interval: 10s}
                                        metrics:
                                          listen: 9480
                                        """))
                .hasMessageStartingWith("agent.yaml has 7 problems:\n")
                .hasMessageContainingAll(
                        "line 1   tags: path is a tag that samplers set themselves",
                        "line 3   delivery.intervall: unknown key. Did you mean delivery.interval?",
                        "line 4   delivery.token_file: there is no file",
                        "line 6   samplers.cpu.interval: 0s is too little.",
                        "line 7   samplers.gpu: unknown key.",
                        "line 9   metrics.listen: \"9480\" is no address with a port",
                        "missing  delivery.collector: is required.");
    }

    @Test
    void severalCollectorsStandInsteadOfOne() {
        AgentConfig config = read("delivery: {collectors: ['https://a:1', 'https://b:1']}");
        assertThat(config.delivery().orElseThrow().destination())
                .isEqualTo("https://a:1, https://b:1");
        assertThatThrownBy(() -> read("delivery: {collectors: [a], collector: 'http://c:1'}"))
                .hasMessageContainingAll(
                        "delivery.collectors: \"a\" is no address. Write such as",
                        "delivery.collector: stands beside collectors. Keep one of the two.");
    }

    @Test
    void aSamplerThatIsOffHasNoInterval() {
        AgentConfig config =
                read("delivery: {collector: 'http://c:1'}\nsamplers: {cpu: {enabled: false}}");
        assertThat(config.samplers().intervals())
                .hasSize(SamplersConfig.NAMES.size() - 1)
                .doesNotContainKey("cpu");
    }

    @Test
    void whatMayBeShedIsASamplerThatThereIsAndThatAHostCanDoWithout() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        delivery: {collector: 'http://c:1'}
                                        budget: {shed_order: [disk, gpu, net, sqlserver/*]}
                                        """))
                .hasMessageStartingWith("agent.yaml has 2 problems:\n")
                .hasMessageContainingAll(
                        "budget.shed_order: disk is never shed. Take it out of the list.",
                        "budget.shed_order: there is no sampler gpu. There are cpu, cpu_core, ");
    }

    @Test
    void everySampleHasTheHostAndTheSitesTags() {
        AgentConfig config =
                read("host: db-07\ntags: {site: kuwait}\ndelivery: {collector: 'http://c:1'}");
        assertThat(config.allTags()).isEqualTo(Map.of("host", "db-07", "site", "kuwait"));
    }

    @Test
    void theManualIsWhatTheCodeReads() throws IOException {
        String manual = HEAD + ConfigManual.of(AgentConfig::read);
        if (Boolean.getBoolean("manual.write")) {
            Files.createDirectories(MANUAL.getParent());
            Files.writeString(MANUAL, manual);
        }
        assertThat(MANUAL)
                .as("write it with -Dmanual.write=true and review the change")
                .hasContent(manual);
    }
}
