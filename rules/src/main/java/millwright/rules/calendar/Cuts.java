package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.Obstacle.Kind;

/** What takes time from a window, as far as one request is concerned. */
record Cuts(
        CalendarRules rules,
        PlacementRequest request,
        Set<RelaxationKind> waived,
        Approvals approvals,
        Timeline timeline) {
    /** Everything that takes time from {@code within}, in a window with these terms. */
    List<Cut> of(Permit permit, Span within) {
        List<Cut> cuts = new ArrayList<>();
        if (!permit.overrides()) {
            forbidden(within, cuts);
        }
        request.earliest()
                .ifPresent(each -> until(each, within, Kind.NOT_BEFORE, "the work", cuts));
        until(request.submitted(), within, Kind.NOT_BEFORE, "its request", cuts);
        until(approvals.afterLead(permit), within, Kind.LEAD_TIME, leadName(permit), cuts);
        until(approvals.approved(permit), within, Kind.CAB, "the board's meeting", cuts);
        if (!approvals.notice().isZero()) {
            until(approvals.afterNotice(permit), within, Kind.NOTICE, noticeName(), cuts);
        }
        deadline().ifPresent(each -> after(each, within, cuts));
        occupied(within, cuts);
        return cuts;
    }

    private String leadName(Permit permit) {
        LeadTime longest = approvals.longestLead(permit);
        return (longest.equals(permit.lead()) ? permit.name() + "'s" : "a")
                + " lead time of "
                + longest.words();
    }

    private String noticeName() {
        return "a notice of " + Search.words(approvals.notice());
    }

    private void forbidden(Span within, List<Cut> cuts) {
        List<Span> exempt = timeline.exempt(request.systems());
        for (Restriction each : timeline.forbidding(request.type(), request.systems())) {
            if (each.span().overlaps(within) && !isLifted(each)) {
                Obstacle obstacle = Obstacle.of(each, rules.zone());
                Spans.minus(List.of(each.span()), exempt)
                        .forEach(span -> cuts.add(new Cut(obstacle, span)));
            }
        }
    }

    boolean isLifted(Restriction restriction) {
        RelaxationKind kind =
                restriction.isFreeze() ? RelaxationKind.FREEZE : RelaxationKind.BLACKOUT;
        return waived.contains(kind)
                && (restriction.byEmergencyCab()
                        || !Collections.disjoint(restriction.grounds(), request.grounds()));
    }

    private void until(Instant start, Span within, Kind kind, String name, List<Cut> cuts) {
        Spans.between(within.start(), Spans.earlier(start, within.end()))
                .ifPresent(
                        taken ->
                                cuts.add(
                                        new Cut(
                                                new Obstacle(
                                                        kind,
                                                        name,
                                                        notBefore(start, name),
                                                        Optional.of(taken)),
                                                taken)));
    }

    private String notBefore(Instant start, String name) {
        return start.equals(Instant.MAX)
                ? "%s never comes".formatted(name)
                : "%s allows no start before %s"
                        .formatted(name, WallClock.words(start, rules.zone()));
    }

    private void after(Instant end, Span within, List<Cut> cuts) {
        Spans.between(Spans.later(end, within.start()), within.end())
                .ifPresent(
                        taken ->
                                cuts.add(
                                        new Cut(
                                                new Obstacle(
                                                        Kind.DEADLINE,
                                                        "the deadline",
                                                        "the work must be over by "
                                                                + WallClock.words(
                                                                        end, rules.zone()),
                                                        Optional.of(taken)),
                                                taken)));
    }

    private void occupied(Span within, List<Cut> cuts) {
        if (waived.contains(RelaxationKind.OTHER_WORK)) {
            return;
        }
        for (OccupiedWork other : request.occupied()) {
            if (other.span().overlaps(within) && other.collidesWith(request)) {
                cuts.add(
                        new Cut(
                                new Obstacle(
                                        Kind.OCCUPIED,
                                        other.name(),
                                        "%s is on the same system, host or pair, %s"
                                                .formatted(
                                                        other.name(),
                                                        WallClock.words(
                                                                other.span(), rules.zone())),
                                        Optional.of(other.span())),
                                other.span()));
            }
        }
    }

    /** The early edge of the forecast, less the margin. */
    private Optional<Instant> deadline() {
        Duration margin =
                waived.contains(RelaxationKind.MARGIN) ? Duration.ZERO : rules.planning().margin();
        return request.early().map(each -> each.minus(margin));
    }
}
