package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real InfluxDB with a month of roll-ups answers every query of the dashboards over months. */
class InfluxQueriesIT {
    @TempDir private static Path folder;
    private static Influx influx;

    @BeforeAll
    static void open() throws IOException {
        influx = Influx.open(folder);
    }

    @AfterAll
    static void close() {
        if (influx != null) {
            influx.close();
        }
    }

    @Test
    void everyQueryOfEveryPanelHasAnAnswer() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (ShownPanel panel : Dashboards.panels()) {
            if (!Dashboards.isInflux(panel.dashboard())) {
                continue;
            }
            for (String query : panel.queries()) {
                count++;
                JsonNode answer = influx.answer(query);
                if (answer.isEmpty()) {
                    wrong.add(panel + ": no answer to " + query);
                }
                answer.forEach(
                        series ->
                                assertThat(times(series))
                                        .as("times of %s", panel)
                                        .isSorted()
                                        .doesNotHaveDuplicates());
            }
        }
        Files.writeString(Path.of("target", "queries-influxdb.txt"), count + " queries run\n");
        assertThat(wrong).isEmpty();
        assertThat(count).isGreaterThan(20);
    }

    private static List<Long> times(JsonNode series) {
        List<Long> times = new ArrayList<>();
        series.path("values").forEach(value -> times.add(value.path(0).asLong()));
        return times;
    }

    @Test
    void everyVariableHasSomethingToChoose() throws IOException {
        for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
            for (JsonNode variable : file.getValue().path("templating").path("list")) {
                if (Dashboards.isInflux(file.getKey())
                        && variable.path("type").asText().equals("query")) {
                    String query = variable.path("query").asText();
                    assertThat(influx.answer(query))
                            .as("%s: %s", file.getKey(), query)
                            .isNotEmpty();
                }
            }
        }
    }
}
