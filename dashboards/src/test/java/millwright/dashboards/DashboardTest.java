package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:millwright|jvm|process|system)_\\w+(?=[\\[{ ()<>*,]|$)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern BOARD = Pattern.compile("/d/([\\w-]+)");
    private static final int COLUMNS = 24;

    /** Of Grafana itself, so that nobody needs to install a plugin. */
    private static final Set<String> OF_GRAFANA =
            Set.of("row", "timeseries", "stat", "table", "state-timeline", "heatmap", "bargauge");

    @Test
    void uidsAreForGood() throws IOException {
        assertThat(Dashboards.all().entrySet())
                .extracting(file -> file.getKey() + " " + file.getValue().path("uid").asText())
                .containsExactly(
                        "calendar.json millwright-calendar",
                        "capacity-influxdb.json millwright-capacity-influxdb",
                        "capacity.json millwright-capacity",
                        "database.json millwright-database",
                        "fleet.json millwright-fleet",
                        "host-influxdb.json millwright-host-influxdb",
                        "host.json millwright-host",
                        "millwright.json millwright-self",
                        "services.json millwright-services",
                        "tickets.json millwright-tickets");
    }

    @Test
    void theViewerChoosesTheDataSource() throws IOException {
        for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
            String type = Dashboards.isInflux(file.getKey()) ? "influxdb" : "prometheus";
            assertThat(file.getValue().path("templating").path("list"))
                    .as(file.getKey())
                    .anySatisfy(
                            variable -> {
                                assertThat(variable.path("name").asText()).isEqualTo("datasource");
                                assertThat(variable.path("type").asText()).isEqualTo("datasource");
                                assertThat(variable.path("query").asText()).isEqualTo(type);
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
                                    .endsWith(".");
                            assertThat(panel.unit()).as("unit of %s", panel).isNotBlank();
                            assertThat(panel.queries()).as("queries of %s", panel).isNotEmpty();
                            assertThat(panel.queries())
                                    .as("query of %s", panel)
                                    .noneMatch(String::isBlank);
                        });
    }

    @Test
    void everySeriesHasANameInTheLegendAndEveryColumnOneAboveIt() throws IOException {
        assertThat(Dashboards.panels())
                .allSatisfy(
                        panel -> {
                            if (panel.type().equals("table")) {
                                assertThat(
                                                panel.json()
                                                        .path("transformations")
                                                        .findValue("renameByName"))
                                        .as("columns of %s", panel)
                                        .isNotEmpty();
                            } else {
                                assertThat(panel.targets())
                                        .as("legends of %s", panel)
                                        .allSatisfy(
                                                target -> assertThat(legend(target)).isNotBlank());
                            }
                        });
    }

    private static String legend(JsonNode target) {
        return target.path("legendFormat").asText(target.path("alias").asText());
    }

    @Test
    void panelsAreGrafanasOwn() throws IOException {
        assertThat(Dashboards.everything())
                .extracting(ShownPanel::type)
                .allSatisfy(type -> assertThat(OF_GRAFANA).contains(type));
    }

    @Test
    void noTwoPanelsLieOnEachOtherAndNoneLeavesTheGrid() throws IOException {
        List<ShownPanel> panels = Dashboards.everything();
        for (ShownPanel panel : panels) {
            assertThat(panel.right()).as("width of %s", panel).isGreaterThan(panel.left());
            assertThat(panel.bottom()).as("height of %s", panel).isGreaterThan(panel.top());
            assertThat(panel.right()).as("right edge of %s", panel).isLessThanOrEqualTo(COLUMNS);
            assertThat(panels)
                    .filteredOn(other -> other.dashboard().equals(panel.dashboard()))
                    .filteredOn(panel::overlaps)
                    .as("%s and what lies on it", panel)
                    .containsExactly(panel);
        }
    }

    @Test
    void panelsOfADashboardHaveIdsOfTheirOwn() throws IOException {
        assertThat(Dashboards.everything())
                .extracting(panel -> panel.dashboard() + " " + panel.id())
                .doesNotHaveDuplicates();
    }

    @Test
    void aQueryNamesOnlyMetricsThatADaemonExposes() throws IOException {
        Set<String> exposed = Dashboards.metrics();
        for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
            if (!Dashboards.isInflux(file.getKey())) {
                assertThat(promQl(file.getValue()))
                        .as("metrics of %s; the known ones are in metrics.txt", file.getKey())
                        .allSatisfy(
                                query ->
                                        assertThat(names(METRIC, query))
                                                .isNotEmpty()
                                                .isSubsetOf(exposed));
            }
        }
    }

    /** Of panels, variables and annotations. */
    private static Stream<String> promQl(JsonNode dashboard) {
        Stream<JsonNode> targets =
                stream(dashboard.path("panels")).flatMap(p -> stream(p.path("targets")));
        Stream<JsonNode> variables =
                stream(dashboard.path("templating").path("list"))
                        .filter(variable -> variable.path("type").asText().equals("query"))
                        .map(variable -> variable.path("query").path("query"));
        Stream<JsonNode> annotations =
                stream(dashboard.path("annotations").path("list")).map(each -> each.path("expr"));
        return Stream.of(targets.map(target -> target.path("expr")), variables, annotations)
                .flatMap(each -> each)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    @Test
    void aVariableIsThereBeforeAQueryNamesIt() throws IOException {
        for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
            List<String> known =
                    stream(file.getValue().path("templating").path("list"))
                            .map(variable -> variable.path("name").asText())
                            .toList();
            assertThat(names(VARIABLE, file.getValue().toString()))
                    .as(file.getKey())
                    .filteredOn(name -> !name.startsWith("__") && !name.startsWith("tag_"))
                    .filteredOn(name -> !name.equals("timeFilter"))
                    .isSubsetOf(known);
        }
    }

    @Test
    void aLinkLeadsToADashboardThatIsThere() throws IOException {
        List<String> uids =
                Dashboards.all().values().stream().map(d -> d.path("uid").asText()).toList();
        List<String> targets =
                Dashboards.all().values().stream()
                        .flatMap(d -> names(BOARD, d.toString()).stream())
                        .distinct()
                        .toList();
        assertThat(targets).hasSizeGreaterThan(3).isSubsetOf(uids);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(
                        (MatchResult result) ->
                                result.groupCount() > 0 ? result.group(1) : result.group())
                .toList();
    }
}
