package millwright.agent.probe.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import millwright.agent.probe.http.HttpTargets;
import millwright.agent.probe.scrape.PrometheusTargets;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigFile;
import millwright.config.ConfigNode;
import org.junit.jupiter.api.Test;

class DocumentedTargetsTest {
    private static final Path PAGE = Path.of("..", "docs", "http-probes.md");

    @Test
    void theExampleOnThePageWorks() throws IOException {
        Matcher example =
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        List<String> names =
                ConfigFile.readText(
                        "the page", example.group(1), Map.of(), DocumentedTargetsTest::names);
        assertThat(names).containsExactly("http/payment-gateway", "prometheus/erp");
    }

    private static List<String> names(ConfigNode root) {
        ConfigNode targets = root.section("targets");
        try (HttpTargets http = HttpTargets.read(targets);
                PrometheusTargets prometheus = PrometheusTargets.read(targets)) {
            return Stream.concat(http.open().stream(), prometheus.open().stream())
                    .map(ScheduledSampler::name)
                    .toList();
        }
    }
}
