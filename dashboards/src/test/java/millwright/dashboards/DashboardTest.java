package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("\\bmillwright_\\w+");
    private static final int COLUMNS = 24;

    @Test
    void everyDashboardHasATitleAndAUidOfItsOwn() throws IOException {
        assertThat(Dashboards.all().values())
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.path("title").asText()).startsWith("Millwright"))
                .allSatisfy(d -> assertThat(d.path("uid").asText()).startsWith("millwright-"))
                .extracting(d -> d.path("uid").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void theViewerChoosesTheDataSource() throws IOException {
        for (JsonNode dashboard : Dashboards.all().values()) {
            assertThat(dashboard.path("templating").path("list"))
                    .anySatisfy(
                            variable -> {
                                assertThat(variable.path("name").asText()).isEqualTo("datasource");
                                assertThat(variable.path("type").asText()).isEqualTo("datasource");
                            });
        }
        assertThat(Dashboards.panels())
                .allSatisfy(
                        panel ->
                                assertThat(panel.datasources())
                                        .as(panel.toString())
                                        .containsOnly("${datasource}"));
    }

    @Test
    void everyPanelSaysWhatItShowsAndInWhichUnit() throws IOException {
        assertThat(Dashboards.panels())
                .isNotEmpty()
                .allSatisfy(
                        panel -> {
                            assertThat(panel.title()).as("title of %s", panel).isNotBlank();
                            assertThat(panel.description())
                                    .as("description of %s", panel)
                                    .isNotBlank();
                            assertThat(panel.unit()).as("unit of %s", panel).isNotBlank();
                            assertThat(panel.queries()).as("queries of %s", panel).isNotEmpty();
                            assertThat(panel.queries())
                                    .as("query of %s", panel)
                                    .noneMatch(String::isBlank);
                        });
    }

    @Test
    void noTwoPanelsLieOnEachOtherAndNoneLeavesTheGrid() throws IOException {
        List<Panel> panels = Dashboards.panels();
        for (Panel panel : panels) {
            assertThat(panel.width()).as("width of %s", panel).isPositive();
            assertThat(panel.height()).as("height of %s", panel).isPositive();
            assertThat(panel.x() + panel.width())
                    .as("right edge of %s", panel)
                    .isLessThanOrEqualTo(COLUMNS);
            assertThat(panels)
                    .filteredOn(other -> other.dashboard().equals(panel.dashboard()))
                    .filteredOn(panel::overlaps)
                    .as("%s and what lies on it", panel)
                    .containsExactly(panel);
        }
    }

    @Test
    void panelsOfADashboardHaveIdsOfTheirOwn() throws IOException {
        assertThat(Dashboards.panels())
                .extracting(panel -> panel.dashboard() + " " + panel.id())
                .doesNotHaveDuplicates();
    }

    @Test
    void aQueryNamesOnlyMetricsThatADaemonExposes() throws IOException {
        var exposed = Dashboards.metrics();
        assertThat(Dashboards.panels())
                .allSatisfy(
                        panel ->
                                assertThat(panel.queries())
                                        .as(
                                                "metrics of %s; the known ones are in metrics.txt",
                                                panel)
                                        .allSatisfy(
                                                query ->
                                                        assertThat(names(query))
                                                                .isNotEmpty()
                                                                .isSubsetOf(exposed)));
    }

    private static List<String> names(String query) {
        return METRIC.matcher(query).results().map(result -> result.group()).toList();
    }
}
