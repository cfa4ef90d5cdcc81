package millwright.dashboards;

import java.util.List;
import java.util.Map;

/** What the viewer chooses above a dashboard. */
sealed interface Variable {
    Map<String, Object> json(Source source);

    /** Which of the data sources of that type there are. */
    record DataSource() implements Variable {
        @Override
        public Map<String, Object> json(Source source) {
            return Json.object(
                    "name",
                    "datasource",
                    "label",
                    source.label(),
                    "type",
                    "datasource",
                    "query",
                    source.type(),
                    "regex",
                    source == Source.INFLUXDB ? "/hour/i" : "",
                    "refresh",
                    1,
                    "hide",
                    0,
                    "options",
                    List.of());
        }
    }

    /** Where the collector's console is, for links. */
    record Console() implements Variable {
        private static final String ADDRESS = "http://127.0.0.1:8480";

        @Override
        public Map<String, Object> json(Source source) {
            Map<String, Object> current = Json.object("text", ADDRESS, "value", ADDRESS);
            return Json.object(
                    "name",
                    "console",
                    "label",
                    "Console",
                    "description",
                    "Address of the collector, where links lead that leave Grafana.",
                    "type",
                    "textbox",
                    "query",
                    ADDRESS,
                    "hide",
                    0,
                    "current",
                    current,
                    "options",
                    List.of(Json.object("text", ADDRESS, "value", ADDRESS, "selected", true)));
        }
    }

    /**
     * What a query finds.
     *
     * @param query with the variables before it, so that the choices chain
     * @param regex what of each answer counts; empty for all of it
     * @param isAll whether all together may be chosen, as {@code .*}, and are at first
     */
    record Found(String name, String label, String query, String regex, boolean isAll)
            implements Variable {
        @Override
        public Map<String, Object> json(Source source) {
            Map<String, Object> json =
                    Json.object(
                            "name",
                            name,
                            "label",
                            label,
                            "type",
                            "query",
                            "datasource",
                            source.reference(),
                            "query",
                            source == Source.PROMETHEUS
                                    ? Json.object("qryType", 5, "query", query, "refId", name)
                                    : query,
                            "refresh",
                            2,
                            "sort",
                            1,
                            "regex",
                            regex,
                            "hide",
                            0,
                            "multi",
                            isAll,
                            "includeAll",
                            isAll,
                            "options",
                            List.of());
            if (isAll) {
                json.put("allValue", ".*");
                json.put(
                        "current", Json.object("text", List.of("All"), "value", List.of("$__all")));
            }
            return json;
        }
    }
}
