package millwright.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param field the label, or {@code Value}, or with several queries {@code Value #A}
 * @param name what stands above it
 * @param unit empty for text
 * @param link where a click on it leads, and what that is called
 */
record Column(
        String field,
        String name,
        Optional<String> unit,
        List<Step> steps,
        Optional<Link> link,
        Optional<Integer> width) {
    static Column text(String field, String name) {
        return new Column(
                field, name, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    static Column value(String field, String name, String unit) {
        return new Column(
                field, name, Optional.of(unit), List.of(), Optional.empty(), Optional.empty());
    }

    Column coloured(List<Step> by) {
        return new Column(field, name, unit, by, link, width);
    }

    Column linked(Link to) {
        return new Column(field, name, unit, steps, Optional.of(to), width);
    }

    Column wide(int pixels) {
        return new Column(field, name, unit, steps, link, Optional.of(pixels));
    }

    /** What differs from the panel's defaults; empty if nothing does. */
    Optional<Map<String, Object>> override() {
        List<Map<String, Object>> properties = new ArrayList<>();
        unit.ifPresent(value -> properties.add(property("unit", value)));
        width.ifPresent(value -> properties.add(property("custom.width", value)));
        if (!steps.isEmpty()) {
            properties.add(property("thresholds", Step.json(steps)));
            properties.add(property("color", Json.object("mode", "thresholds")));
            properties.add(property("custom.cellOptions", Json.object("type", "color-text")));
        }
        link.ifPresent(to -> properties.add(property("links", List.of(to.json()))));
        return properties.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Json.object(
                                "matcher",
                                Json.object("id", "byName", "options", name),
                                "properties",
                                properties));
    }

    private static Map<String, Object> property(String id, Object value) {
        return Json.object("id", id, "value", value);
    }
}
