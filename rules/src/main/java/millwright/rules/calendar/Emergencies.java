package millwright.rules.calendar;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import millwright.rules.indicator.Priority;

/** Which emergency windows work could ask for (L-013 §4.2). */
record Emergencies(MaintenanceCalendar calendar, PlacementRequest request) {
    /** The longest freeze and its neighbours lie within it. */
    private static final Duration LOOKED_FOR = Duration.ofDays(60);

    List<EmergencyPath> paths(List<EmergencyRoute> routes) {
        return routes.stream()
                .sorted(comparing(EmergencyRoute::priority, Priority::compareTo).reversed())
                .map(this::path)
                .toList();
    }

    private EmergencyPath path(EmergencyRoute route) {
        Instant ready = request.submitted().plus(route.notice());
        Instant start = request.earliest().map(each -> Spans.later(each, ready)).orElse(ready);
        List<Restriction> against =
                calendar.timeline(Span.of(start, LOOKED_FOR))
                        .forbidding(ChangeType.EMERGENCY, request.systems());
        Span span =
                route.overridesBlackout()
                        ? Span.of(start, request.length())
                        : firstFree(start, against);
        String reason = reason(route, span);
        return new EmergencyPath(
                route.priority(),
                route.authority(),
                span,
                reason.isEmpty(),
                against.stream()
                        .filter(each -> each.span().overlaps(span))
                        .map(Restriction::name)
                        .distinct()
                        .toList(),
                reason);
    }

    private Span firstFree(Instant start, List<Restriction> against) {
        return Spans.minus(
                        List.of(Span.of(start, LOOKED_FOR)),
                        against.stream().map(Restriction::span).toList())
                .stream()
                .filter(each -> each.length().compareTo(request.length()) >= 0)
                .map(each -> Span.of(each.start(), request.length()))
                .findFirst()
                .orElseGet(() -> Span.of(start.plus(LOOKED_FOR), request.length()));
    }

    private String reason(EmergencyRoute route, Span span) {
        if (request.length().compareTo(route.longest()) > 0) {
            return "the work takes %s, the window at most %s"
                    .formatted(Search.words(request.length()), Search.words(route.longest()));
        }
        return request.early()
                .filter(each -> span.end().isAfter(each))
                .map(
                        each ->
                                "it would end at %s, after the early edge of the forecast at %s"
                                        .formatted(
                                                WallClock.words(span.end(), calendar.zone()),
                                                WallClock.words(each, calendar.zone())))
                .orElse("");
    }
}
