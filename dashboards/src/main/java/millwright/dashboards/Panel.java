package millwright.dashboards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One panel while it is being described; {@link Dashboard} gives it its place. Every kind is one of
 * Grafana's own.
 */
final class Panel {
    /** For how many columns and rows a kind is made, where nothing else is said. */
    private enum Kind {
        LINES("timeseries", 12, 8, false),
        STAT("stat", 4, 4, true),
        TABLE("table", 12, 9, true),
        STATES("state-timeline", 24, 8, false),
        HEAT("heatmap", 12, 8, false),
        BARS("bargauge", 12, 8, true);

        private final String type;
        private final int width;
        private final int height;
        private final boolean isInstant;

        Kind(String type, int width, int height, boolean isInstant) {
            this.type = type;
            this.width = width;
            this.height = height;
            this.isInstant = isInstant;
        }
    }

    private final Kind kind;
    private final String title;
    private final String unit;
    private final String description;
    private final List<Query> queries = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Map<String, Object>> overrides = new ArrayList<>();
    private final Map<String, Object> limits = Json.object();
    private final Map<String, Object> custom = Json.object();
    private final Map<String, Map<String, Object>> words = new LinkedHashMap<>();
    private List<Step> steps = Step.PLAIN;
    private String sortedBy = "";
    private boolean isDescending;
    private int width;
    private int height;

    private Panel(Kind kind, String title, String unit, String description) {
        this.kind = kind;
        this.title = title;
        this.unit = unit;
        this.description = description;
        width = kind.width;
        height = kind.height;
    }

    /** Lines over time. */
    static Panel lines(String title, String unit, String description) {
        return new Panel(Kind.LINES, title, unit, description);
    }

    /** One figure, as of now. */
    static Panel stat(String title, String unit, String description) {
        return new Panel(Kind.STAT, title, unit, description);
    }

    static Panel table(String title, String description) {
        return new Panel(Kind.TABLE, title, "short", description);
    }

    /** A strip for each series, coloured by its value. */
    static Panel states(String title, String description) {
        return new Panel(Kind.STATES, title, "short", description);
    }

    /** How many series have which value, over time. */
    static Panel heat(String title, String unit, String description) {
        return new Panel(Kind.HEAT, title, unit, description);
    }

    /** A bar for each series, as of now. */
    static Panel bars(String title, String unit, String description) {
        return new Panel(Kind.BARS, title, unit, description);
    }

    Panel query(String text, String legend) {
        queries.add(new Query(text, legend, kind.isInstant, kind == Kind.TABLE));
        return this;
    }

    Panel query(String text) {
        return query(text, "");
    }

    Panel columns(Column... shown) {
        columns.addAll(List.of(shown));
        return this;
    }

    /**
     * @param column as it is named above
     */
    Panel sorted(String column, boolean descending) {
        sortedBy = column;
        isDescending = descending;
        return this;
    }

    /** Colours by value; on lines they are drawn across. */
    Panel steps(List<Step> by) {
        steps = by;
        if (kind == Kind.LINES && by.size() > 1) {
            custom.put("thresholdsStyle", Json.object("mode", "dashed"));
        }
        return this;
    }

    Panel range(double min, double max) {
        limits.put("min", min);
        limits.put("max", max);
        return this;
    }

    Panel fromZero() {
        limits.put("min", 0);
        return this;
    }

    Panel decimals(int places) {
        limits.put("decimals", places);
        return this;
    }

    Panel linked(Link... to) {
        links.addAll(List.of(to));
        return this;
    }

    /** Says a value in words. */
    Panel word(int value, String text, String colour) {
        words.put(Integer.toString(value), Json.object("text", text, "color", colour));
        return this;
    }

    Panel size(int columnsWide, int rowsHigh) {
        width = columnsWide;
        height = rowsHigh;
        return this;
    }

    Panel stacked() {
        custom.put("stacking", Json.object("mode", "normal", "group", "A"));
        custom.put("fillOpacity", 25);
        return this;
    }

    /** Values that hold until the next one. */
    Panel stepped() {
        custom.put("lineInterpolation", "stepAfter");
        return this;
    }

    /**
     * Draws the series whose legend ends in {@code low} and {@code high} as the edges of a band.
     *
     * @param median whose legend ends in it, dashed
     */
    Panel band(String low, String high, String median) {
        overrides.add(styled(low, Json.object("custom.lineWidth", 0, "custom.fillOpacity", 0)));
        overrides.add(
                styled(
                        high,
                        Json.object(
                                "custom.lineWidth",
                                0,
                                "custom.fillBelowTo",
                                low,
                                "custom.fillOpacity",
                                15,
                                "color",
                                Json.object("mode", "fixed", "fixedColor", "blue"))));
        overrides.add(
                styled(
                        median,
                        Json.object(
                                "custom.lineStyle",
                                Json.object("fill", "dash", "dash", List.of(8, 6)),
                                "color",
                                Json.object("mode", "fixed", "fixedColor", "blue"))));
        return this;
    }

    private static Map<String, Object> styled(String legend, Map<String, Object> properties) {
        return Json.object(
                "matcher",
                Json.object("id", "byName", "options", legend),
                "properties",
                properties.entrySet().stream()
                        .map(each -> Json.object("id", each.getKey(), "value", each.getValue()))
                        .toList());
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    String type() {
        return kind.type;
    }

    List<Query> queries() {
        return List.copyOf(queries);
    }

    Map<String, Object> json(int id, int x, int y, Source source) {
        Map<String, Object> json =
                Json.object(
                        "id",
                        id,
                        "type",
                        kind.type,
                        "title",
                        title,
                        "description",
                        description,
                        "datasource",
                        source.reference(),
                        "gridPos",
                        Json.object("x", x, "y", y, "w", width, "h", height),
                        "targets",
                        targets(source),
                        "fieldConfig",
                        Json.object("defaults", defaults(), "overrides", allOverrides()),
                        "options",
                        options());
        if (source == Source.INFLUXDB) {
            json.put("interval", "1h"); // there is nothing between the roll-ups
        }
        if (kind == Kind.TABLE) {
            json.put("transformations", transformations());
        }
        return json;
    }

    private List<Map<String, Object>> targets(Source source) {
        List<Map<String, Object>> targets = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            targets.add(source.target(queries.get(i), refId(i)));
        }
        return targets;
    }

    private static String refId(int i) {
        return Character.toString((char) ('A' + i));
    }

    private Map<String, Object> defaults() {
        Map<String, Object> defaults = Json.object("unit", unit);
        defaults.putAll(limits);
        defaults.put("noValue", "no data");
        defaults.put("color", Json.object("mode", colourMode()));
        defaults.put("thresholds", Step.json(steps));
        defaults.put("mappings", mappings());
        if (!links.isEmpty()) {
            defaults.put("links", links.stream().map(Link::json).toList());
        }
        Map<String, Object> style = style();
        style.putAll(custom);
        if (!style.isEmpty()) {
            defaults.put("custom", style);
        }
        return defaults;
    }

    private String colourMode() {
        return kind == Kind.LINES ? "palette-classic" : "thresholds";
    }

    private List<Map<String, Object>> mappings() {
        return words.isEmpty()
                ? List.of()
                : List.of(Json.object("type", "value", "options", words));
    }

    private Map<String, Object> style() {
        return switch (kind) {
            case LINES ->
                    Json.object(
                            "drawStyle",
                            "line",
                            "lineWidth",
                            1,
                            "fillOpacity",
                            0,
                            "showPoints",
                            "never",
                            "spanNulls",
                            false);
            case STATES -> Json.object("fillOpacity", 80, "lineWidth", 0);
            case TABLE -> Json.object("align", "auto", "filterable", true);
            case STAT, HEAT, BARS -> Json.object();
        };
    }

    private List<Map<String, Object>> allOverrides() {
        List<Map<String, Object>> all = new ArrayList<>(overrides);
        columns.forEach(column -> column.override().ifPresent(all::add));
        return all;
    }

    private List<Map<String, Object>> transformations() {
        Map<String, Object> order = Json.object();
        Map<String, Object> names = Json.object();
        for (int i = 0; i < columns.size(); i++) {
            order.put(columns.get(i).field(), i);
            names.put(columns.get(i).field(), columns.get(i).name());
        }
        List<Map<String, Object>> steps = new ArrayList<>();
        if (queries.size() > 1) {
            steps.add(Json.object("id", "merge", "options", Json.object()));
        }
        steps.add(
                Json.object(
                        "id",
                        "filterFieldsByName",
                        "options",
                        Json.object(
                                "include",
                                Json.object(
                                        "names", columns.stream().map(Column::field).toList()))));
        steps.add(
                Json.object(
                        "id",
                        "organize",
                        "options",
                        Json.object(
                                "excludeByName",
                                Json.object(),
                                "indexByName",
                                order,
                                "renameByName",
                                names)));
        return steps;
    }

    private Map<String, Object> options() {
        return switch (kind) {
            case LINES ->
                    Json.object(
                            "legend",
                            legend("bottom"),
                            "tooltip",
                            Json.object("mode", "multi", "sort", "desc"));
            case STAT ->
                    Json.object(
                            "reduceOptions", last(),
                            "orientation", "auto",
                            "textMode", "value",
                            "colorMode", "value",
                            "graphMode", "none",
                            "justifyMode", "auto",
                            "wideLayout", true,
                            "showPercentChange", false,
                            "percentChangeColorMode", "standard");
            case TABLE -> tableOptions();
            case STATES ->
                    Json.object(
                            "legend",
                            legend("bottom"),
                            "tooltip",
                            Json.object("mode", "single", "sort", "none"),
                            "showValue",
                            "never",
                            "mergeValues",
                            true,
                            "rowHeight",
                            0.85);
            case HEAT -> heatOptions();
            case BARS ->
                    Json.object(
                            "reduceOptions",
                            last(),
                            "orientation",
                            "horizontal",
                            "displayMode",
                            "basic",
                            "valueMode",
                            "color",
                            "namePlacement",
                            "auto",
                            "showUnfilled",
                            true,
                            "sizing",
                            "auto",
                            "minVizWidth",
                            8,
                            "minVizHeight",
                            16,
                            "maxVizHeight",
                            32,
                            "legend",
                            Json.object(
                                    "showLegend",
                                    false,
                                    "displayMode",
                                    "list",
                                    "placement",
                                    "bottom",
                                    "calcs",
                                    List.of()));
        };
    }

    private static Map<String, Object> legend(String placement) {
        return Json.object(
                "showLegend",
                true,
                "displayMode",
                "list",
                "placement",
                placement,
                "calcs",
                List.of());
    }

    private static Map<String, Object> last() {
        return Json.object("calcs", List.of("lastNotNull"), "fields", "", "values", false);
    }

    private Map<String, Object> tableOptions() {
        Map<String, Object> options =
                Json.object("frameIndex", 0, "showHeader", true, "cellHeight", "sm");
        if (!sortedBy.isEmpty()) {
            options.put(
                    "sortBy", List.of(Json.object("displayName", sortedBy, "desc", isDescending)));
        }
        return options;
    }

    private Map<String, Object> heatOptions() {
        return Json.object(
                "calculate",
                true,
                "calculation",
                Json.object("yBuckets", Json.object("mode", "count", "value", "20")),
                "color",
                Json.object(
                        "mode",
                        "scheme",
                        "scheme",
                        "Oranges",
                        "fill",
                        "dark-orange",
                        "exponent",
                        0.5,
                        "steps",
                        64,
                        "reverse",
                        false),
                "exemplars",
                Json.object("color", "rgba(255,0,255,0.7)"),
                "legend",
                Json.object("show", true),
                "showValue",
                "never",
                "tooltip",
                Json.object("mode", "single", "yHistogram", true, "showColorScale", true),
                "yAxis",
                Json.object("axisPlacement", "left", "unit", unit));
    }
}
