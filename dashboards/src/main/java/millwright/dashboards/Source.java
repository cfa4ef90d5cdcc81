package millwright.dashboards;

import java.util.Map;

/** Where a dashboard's figures come from. The viewer chooses which of those there are. */
enum Source {
    PROMETHEUS("prometheus", "Prometheus"),
    /** The collector's hourly roll-ups, in the database that is named for them. */
    INFLUXDB("influxdb", "InfluxDB, hourly");

    private final String type;
    private final String label;

    Source(String type, String label) {
        this.type = type;
        this.label = label;
    }

    String label() {
        return label;
    }

    String type() {
        return type;
    }

    Map<String, Object> reference() {
        return Json.object("type", type, "uid", "${datasource}");
    }

    Map<String, Object> target(Query query, String refId) {
        return this == PROMETHEUS
                ? Json.object(
                        "refId",
                        refId,
                        "datasource",
                        reference(),
                        "editorMode",
                        "code",
                        "expr",
                        query.text(),
                        "legendFormat",
                        query.legend(),
                        "format",
                        query.isTable() ? "table" : "time_series",
                        "instant",
                        query.isInstant(),
                        "range",
                        !query.isInstant())
                : Json.object(
                        "refId",
                        refId,
                        "datasource",
                        reference(),
                        "rawQuery",
                        true,
                        "query",
                        query.text(),
                        "resultFormat",
                        query.isTable() ? "table" : "time_series",
                        "alias",
                        query.legend());
    }
}
