package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording and alert rules, as Prometheus' own tool sees them. */
class RulesIT {
    private static final Path FOLDER = Path.of("prometheus");
    private static final Pattern METRIC = Pattern.compile("(?<![:\\w])millwright_\\w+");
    private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");

    @TempDir private Path log;

    @Test
    void theRulesAreSound() throws Exception {
        for (String file : List.of("recording.yml", "alerts.yml")) {
            assertThat(promtool("check", file)).contains("SUCCESS").endsWith("exit 0");
        }
    }

    @Test
    void eachRuleFiresWhenItShouldAndNotBefore() throws Exception {
        assertThat(promtool("test", "tests.yml")).contains("SUCCESS").endsWith("exit 0");
    }

    @Test
    void noAlertIsWithoutItsTest() throws IOException {
        String tests = read("tests.yml");
        assertThat(ALERT.matcher(read("alerts.yml")).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert));
    }

    @Test
    void theRulesNameOnlyMetricsThatADaemonExposes() throws IOException {
        for (String file : List.of("recording.yml", "alerts.yml")) {
            assertThat(METRIC.matcher(expressions(file)).results().map(found -> found.group()))
                    .isNotEmpty()
                    .isSubsetOf(Dashboards.metrics());
        }
    }

    private String promtool(String verb, String file) throws IOException, InterruptedException {
        return Program.say(
                log.resolve("promtool.log"),
                "",
                Program.needed("promtool").toString(),
                verb,
                "rules",
                FOLDER.resolve(file).toString());
    }

    /** Without comments, annotations and the names of what is recorded. */
    private static String expressions(String file) throws IOException {
        return read(file)
                .lines()
                .filter(line -> !line.strip().startsWith("#") && !line.contains("record:"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
