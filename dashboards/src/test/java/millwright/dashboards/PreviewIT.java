package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws each dashboard from what real servers answer, into {@code docs/dashboards}. Not a check: it
 * is for people, who look at what has been drawn.
 */
@EnabledIfSystemProperty(
        named = "dashboards.previews",
        matches = "true",
        disabledReason = "only -Ddashboards.previews=true draws docs/dashboards anew")
class PreviewIT {
    private static final Path DRAWN = Path.of("..", "docs", "dashboards");

    @TempDir private Path folder;

    @Test
    void drawAll() throws IOException, InterruptedException {
        Path chromium = Program.needed("chromium", "chromium-browser", "google-chrome");
        Files.createDirectories(DRAWN);
        try (Influx influx = Influx.open(Files.createDirectory(folder.resolve("influx")));
                Site site = Site.open(Files.createDirectory(folder.resolve("site")))) {
            Answers answers = new Answers(site.prometheus(), influx);
            for (Map.Entry<String, JsonNode> file : Dashboards.all().entrySet()) {
                String name = file.getKey().replace(".json", "");
                draw(
                        chromium,
                        name,
                        answers.page(file.getKey(), file.getValue()),
                        height(file.getValue()));
            }
        }
    }

    /** Of the whole page in pixels; a row of the grid has 36. */
    private static int height(JsonNode dashboard) {
        int rows = 0;
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode grid = panel.path("gridPos");
            rows = Math.max(rows, grid.path("y").asInt() + grid.path("h").asInt());
        }
        return rows * 36 + 76;
    }

    private void draw(Path chromium, String name, String page, int height)
            throws IOException, InterruptedException {
        Path html = Files.writeString(Path.of("target", name + ".html"), page).toAbsolutePath();
        Program.run(
                folder.resolve("chromium.log"),
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("chromium"),
                "--window-size=1600," + height,
                "--virtual-time-budget=" + Duration.ofSeconds(3).toMillis(),
                "--screenshot=" + DRAWN.resolve(name + ".png").toAbsolutePath().normalize(),
                html.toUri().toString());
    }
}
