package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.collector.api.IndicatorHistory;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.TicketFilter;
import millwright.collector.forecast.Outlooks;
import millwright.collector.http.Exchange;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.HostView;
import millwright.collector.pipeline.IndicatorView;
import millwright.collector.pipeline.TargetView;
import millwright.rules.forecast.Path;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.State;

/** One host: every indicator with its limits and its last six hours, and its tickets. */
final class HostPage {
    private static final Duration SPAN = Duration.ofHours(6);

    /** How much of a forecast is drawn beside the last hours; its own page has all of it. */
    private static final Duration AHEAD = Duration.ofHours(2);

    /** Each chart reads the history once; the indicators after these are shown without. */
    private static final int CHARTS_MAX = 40;

    private static final int TICKETS = 20;

    private final FleetView fleet;
    private final CaseStore cases;
    private final IndicatorHistory history;
    private final Outlooks outlooks;

    HostPage(FleetView fleet, CaseStore cases, IndicatorHistory history, Outlooks outlooks) {
        this.fleet = fleet;
        this.cases = cases;
        this.history = history;
        this.outlooks = outlooks;
    }

    record Model(
            String host,
            boolean silent,
            SiteTime.Moment seen,
            List<Target> targets,
            List<Section> sections,
            List<TicketRow> tickets,
            String allTickets) {}

    /** Something that the host's agent asks for its state; those that are down come first. */
    record Target(
            String name,
            String kind,
            boolean up,
            String reason,
            String detail,
            String took,
            SiteTime.Moment at) {}

    /** One indicator. */
    record Section(
            String anchor,
            String title,
            String resource,
            Standing standing,
            String value,
            boolean judged,
            boolean troubled,
            String state,
            SiteTime.Moment since,
            SiteTime.Moment at,
            String coverage,
            String fraction,
            List<LimitRow> limits,
            Chart chart,
            String forecast,
            String forecastLink) {}

    /** One level of an indicator. */
    record LimitRow(
            String priority,
            String style,
            String limit,
            String sustain,
            String rearm,
            String row,
            boolean on) {}

    Page show(Exchange exchange, SiteTime time) {
        String name = exchange.path("host");
        HostView host = fleet.host(name).orElseThrow(() -> NoSuchPage.host(name));
        List<IndicatorView> indicators =
                host.indicators().stream()
                        .sorted(
                                Comparator.<IndicatorView>comparingInt(i -> -Standing.of(i).rank())
                                        .thenComparing(
                                                i -> i.key().indicator(), Names.READING_ORDER)
                                        .thenComparing(IndicatorView::key))
                        .toList();
        List<Section> sections = new ArrayList<>();
        for (IndicatorView indicator : indicators) {
            sections.add(section(indicator, time, sections.size() < CHARTS_MAX));
        }
        Model model =
                new Model(
                        name,
                        host.silent(),
                        time.moment(host.lastSeen()),
                        targets(host, time),
                        sections,
                        tickets(name, time),
                        Links.with("/tickets", ticketsOf(name)));
        return new Page("host", name, "fleet", model);
    }

    private static List<Target> targets(HostView host, SiteTime time) {
        return host.targets().stream()
                .sorted(Comparator.comparing(TargetView::up))
                .map(target -> target(target, time))
                .toList();
    }

    private static Target target(TargetView target, SiteTime time) {
        return new Target(
                target.target(),
                target.kind(),
                target.up(),
                target.reason().replace('_', ' '),
                target.detail(),
                Units.value(target.took().toMillis() / 1000.0, "seconds"),
                time.moment(target.at()));
    }

    private static Map<String, String> ticketsOf(String host) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("status", "all");
        parameters.put("host", host);
        return parameters;
    }

    private List<TicketRow> tickets(String host, SiteTime time) {
        TicketFilter filter =
                new TicketFilter(
                        Optional.of(host),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        TICKETS,
                        0);
        return cases.listTickets(filter).stream().map(t -> TicketRow.of(t, time)).toList();
    }

    private Section section(IndicatorView view, SiteTime time, boolean withChart) {
        Instant unknown = time.now();
        return new Section(
                Links.anchor(view.key()),
                Names.title(view.key().indicator()),
                view.key().resource(),
                Standing.of(view),
                Units.value(view.judgement().map(j -> j.value()).orElse(Double.NaN), view.unit()),
                view.judgement().isPresent(),
                Standing.of(view).isTroubled(),
                view.judgement().map(j -> phrase(j.state())).orElse(""),
                time.moment(view.judgement().map(j -> j.since()).orElse(unknown)),
                time.moment(view.judgement().map(j -> j.at()).orElse(unknown)),
                view.judgement().map(j -> Units.share(j.coverage())).orElse(""),
                view.judgement().map(j -> Units.share(j.fraction())).orElse(""),
                view.levels().stream().map(level -> limit(level, view)).toList(),
                withChart
                        ? chart(view, time)
                        : Chart.none("No chart: a page draws %d.".formatted(CHARTS_MAX)),
                outlooks.of(view.key())
                        .map(o -> new ForecastWords(o.unit(), time.zone()).verdict(o.forecast()))
                        .orElse(""),
                Links.forecast(view.key()));
    }

    private static String phrase(State state) {
        return switch (state) {
            case OK -> "ok";
            case PENDING -> "past a limit, not yet for long enough,";
            case BREACHED -> "in breach";
            case RECOVERING -> "good again, but not yet for long enough; in breach";
            case STALE -> "no samples";
            case INSUFFICIENT_TRAFFIC -> "too little traffic to judge";
        };
    }

    private static LimitRow limit(Level level, IndicatorView view) {
        boolean on =
                view.judgement()
                        .filter(j -> j.state().isBreach())
                        .flatMap(j -> j.level())
                        .filter(level::equals)
                        .isPresent();
        return new LimitRow(
                level.priority().name(),
                Standing.style(level.priority()),
                Limits.text(level, view.unit()),
                level.threshold().sustain().isZero()
                        ? "at once"
                        : Spans.exact(level.threshold().sustain()),
                Limits.rearm(level, view.unit()),
                level.row(),
                on);
    }

    private Chart chart(IndicatorView view, SiteTime time) {
        Instant now = time.now();
        Instant from = now.minus(SPAN);
        Optional<Path> path = outlooks.of(view.key()).flatMap(o -> ForecastCourse.of(o.forecast()));
        Instant to = path.isPresent() ? now.plus(AHEAD) : now.plusMillis(1);
        return new ChartPainter(from, to, time, view.unit())
                .paint(
                        Names.title(view.key().indicator()),
                        history.courseOrRemembered(view, from, now.plusMillis(1)).points(),
                        Limits.toDraw(view.levels(), view.unit()),
                        path.isPresent() ? Map.of(now, "now") : Map.of(),
                        path.map(p -> ForecastCourse.points(p, now, to)).orElse(List.of()));
    }
}
