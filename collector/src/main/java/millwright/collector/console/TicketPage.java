package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.collector.api.IndicatorHistory;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Ticket;
import millwright.collector.forecast.Outlooks;
import millwright.collector.http.Exchange;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.ProcessUse;

/** One ticket: what happened, the evidence, what to do, by when, and what has been done. */
final class TicketPage {
    private final FleetView fleet;
    private final CaseStore cases;
    private final IndicatorHistory history;
    private final Outlooks outlooks;

    TicketPage(FleetView fleet, CaseStore cases, IndicatorHistory history, Outlooks outlooks) {
        this.fleet = fleet;
        this.cases = cases;
        this.history = history;
        this.outlooks = outlooks;
    }

    record Model(
            TicketRow ticket,
            String sentence,
            Optional<SiteTime.Moment> resolved,
            String now,
            Standing standing,
            String indicatorLink,
            String forecastLink,
            Evidence evidence,
            Optional<TicketOutlook> outlook,
            String previous,
            String previousLink,
            TicketMembers members,
            TicketHandling handling,
            List<Suspect> suspects,
            List<Step> steps,
            List<String> priorities,
            Chart chart) {}

    record Evidence(
            String rule,
            String row,
            int level,
            String limit,
            String sustain,
            String value,
            boolean silence,
            String coverage,
            String fraction,
            SiteTime.Moment since,
            SiteTime.Moment at,
            String action,
            String runbook,
            String runbookLink) {}

    record Suspect(
            String name, long pid, String cpu, String memory, String growth, boolean leaks) {}

    /** One event of its history. */
    record Step(
            SiteTime.Moment at,
            String type,
            String priority,
            String style,
            String reason,
            String rule,
            String actor) {}

    Page show(Exchange exchange, SiteTime time) {
        String id = exchange.path("id");
        Ticket ticket = cases.findTicket(id).orElseThrow(() -> NoSuchPage.ticket(id));
        Optional<IndicatorView> live = live(ticket.key());
        String unit = live.map(IndicatorView::unit).orElse(Names.unit(ticket.key().indicator()));
        Direction direction = direction(ticket, live);
        Model model =
                new Model(
                        TicketRow.of(ticket, time),
                        Sentence.of(ticket, direction, unit),
                        ticket.resolvedAt().map(time::moment),
                        live.flatMap(IndicatorView::judgement)
                                .map(j -> Units.value(j.value(), unit))
                                .orElse(""),
                        live.map(Standing::of).orElse(Standing.SILENT),
                        Links.indicator(ticket.key()),
                        outlooks.of(ticket.key()).map(o -> Links.forecast(o.key())).orElse(""),
                        evidence(ticket, direction, unit, time),
                        TicketOutlook.of(ticket, time),
                        ticket.links().previous().orElse(""),
                        ticket.links().previous().map(Links::ticket).orElse(""),
                        TicketMembers.of(ticket, time),
                        TicketHandling.of(
                                ticket,
                                cases.readClocks(ticket, ticket.priority(), time.now()),
                                time),
                        suspects(ticket.evidence()),
                        ticket.events().stream().map(event -> step(event, time)).toList(),
                        Arrays.stream(Priority.values()).map(Priority::name).toList(),
                        chart(ticket, live, direction, time));
        return new Page("ticket", ticket.id(), "tickets", model);
    }

    private Optional<IndicatorView> live(IndicatorKey key) {
        return fleet.host(key.host()).stream()
                .flatMap(host -> host.indicators().stream())
                .filter(indicator -> indicator.key().equals(key))
                .findFirst();
    }

    /** As the policy says now; of an indicator that is gone, as the figures say. */
    private static Direction direction(Ticket ticket, Optional<IndicatorView> live) {
        return live.stream()
                .flatMap(indicator -> indicator.levels().stream())
                .map(level -> level.threshold().direction())
                .findFirst()
                .orElse(
                        ticket.evidence().value() < ticket.evidence().limit()
                                        == ticket.evidence().onlyForecast().isEmpty()
                                ? Direction.BELOW
                                : Direction.ABOVE);
    }

    private static Evidence evidence(
            Ticket ticket, Direction direction, String unit, SiteTime time) {
        Ticket.Evidence evidence = ticket.evidence();
        Duration sustain = Duration.ofSeconds(evidence.sustainSeconds());
        boolean silence = ticket.key().indicator().equals("agent_silent");
        return new Evidence(
                ticket.rule(),
                evidence.row(),
                evidence.level(),
                silence
                        ? span(evidence.limit())
                        : Limits.side(direction) + " " + Units.limit(evidence.limit(), unit),
                sustain.isZero() ? "at once" : Spans.exact(sustain),
                silence ? span(evidence.value()) : Units.value(evidence.value(), unit),
                silence,
                Units.share(evidence.coverage()),
                Units.share(evidence.fraction()),
                time.moment(evidence.since()),
                time.moment(evidence.at()),
                evidence.action(),
                evidence.runbook(),
                Links.web(evidence.runbook()));
    }

    private static String span(double seconds) {
        return Spans.exact(Duration.ofSeconds((long) seconds));
    }

    private static List<Suspect> suspects(Ticket.Evidence evidence) {
        return evidence.suspects().stream()
                .map(
                        process ->
                                new Suspect(
                                        process.name(),
                                        process.pid(),
                                        Units.value(process.cpuPercent(), "percent"),
                                        Units.bytes((double) process.memoryBytes()),
                                        growth(process),
                                        process.seemsToLeak()))
                .toList();
    }

    private static String growth(ProcessUse process) {
        return process.memoryGrowth() == 0
                ? ""
                : "+" + Units.bytes((double) process.memoryGrowth()) + "/h";
    }

    private static Step step(Ticket.Event event, SiteTime time) {
        String type = event.type().replaceFirst("^ticket-", "").replace('-', ' ');
        return new Step(
                time.moment(event.at()),
                type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1),
                event.priority().name(),
                Standing.style(event.priority()),
                event.reason(),
                event.rule(),
                event.actor().orElse(""));
    }

    private Chart chart(
            Ticket ticket, Optional<IndicatorView> live, Direction direction, SiteTime time) {
        if (ticket.key().indicator().equals("agent_silent")) {
            return Chart.none("A silence has no course to draw.");
        }
        if (live.isEmpty()) {
            return Chart.none(
                    "No chart: the indicator has sent nothing since the collector started.");
        }
        Ticket.Evidence evidence = ticket.evidence();
        Duration sustain = Duration.ofSeconds(evidence.sustainSeconds());
        Duration margin = longer(sustain.multipliedBy(2), Duration.ofHours(1));
        Instant from = earlier(evidence.since(), ticket.openedAt()).minus(margin);
        boolean recent = Duration.between(from, time.now()).compareTo(Duration.ofDays(2)) < 0;
        Instant end = ticket.resolvedAt().orElse(recent ? time.now() : evidence.at());
        Instant wanted = end.plus(margin);
        Instant to = later(earlier(wanted, time.now()), from.plus(margin)).plusMillis(1);
        String unit = live.get().unit();
        ChartPainter.Limit limit =
                new ChartPainter.Limit(
                        evidence.limit(),
                        direction,
                        Limits.side(direction) + " " + Units.limit(evidence.limit(), unit),
                        Standing.style(ticket.priority()));
        return new ChartPainter(from, to, time, unit)
                .paint(
                        Names.title(ticket.key().indicator()),
                        history.courseOrRemembered(live.get(), from, to).points(),
                        List.of(limit),
                        marks(ticket));
    }

    private static Map<Instant, String> marks(Ticket ticket) {
        Map<Instant, String> marks = new TreeMap<>();
        marks.put(ticket.evidence().since(), "since");
        marks.put(ticket.openedAt(), "opened");
        ticket.resolvedAt().ifPresent(at -> marks.put(at, "resolved"));
        return marks;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
