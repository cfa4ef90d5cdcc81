package millwright.dashboards;

import java.util.Map;

/**
 * Marks on the time axis.
 *
 * @param isTimeInValue whether the value says when it happened, in milliseconds
 */
record Annotation(
        String name,
        String colour,
        String query,
        String title,
        String text,
        boolean isTimeInValue) {

    /** When the tickets were opened that are open or were, as far as Prometheus has seen them. */
    static Annotation tickets(String filter) {
        return new Annotation(
                "Tickets",
                "orange",
                "millwright_ticket_opened_timestamp_seconds" + filter + " * 1000",
                "{{ticket}} {{priority}}",
                "{{host}} {{indicator}} {{resource}}",
                true);
    }

    static Annotation windows() {
        return new Annotation(
                "Maintenance windows",
                "blue",
                "millwright_windows_active{kind=\"window\"} == 1",
                "Window {{name}}",
                "Work is permitted that this window is for.",
                false);
    }

    static Annotation freezes() {
        return new Annotation(
                "Blackouts and freezes",
                "purple",
                "millwright_windows_active{kind=~\"blackout|freeze\"} == 1",
                "{{kind}} {{name}}",
                "No work without an exemption.",
                false);
    }

    Map<String, Object> json(Source source) {
        return Json.object(
                "name",
                name,
                "datasource",
                source.reference(),
                "enable",
                !name.startsWith("Blackouts"),
                "hide",
                false,
                "iconColor",
                colour,
                "expr",
                query,
                "step",
                "60s",
                "titleFormat",
                title,
                "textFormat",
                text,
                "useValueForTime",
                isTimeInValue);
    }
}
