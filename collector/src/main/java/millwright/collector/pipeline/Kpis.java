package millwright.collector.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.TicketFilter;

/** Reckons the key figures. */
final class Kpis {
    static final Duration SPAN = Duration.ofDays(30);

    /** Far more than two a month, which is what L-013 Appendix G allows. */
    private static final int EMERGENCIES_MAX = 500;

    /** Since somebody said yes, and it was not taken back before the work. */
    private static final Set<EmergencyRequest.Status> APPROVED =
            EnumSet.of(
                    EmergencyRequest.Status.APPROVED,
                    EmergencyRequest.Status.NOTIFIED,
                    EmergencyRequest.Status.ACTIVE,
                    EmergencyRequest.Status.ENDED,
                    EmergencyRequest.Status.VERIFIED,
                    EmergencyRequest.Status.CLOSED);

    private Kpis() {}

    /** By name; those of which there is nothing to say are left out. */
    static Map<String, Double> of(List<TicketFigure> figures, CaseStore cases, Instant now) {
        Map<String, Double> kpis = new TreeMap<>();
        kpis.put("tickets_opened", (double) figures.size());
        kpis.put("tickets_resolved", (double) count(figures, TicketFigure::repaired));
        kpis.put("emergency_windows", (double) emergencies(cases, now.minus(SPAN)));
        kpis.putAll(TaskFigures.of(cases.tasks().sinceOrActive(now.minus(SPAN))));
        mean(figures, figure -> figure.acknowledged().map(Kpis::seconds))
                .ifPresent(seconds -> kpis.put("acknowledge_seconds", seconds));
        mean(figures, figure -> figure.repaired().map(Kpis::seconds))
                .ifPresent(seconds -> kpis.put("repair_seconds", seconds));
        mean(figures, figure -> figure.response().map(Kpis::share))
                .ifPresent(ratio -> kpis.put("response_met_ratio", ratio));
        mean(figures, figure -> figure.resolution().map(Kpis::share))
                .ifPresent(ratio -> kpis.put("resolution_met_ratio", ratio));
        oldest(cases, now).ifPresent(age -> kpis.put("oldest_open_seconds", seconds(age)));
        return kpis;
    }

    private static <T> long count(
            List<TicketFigure> figures, Function<TicketFigure, Optional<T>> part) {
        return figures.stream().map(part).filter(Optional::isPresent).count();
    }

    private static Optional<Double> mean(
            List<TicketFigure> figures, Function<TicketFigure, Optional<Double>> part) {
        List<Double> values =
                figures.stream().flatMap(figure -> part.apply(figure).stream()).toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        values.stream().mapToDouble(Double::doubleValue).sum() / values.size());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double share(boolean kept) {
        return kept ? 1 : 0;
    }

    private static long emergencies(CaseStore cases, Instant from) {
        return cases.listEmergencyRequests(Optional.empty(), EMERGENCIES_MAX, 0).stream()
                .filter(request -> APPROVED.contains(request.status()))
                .flatMap(request -> request.decidedAt().stream())
                .filter(at -> !at.isBefore(from))
                .count();
    }

    /** Tickets come newest first, so the last one is the oldest. */
    private static Optional<Duration> oldest(CaseStore cases, Instant now) {
        long open = cases.countTickets(active(0));
        return open == 0
                ? Optional.empty()
                : cases.listTickets(active((int) (open - 1))).stream()
                        .findFirst()
                        .map(ticket -> Duration.between(ticket.openedAt(), now));
    }

    private static TicketFilter active(int offset) {
        return new TicketFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TicketFilter.ACTIVE,
                1,
                offset);
    }
}
