package millwright.rules.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.BoardMeetings;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.calendar.ChangeTerms;
import millwright.rules.calendar.ChangeTerms.Review;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.LeadTime;
import millwright.rules.calendar.MaintenanceWindow;
import millwright.rules.calendar.RelaxationKind;
import millwright.rules.calendar.Slot;

/**
 * Whether a request can be handed in at an instant (L-013 §6.1), and who then decides on it (§6.2).
 *
 * @param at when it is handed in
 */
public record Submission(CalendarRules rules, ChangeType type, Slot slot, Instant at) {
    /**
     * What is missed, and who may waive it.
     *
     * @param reason a sentence without its full stop
     * @param authority roles that then must approve, too
     */
    public record Late(RelaxationKind what, String reason, String authority) {}

    private ChangeTerms terms() {
        return Optional.ofNullable(rules.planning().types().get(type)).orElseThrow();
    }

    private Optional<MaintenanceWindow> window() {
        return rules.windows().stream()
                .filter(each -> each.name().equals(slot.window()))
                .findFirst();
    }

    /** The regular route; {@link #routeWaiving} where it is late. */
    public ApprovalRoute route() {
        boolean board = window().map(MaintenanceWindow::cab).orElse(false);
        return ApprovalRoute.of(
                terms(), window().map(MaintenanceWindow::approval).orElse(""), board);
    }

    /** Also those must agree who may waive what is missed; a missed board is an emergency CAB. */
    public ApprovalRoute routeWaiving(List<Late> missed) {
        ApprovalRoute regular = route();
        Set<String> roles = new LinkedHashSet<>(regular.authorities());
        missed.forEach(late -> roles.addAll(ApprovalRoute.roles(late.authority())));
        boolean noBoard = missed.stream().anyMatch(late -> late.what() == RelaxationKind.CAB);
        return new ApprovalRoute(
                noBoard ? Review.EMERGENCY_CAB : regular.review(), List.copyOf(roles));
    }

    /** The meeting that it comes before; of an emergency CAB the time by which it has met. */
    public Optional<Instant> meeting(ApprovalRoute route) {
        return switch (route.review()) {
            case RECORD -> Optional.empty();
            case CAB -> new BoardMeetings(rules).after(at);
            case EMERGENCY_CAB -> Optional.of(at.plus(rules.planning().emergencyCabWithin()));
        };
    }

    /** Nothing where it is in time. */
    public List<Late> late() {
        List<Late> missed = new ArrayList<>();
        LeadTime own = terms().lead();
        LeadTime ofWindow = window().map(MaintenanceWindow::lead).orElse(LeadTime.NONE);
        checkLead(own, "a %s change".formatted(type.word()), missed);
        if (type != ChangeType.EMERGENCY) {
            checkLead(ofWindow, "work in the window %s".formatted(slot.window()), missed);
        }
        Duration notice = terms().notice();
        if (route().review() == Review.CAB) {
            Instant latest = slot.span().start().minus(notice);
            Optional<Instant> meeting = new BoardMeetings(rules).after(at);
            if (meeting.filter(each -> !each.isAfter(latest)).isEmpty()) {
                missed.add(
                        late(
                                RelaxationKind.CAB,
                                "the board does not meet between now and %s, %s before the work"
                                        .formatted(words(latest), hours(notice))));
            }
        }
        return missed;
    }

    private void checkLead(LeadTime lead, String what, List<Late> missed) {
        // Whoever needs no lead is in time after the start, too: "as soon as identified" (§6.1).
        if (lead.days() > 0 && lead.after(at, rules.businessHours()).isAfter(slot.span().start())) {
            missed.add(
                    late(
                            RelaxationKind.LEAD_TIME,
                            "%s needs %s from submission to start, so it had to be handed in by %s"
                                    .formatted(
                                            what,
                                            lead.words(),
                                            words(
                                                    lead.latestSubmission(
                                                            slot.span().start(),
                                                            rules.businessHours())))));
        }
    }

    private Late late(RelaxationKind kind, String reason) {
        return new Late(
                kind,
                reason,
                Optional.ofNullable(rules.planning().relaxations().get(kind))
                        .map(each -> each.authority())
                        .orElse(""));
    }

    private String words(Instant instant) {
        return Criteria.words(instant, rules.zone());
    }

    private static String hours(Duration time) {
        return time.toHours() + " h";
    }
}
