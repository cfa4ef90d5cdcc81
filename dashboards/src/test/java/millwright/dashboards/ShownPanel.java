package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One panel of a file, as far as the tests look at it.
 *
 * @param dashboard file name, for the messages
 * @param json all of it
 */
record ShownPanel(String dashboard, JsonNode json) {

    int id() {
        return json.path("id").asInt();
    }

    String type() {
        return json.path("type").asText();
    }

    String title() {
        return json.path("title").asText();
    }

    String description() {
        return json.path("description").asText();
    }

    String unit() {
        return json.path("fieldConfig").path("defaults").path("unit").asText();
    }

    boolean isHeading() {
        return type().equals("row");
    }

    /** In columns, 0 to 24. */
    int left() {
        return json.path("gridPos").path("x").asInt();
    }

    int right() {
        return left() + json.path("gridPos").path("w").asInt();
    }

    /** In rows. */
    int top() {
        return json.path("gridPos").path("y").asInt();
    }

    int bottom() {
        return top() + json.path("gridPos").path("h").asInt();
    }

    boolean overlaps(ShownPanel other) {
        return left() < other.right()
                && other.left() < right()
                && top() < other.bottom()
                && other.top() < bottom();
    }

    /** Of the panel and of its queries. */
    List<String> datasources() {
        List<String> uids = new ArrayList<>();
        uids.add(json.path("datasource").path("uid").asText());
        targets().forEach(target -> uids.add(target.path("datasource").path("uid").asText()));
        return uids;
    }

    List<JsonNode> targets() {
        return StreamSupport.stream(json.path("targets").spliterator(), false).toList();
    }

    /** PromQL or InfluxQL. */
    List<String> queries() {
        return targets().stream().map(ShownPanel::query).toList();
    }

    static String query(JsonNode target) {
        return target.path("expr").asText(target.path("query").asText());
    }

    @Override
    public String toString() {
        return dashboard + " panel " + id() + " '" + title() + "'";
    }
}
