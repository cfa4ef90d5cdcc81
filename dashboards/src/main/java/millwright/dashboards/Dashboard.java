package millwright.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One dashboard: rows of panels, laid out from left to right in the order in which they come. */
final class Dashboard {
    /** Of Grafana 12 and 13; older ones read it, newer ones take it further. */
    private static final int SCHEMA_VERSION = 42;

    private static final int COLUMNS = 24;

    private final String file;
    private final String uid;
    private final Source source;
    private final String title;
    private final String description;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private String from = "now-24h";
    private String refresh = "1m";

    private record Row(String title, List<Panel> panels) {}

    /**
     * @param file in the folder {@code grafana}, without its ending
     * @param uid for good: links and bookmarks hold it
     */
    Dashboard(String file, String uid, Source source, String title, String description) {
        this.file = file;
        this.uid = uid;
        this.source = source;
        this.title = title;
        this.description = description;
        variables.add(new Variable.DataSource());
    }

    Dashboard with(Variable variable) {
        variables.add(variable);
        return this;
    }

    Dashboard with(Annotation annotation) {
        annotations.add(annotation);
        return this;
    }

    Dashboard row(String heading, Panel... panels) {
        rows.add(new Row(heading, List.of(panels)));
        return this;
    }

    /**
     * @param earliest such as {@code now-7d}
     * @param every how often it is read anew; empty for never
     */
    Dashboard over(String earliest, String every) {
        from = earliest;
        refresh = every;
        return this;
    }

    String fileName() {
        return file + ".json";
    }

    String json() {
        return Json.text(
                Json.object(
                        "uid",
                        uid,
                        "title",
                        "Millwright: " + title,
                        "description",
                        description,
                        "tags",
                        List.of("millwright", source.type()),
                        "schemaVersion",
                        SCHEMA_VERSION,
                        "version",
                        1,
                        "editable",
                        true,
                        "graphTooltip",
                        1,
                        "timezone",
                        "browser",
                        "refresh",
                        refresh,
                        "time",
                        Json.object("from", from, "to", "now"),
                        "templating",
                        Json.object(
                                "list", variables.stream().map(each -> each.json(source)).toList()),
                        "annotations",
                        Json.object(
                                "list",
                                annotations.stream().map(each -> each.json(source)).toList()),
                        "links",
                        List.of(others()),
                        "panels",
                        panels()));
    }

    /** A menu of the dashboards that are tagged as ours. */
    private static Map<String, Object> others() {
        return Json.object(
                "title",
                "Millwright",
                "type",
                "dashboards",
                "tags",
                List.of("millwright"),
                "asDropdown",
                true,
                "icon",
                "external link",
                "includeVars",
                false,
                "keepTime",
                true,
                "targetBlank",
                false,
                "tooltip",
                "The other dashboards",
                "url",
                "");
    }

    private List<Map<String, Object>> panels() {
        List<Map<String, Object>> json = new ArrayList<>();
        int y = 0;
        int id = 0;
        for (Row row : rows) {
            json.add(heading(++id, row.title(), y++));
            int x = 0;
            int height = 0;
            for (Panel panel : row.panels()) {
                if (x + panel.width() > COLUMNS) {
                    y += height;
                    x = 0;
                    height = 0;
                }
                json.add(panel.json(++id, x, y, source));
                x += panel.width();
                height = Math.max(height, panel.height());
            }
            y += height;
        }
        return json;
    }

    private static Map<String, Object> heading(int id, String title, int y) {
        return Json.object(
                "id",
                id,
                "type",
                "row",
                "title",
                title,
                "collapsed",
                false,
                "gridPos",
                Json.object("x", 0, "y", y, "w", COLUMNS, "h", 1),
                "panels",
                List.of());
    }
}
