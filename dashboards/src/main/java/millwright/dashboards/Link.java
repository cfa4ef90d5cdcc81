package millwright.dashboards;

import java.util.Map;

/**
 * Leads from a value to another page.
 *
 * @param url with Grafana's variables, such as {@code ${__field.labels.host}}
 */
record Link(String title, String url) {
    private static final String TIME = "&${__url_time_range}";
    private static final String SAME =
            "&var-datasource=${datasource}&var-console=${console:percentencode}";

    /** A host's dashboard, from a series that has the host's name as a label. */
    static Link hostOfSeries() {
        return host("${__field.labels.host}");
    }

    /** The same from a row of a table with a column Host. */
    static Link hostOfRow() {
        return host("${__data.fields.Host}");
    }

    private static Link host(String name) {
        return new Link(
                "Dashboard of the host", "/d/millwright-host?var-host=" + name + SAME + TIME);
    }

    /** The host's page in the collector's console. */
    static Link consoleOfSeries() {
        return new Link("Host in the console", "${console}/hosts/${__field.labels.host}");
    }

    static Link consoleOfRow() {
        return new Link("Host in the console", "${console}/hosts/${__data.fields.Host}");
    }

    static Link ticketOfRow() {
        return new Link("Ticket in the console", "${console}/tickets/${__data.fields.Ticket}");
    }

    static Link forecastOfRow() {
        return new Link(
                "Forecast in the console",
                "${console}/forecasts/${__data.fields.Host}/${__data.fields.Indicator}"
                        + "?resource=${__data.fields.Resource:percentencode}");
    }

    static Link dashboard(String title, String uid) {
        return new Link(title, "/d/" + uid + "?var-datasource=${datasource}" + TIME);
    }

    Map<String, Object> json() {
        return Json.object("title", title, "url", url, "targetBlank", url.startsWith("${console}"));
    }
}
