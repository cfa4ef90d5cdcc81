package millwright.collector.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.collector.http.Exchange;

/** What breaks next: all forecasts, the one whose limit may be reached first on top. */
final class ForecastsPage {
    private static final int ROWS = 100;
    private static final List<String> KINDS = List.of("crossing", "quiet", "unforecastable");

    private final Outlooks outlooks;

    ForecastsPage(Outlooks outlooks) {
        this.outlooks = outlooks;
    }

    /**
     * @param none whether nothing at all is forecast
     */
    record Model(
            boolean none, List<Tile> tiles, Filter filter, List<ForecastRow> rows, Paging paging) {}

    record Tile(long count, String label, String link) {}

    record Filter(String host, String indicator, List<TicketsPage.Choice> kinds, boolean narrow) {}

    Page show(Exchange exchange, SiteTime time) {
        String host = text(exchange, "host");
        String indicator = text(exchange, "indicator");
        String kind = text(exchange, "show").toLowerCase(Locale.ROOT);
        if (!kind.isEmpty() && !KINDS.contains(kind)) {
            throw NoSuchPage.badFilter("show", kind, String.join(", ", KINDS), "/forecasts");
        }
        List<Outlook> all = outlooks.all();
        List<Outlook> fitting =
                all.stream()
                        .filter(o -> contains(o.key().host(), host))
                        .filter(o -> contains(o.key().indicator(), indicator))
                        .filter(
                                o ->
                                        kind.isEmpty()
                                                || ForecastWords.kind(o.forecast()).equals(kind))
                        .sorted(ForecastRow.FIRST_TO_BREAK)
                        .toList();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("host", host);
        parameters.put("indicator", indicator);
        parameters.put("show", kind);
        Paging paging = Paging.of(exchange, "/forecasts", fitting.size(), ROWS, parameters);
        boolean narrow = !host.isEmpty() || !indicator.isEmpty() || !kind.isEmpty();
        Model model =
                new Model(
                        all.isEmpty(),
                        tiles(all),
                        new Filter(host, indicator, choices(kind), narrow),
                        paging.part(fitting).stream().map(o -> ForecastRow.of(o, time)).toList(),
                        paging);
        return new Page("forecasts", "Forecasts", "forecasts", model);
    }

    private static String text(Exchange exchange, String name) {
        return exchange.query(name).map(String::strip).orElse("");
    }

    private static boolean contains(String name, String part) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static List<TicketsPage.Choice> choices(String chosen) {
        return KINDS.stream()
                .map(k -> new TicketsPage.Choice(k, ForecastRow.word(k), k.equals(chosen)))
                .toList();
    }

    private static List<Tile> tiles(List<Outlook> all) {
        return KINDS.stream()
                .map(
                        kind ->
                                new Tile(
                                        all.stream()
                                                .filter(
                                                        o ->
                                                                ForecastWords.kind(o.forecast())
                                                                        .equals(kind))
                                                .count(),
                                        ForecastRow.word(kind),
                                        "/forecasts?show=" + kind))
                .toList();
    }
}
