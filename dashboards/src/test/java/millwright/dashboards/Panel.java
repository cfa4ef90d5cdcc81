package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One panel of a dashboard, as far as the tests look at it.
 *
 * @param dashboard file name, for the messages
 * @param x left edge in columns, 0 to 23
 * @param y upper edge in rows
 * @param width in columns
 * @param height in rows
 */
record Panel(
        String dashboard,
        int id,
        String title,
        String description,
        String unit,
        int x,
        int y,
        int width,
        int height,
        List<String> datasources,
        List<String> queries) {

    static Panel of(String dashboard, JsonNode json) {
        JsonNode grid = json.path("gridPos");
        List<String> datasources = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        datasources.add(json.path("datasource").path("uid").asText());
        for (JsonNode target : json.path("targets")) {
            datasources.add(target.path("datasource").path("uid").asText());
            queries.add(target.path("expr").asText());
        }
        return new Panel(
                dashboard,
                json.path("id").asInt(),
                json.path("title").asText(),
                json.path("description").asText(),
                json.path("fieldConfig").path("defaults").path("unit").asText(),
                grid.path("x").asInt(),
                grid.path("y").asInt(),
                grid.path("w").asInt(),
                grid.path("h").asInt(),
                List.copyOf(datasources),
                List.copyOf(queries));
    }

    boolean overlaps(Panel other) {
        return x < other.x + other.width
                && other.x < x + width
                && y < other.y + other.height
                && other.y < y + height;
    }

    @Override
    public String toString() {
        return dashboard + " panel " + id + " '" + title + "'";
    }
}
