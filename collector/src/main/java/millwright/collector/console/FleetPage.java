package millwright.collector.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import millwright.collector.cases.CaseStore;
import millwright.collector.http.Exchange;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.HostView;
import millwright.rules.decision.OpenCase;
import millwright.rules.indicator.Priority;

/** All hosts and their indicators at a glance, the worst host first. */
final class FleetPage {
    /** Hosts on one page. */
    static final int HOSTS = 200;

    private final FleetView fleet;
    private final CaseStore cases;

    FleetPage(FleetView fleet, CaseStore cases) {
        this.fleet = fleet;
        this.cases = cases;
    }

    /**
     * @param newcomer whether no host has ever sent anything
     * @param collector the address by which the reader came, for the first steps
     */
    record Model(
            boolean newcomer,
            String collector,
            List<Tile> tiles,
            Filter filter,
            List<String> columns,
            List<FleetRow> rows,
            Paging paging) {}

    /** A figure of the whole fleet. */
    record Tile(String value, String label, String style, String link) {}

    record Filter(String host, boolean troubled, boolean active) {}

    Page show(Exchange exchange, SiteTime time) {
        Filter filter = filter(exchange);
        List<HostView> hosts = fleet.hosts();
        List<OpenCase> open = cases.open();
        Map<String, Integer> tickets = new HashMap<>();
        open.forEach(ticket -> tickets.merge(ticket.key().host(), 1, Integer::sum));

        List<String> columns = columns(hosts);
        List<RankedHost> ranked = hosts.stream().map(RankedHost::of).toList();
        List<RankedHost> matching =
                ranked.stream()
                        .filter(host -> matches(host, filter))
                        .sorted(RankedHost.WORST_FIRST)
                        .toList();
        Paging paging = Paging.of(exchange, "/", matching.size(), HOSTS, parameters(filter));
        List<FleetRow> rows =
                paging.part(matching).stream()
                        .map(host -> FleetRow.of(host, columns, tickets, time))
                        .toList();
        Model model =
                new Model(
                        hosts.isEmpty(),
                        exchange.header("Host").orElse("localhost:8443"),
                        tiles(ranked, open),
                        filter,
                        columns.stream().map(Names::title).toList(),
                        rows,
                        paging);
        return new Page("fleet", "Fleet", "fleet", model);
    }

    private static Filter filter(Exchange exchange) {
        String host = exchange.query("host").map(String::strip).orElse("");
        boolean troubled = exchange.query("troubled").filter(on -> !on.isEmpty()).isPresent();
        return new Filter(host, troubled, troubled || !host.isEmpty());
    }

    private static Map<String, String> parameters(Filter filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("host", filter.host());
        parameters.put("troubled", filter.troubled() ? "on" : "");
        return parameters;
    }

    private static boolean matches(RankedHost host, Filter filter) {
        return (!filter.troubled() || host.isTroubled())
                && host.view()
                        .host()
                        .toLowerCase(Locale.ROOT)
                        .contains(filter.host().toLowerCase(Locale.ROOT));
    }

    /** The indicators that exist anywhere; silence stands beside the host's name. */
    private static List<String> columns(List<HostView> hosts) {
        TreeSet<String> columns = new TreeSet<>(Names.READING_ORDER);
        hosts.forEach(host -> host.indicators().forEach(i -> columns.add(i.key().indicator())));
        columns.remove("agent_silent");
        return List.copyOf(columns);
    }

    private static List<Tile> tiles(List<RankedHost> hosts, List<OpenCase> open) {
        long troubled = hosts.stream().filter(RankedHost::isTroubled).count();
        long silent = hosts.stream().filter(host -> host.view().silent()).count();
        List<Tile> tiles = new ArrayList<>();
        tiles.add(tile(hosts.size(), hosts.size() == 1 ? "host" : "hosts", "", "/"));
        tiles.add(tile(troubled, "troubled", "", "/?troubled=on"));
        tiles.add(tile(silent, "silent", "silent", "/?troubled=on"));
        for (Priority priority : Priority.values()) {
            long count =
                    open.stream()
                            .filter(ticket -> ticket.priority() == priority)
                            .map(OpenCase::id)
                            .distinct() // one with several members is one ticket
                            .count();
            if (count > 0 || priority != Priority.P4) {
                String label = "open " + priority;
                String link = "/tickets?priority=" + priority;
                tiles.add(tile(count, label, Standing.style(priority), link));
            }
        }
        return tiles;
    }

    private static Tile tile(long count, String label, String style, String link) {
        String text = String.format(Locale.ROOT, "%,d", count);
        return new Tile(text, label, count == 0 ? "" : style, link);
    }

    /** A host with its own rank, worked out once. */
    record RankedHost(HostView view, int rank) {
        static final Comparator<RankedHost> WORST_FIRST =
                Comparator.<RankedHost>comparingInt(host -> -host.rank())
                        .thenComparing(host -> host.view().host());

        static RankedHost of(HostView view) {
            int silence = view.silent() ? Standing.SILENT.rank() : 0;
            int worst =
                    view.indicators().stream().mapToInt(i -> Standing.of(i).rank()).max().orElse(0);
            int rank = Math.max(silence, worst);
            return new RankedHost(view, rank < Standing.TROUBLED ? 0 : rank);
        }

        boolean isTroubled() {
            return rank >= Standing.TROUBLED;
        }
    }
}
