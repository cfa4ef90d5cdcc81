package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads every query and the example configuration. */
class PromQlIT {
    @TempDir Path folder;

    @Test
    void everyQueryIsPromQl() throws IOException, InterruptedException {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboards\n    rules:\n");
        int number = 0;
        for (ShownPanel panel : Dashboards.panels()) {
            if (Dashboards.isInflux(panel.dashboard())) {
                continue;
            }
            for (String query : panel.queries()) {
                String text =
                        query.replaceAll("\\$__(range|rate_interval)", "5m").replace("'", "''");
                rules.append("      - record: panel:query:").append(number++).append('\n');
                rules.append("        expr: '").append(text).append("'\n");
            }
        }
        Path file = Files.writeString(folder.resolve("queries.yml"), rules);

        assertThat(promtool("check", "rules", file.toString()))
                .contains("SUCCESS: " + number + " rules found");
    }

    @Test
    void theExampleConfigurationIsSound() throws IOException, InterruptedException {
        for (String file : List.of("prometheus/prometheus.yml", "compose/prometheus.yml")) {
            assertThat(promtool("check", "config", file)).as(file).contains("SUCCESS");
        }
    }

    private String promtool(String... arguments) throws IOException, InterruptedException {
        String[] command =
                Stream.concat(
                                Stream.of(Program.needed("promtool").toString()),
                                Arrays.stream(arguments))
                        .toArray(String[]::new);
        return Program.say(folder.resolve("promtool.log"), "", command);
    }
}
