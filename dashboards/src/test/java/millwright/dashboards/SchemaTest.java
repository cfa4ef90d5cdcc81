package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Dashboards hold to what Grafana publishes: the TypeScript types of {@code @grafana/schema} 13.2.3
 * (Apache 2.0) of a dashboard and of each kind of panel with its options and styles, turned into
 * JSON schemas that allow nothing else.
 */
class SchemaTest {
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static JsonNode types;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file =
                SchemaTest.class.getResourceAsStream("grafana-schema-13.2.3.json")) {
            types = new ObjectMapper().readTree(file);
        }
    }

    @Test
    void aDashboardIsOne() throws IOException {
        for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
            assertThat(SCHEMAS.getSchema(types.path("dashboard")).validate(file.getValue()))
                    .as(file.getKey())
                    .isEmpty();
            assertThat(file.getValue().path("schemaVersion").asInt()).isEqualTo(42);
        }
    }

    @Test
    void aPanelIsOneOfItsKind() throws IOException {
        for (ShownPanel panel : Dashboards.panels()) {
            assertThat(types.has(panel.type())).as("a schema for %s", panel).isTrue();
            assertThat(SCHEMAS.getSchema(types.path(panel.type())).validate(panel.json()))
                    .as(panel.toString())
                    .isEmpty();
        }
    }

    @Test
    void aQueryIsOneOfItsDataSource() throws IOException {
        for (ShownPanel panel : Dashboards.panels()) {
            for (JsonNode target : panel.targets()) {
                assertThat(target.path("refId").asText()).as(panel.toString()).matches("[A-Z]");
                if (Dashboards.isInflux(panel.dashboard())) {
                    assertThat(target.path("rawQuery").asBoolean()).isTrue();
                    assertThat(target.path("resultFormat").asText()).isIn("time_series", "table");
                } else {
                    assertThat(target.path("instant").asBoolean())
                            .isNotEqualTo(target.path("range").asBoolean());
                    assertThat(target.path("format").asText()).isIn("time_series", "table");
                }
            }
        }
    }
}
