package millwright.collector.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.cases.ClockView;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.Handling;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.rules.policy.ClockReading;
import millwright.rules.policy.ClockSegment;

/**
 * What people and time have done with a ticket: its status, its clocks, what it is linked to and
 * what it has asked for.
 *
 * @param status such as {@code in progress}
 * @param assignee empty where it is nobody's
 * @param version what a form says that its sender has seen
 * @param mergedInto empty unless another ticket took it over
 */
record TicketHandling(
        String status,
        String assignee,
        int version,
        List<Clock> clocks,
        List<Link> links,
        List<Request> requests,
        String mergedInto,
        String mergedIntoLink) {
    /**
     * @param reading such as {@code 3 h of 4 h used, 75 %}; of P4's resolution why there is none
     * @param style as {@link Due}
     */
    record Clock(
            String name,
            String state,
            String reading,
            String style,
            Optional<SiteTime.Moment> due,
            List<Segment> segments) {}

    /** One stretch of a clock, with who began it and why. */
    record Segment(String kind, SiteTime.Moment from, String length, String reason, String by) {}

    /**
     * @param address empty where there is no page of it
     */
    record Link(String kind, String target, String address, String by) {}

    record Request(
            String id,
            String link,
            String priority,
            String status,
            String authority,
            String terms,
            SiteTime.Moment at) {}

    static TicketHandling of(Ticket ticket, List<ClockView> clocks, SiteTime time) {
        Handling handling = ticket.handling();
        int round = clocks.stream().mapToInt(view -> view.clock().round()).max().orElse(0);
        return new TicketHandling(
                word(ticket.status()),
                ticket.assignee().orElse(""),
                handling.version(),
                clocks.stream()
                        .filter(view -> view.clock().round() == round)
                        .map(view -> clock(view, time))
                        .toList(),
                handling.links().stream().map(TicketHandling::link).toList(),
                handling.requests().stream().map(request -> request(request, time)).toList(),
                ticket.links().mergedInto().orElse(""),
                ticket.links().mergedInto().map(Links::ticket).orElse(""));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Clock clock(ClockView view, SiteTime time) {
        Optional<ClockReading> reading = view.reading();
        return new Clock(
                view.clock().target().word(),
                reading.map(shown -> word(shown.state())).orElse(""),
                reading.map(TicketHandling::reading).orElse("is for the next maintenance window"),
                reading.map(TicketHandling::style).orElse(""),
                reading.flatMap(ClockReading::due).map(time::moment),
                view.clock().segments().stream()
                        .filter(segment -> !isEnd(segment))
                        .map(segment -> segment(segment, time))
                        .toList());
    }

    /** Without length: only says who stopped the clock, which the history does too. */
    private static boolean isEnd(ClockSegment segment) {
        return segment.to().filter(segment.from()::equals).isPresent();
    }

    private static String reading(ClockReading shown) {
        String elapsed = Spans.rough(shown.elapsed());
        return shown.target().isZero()
                ? elapsed + ", due at once"
                : "%s of %s, %.0f%s%%"
                        .formatted(
                                elapsed,
                                Spans.exact(shown.target()),
                                Math.floor(shown.usedPercent()),
                                Units.SPACE);
    }

    private static String style(ClockReading shown) {
        return switch (shown.state()) {
            case MISSED -> "overdue";
            case MET -> "met";
            case RUNNING, PAUSED -> shown.usedPercent() >= 75 ? "soon" : "";
        };
    }

    private static Segment segment(ClockSegment segment, SiteTime time) {
        Duration length = Duration.between(segment.from(), segment.to().orElse(time.now()));
        return new Segment(
                word(segment.kind()),
                time.moment(segment.from()),
                Spans.rough(length.isNegative() ? Duration.ZERO : length),
                segment.reason(),
                segment.by());
    }

    private static Link link(Handling.Link link) {
        String address =
                switch (link.kind()) {
                    case TICKET -> Links.ticket(link.target());
                    case URL -> Links.web(link.target());
                    case TASK -> Links.task(link.target());
                    case WINDOW ->
                            link.target().startsWith("EW-") ? Links.emergency(link.target()) : "";
                    case RFC -> "";
                };
        String kind = link.kind() == LinkKind.RFC ? "RFC" : word(link.kind());
        return new Link(kind, link.target(), address, link.actor());
    }

    private static Request request(EmergencyRequest request, SiteTime time) {
        String notice =
                request.notice().isZero()
                        ? "at once"
                        : "with a notice of " + Spans.exact(request.notice());
        return new Request(
                request.id(),
                Links.emergency(request.id()),
                request.priority().name(),
                word(request.status()),
                request.authority() + request.deputy().map(" or the %s"::formatted).orElse(""),
                "up to %s, %s".formatted(Spans.exact(request.longest()), notice),
                time.moment(request.requestedAt()));
    }
}
