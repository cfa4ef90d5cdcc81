package millwright.collector.console;

import java.util.List;
import java.util.Map;
import millwright.collector.pipeline.HostView;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Judgement;

/** One host of the grid. */
record FleetRow(
        String host,
        String link,
        boolean silent,
        String seen,
        int tickets,
        String ticketsLink,
        List<Cell> cells) {

    /**
     * One indicator of one host: its worst resource.
     *
     * @param style empty where the host has no such indicator
     * @param word what the state is called; shown where {@code loud}, else only read out
     * @param others how many resources there are beside the worst, in words
     */
    record Cell(
            String column,
            String style,
            String word,
            boolean loud,
            String value,
            String resource,
            String others,
            String link,
            String spark) {
        static Cell none(String column) {
            return new Cell(column, "", "", false, "", "", "", "", "");
        }
    }

    static FleetRow of(
            FleetPage.RankedHost ranked,
            List<String> columns,
            Map<String, Integer> tickets,
            SiteTime time) {
        HostView host = ranked.view();
        List<Cell> cells = columns.stream().map(column -> cell(host, column, time)).toList();
        return new FleetRow(
                host.host(),
                Links.host(host.host()),
                host.silent(),
                time.ago(host.lastSeen()),
                tickets.getOrDefault(host.host(), 0),
                Links.with("/tickets", Map.of("host", host.host())),
                cells);
    }

    private static Cell cell(HostView host, String column, SiteTime time) {
        List<IndicatorView> all =
                host.indicators().stream()
                        .filter(i -> i.key().indicator().equals(column))
                        .sorted(Standing.WORST_FIRST)
                        .toList();
        if (all.isEmpty()) {
            return Cell.none(Names.title(column));
        }
        IndicatorView worst = all.get(0);
        Standing standing = Standing.of(worst);
        double value = worst.judgement().map(Judgement::value).orElse(Double.NaN);
        return new Cell(
                Names.title(column),
                standing.style(),
                standing.word(),
                standing.rank() != 10,
                Units.value(value, worst.unit()),
                worst.key().resource(),
                all.size() > 1 ? "+" + (all.size() - 1) : "",
                Links.indicator(worst.key()),
                Sparkline.path(worst, time.now()));
    }
}
