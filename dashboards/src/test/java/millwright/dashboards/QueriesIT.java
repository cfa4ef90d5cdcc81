package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus answers every query: of panels, of variables and of annotations. */
class QueriesIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** What a week cannot have, and why; no other query may have an empty answer. */
    private static final Map<String, String> MAY_BE_EMPTY =
            Map.of(
                    "millwright_forecast_record",
                    "a forecast is scored when its horizon of 30 days is over",
                    "millwright_forecast_coverage_ratio",
                    "the same",
                    "bound=\"late\"",
                    "a late bound beyond the horizon is left out",
                    "task_overrun_ratio",
                    "nothing planned is done before its slot, which is days ahead",
                    "millwright_standing_overdue_seconds",
                    "what was due before a collector first ran is nobody's fault");

    @TempDir private static Path folder;
    private static Site site;
    private static Prometheus prometheus;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        site = Site.open(folder);
        prometheus = site.prometheus();
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void everyQueryOfEveryPanelHasAnAnswer() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (ShownPanel panel : Dashboards.panels()) {
            if (Dashboards.isInflux(panel.dashboard())) {
                continue;
            }
            for (String query : panel.queries()) {
                count++;
                check(query).ifPresent(why -> wrong.add(panel + ": " + why));
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "queries-prometheus.txt"), count + " queries run\n");
        assertThat(wrong).isEmpty();
        assertThat(count).isGreaterThan(100);
    }

    @Test
    void everyAnnotationHasAnAnswer() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
            for (JsonNode annotation : file.getValue().path("annotations").path("list")) {
                check(annotation.path("expr").asText())
                        .ifPresent(why -> wrong.add(file.getKey() + ": " + why));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyVariableHasSomethingToChoose() throws IOException {
        for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
            for (JsonNode variable : file.getValue().path("templating").path("list")) {
                JsonNode query = variable.path("query").path("query");
                if (!query.isMissingNode()) {
                    String text = Filled.promQl(query.asText(), ".*", WEEK, DAY);
                    assertThat(prometheus.variable(text))
                            .as("%s: %s", file.getKey(), text)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void everyMetricThatIsListedIsExposed() throws IOException {
        Set<String> exposed =
                Stream.of(site.exposedByCollector(), site.exposedByAgent())
                        .flatMap(String::lines)
                        .map(line -> line.replaceFirst("^# (TYPE|HELP) ", "").split("[ {]", 2)[0])
                        .collect(Collectors.toSet());
        assertThat(exposed).containsAll(Dashboards.metrics());
    }

    /** Why it is wrong: it has neither an answer of the last week, nor of now, nor of tomorrow. */
    private static Optional<String> check(String query) {
        Instant now = Instant.now();
        String live = Filled.promQl(query, ".*", WEEK, Duration.ofSeconds(30));
        String past = Filled.promQl(query, ".*", WEEK, Duration.ofHours(3));
        try {
            boolean isAnswered =
                    !prometheus.now(live).isEmpty()
                            || !prometheus
                                    .over(past, now.minus(WEEK), now, Duration.ofHours(1))
                                    .isEmpty()
                            || !prometheus.now(live.replace("offset 1d", "")).isEmpty();
            boolean mayBeEmpty = MAY_BE_EMPTY.keySet().stream().anyMatch(query::contains);
            return isAnswered || mayBeEmpty
                    ? Optional.empty()
                    : Optional.of("no answer to " + query);
        } catch (AssertionError refused) {
            return Optional.of(refused.getMessage());
        }
    }
}
