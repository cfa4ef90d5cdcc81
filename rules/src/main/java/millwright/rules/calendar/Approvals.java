package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.ChangeTerms.Review;

/** When work of one request may begin at all: lead time, board, notice. */
record Approvals(CalendarRules rules, PlacementRequest request, Set<RelaxationKind> waived) {
    /** The board meets at least once in it, or the policy's rule is nothing to wait for. */
    private static final Duration BOARD_LOOKED_FOR = Duration.ofDays(400);

    private Optional<ChangeTerms> terms() {
        return Optional.ofNullable(rules.planning().types().get(request.type()));
    }

    Instant afterLead(Permit permit) {
        if (waived.contains(RelaxationKind.LEAD_TIME)) {
            return request.submitted();
        }
        Instant after = longestLead(permit).after(request.submitted(), rules.businessHours());
        return Spans.later(request.submitted(), after);
    }

    /** Of the change's type and of the window, the one that ends later. */
    LeadTime longestLead(Permit permit) {
        LeadTime own = terms().map(ChangeTerms::lead).orElse(LeadTime.NONE);
        BusinessTime hours = rules.businessHours();
        return permit.lead()
                        .after(request.submitted(), hours)
                        .isAfter(own.after(request.submitted(), hours))
                ? permit.lead()
                : own;
    }

    boolean needsCab(Permit permit) {
        return request.type() != ChangeType.ROUTINE
                && (permit.cab()
                        || terms().filter(each -> each.review() == Review.CAB).isPresent());
    }

    /** The meeting that decides; empty where none is needed, or none comes. */
    Optional<Instant> cab(Permit permit) {
        return needsCab(permit) && !waived.contains(RelaxationKind.CAB)
                ? nextMeeting(request.submitted())
                : Optional.empty();
    }

    Instant approved(Permit permit) {
        boolean urgent = terms().filter(each -> each.review() == Review.EMERGENCY_CAB).isPresent();
        if (needsCab(permit)) {
            Instant urgently = request.submitted().plus(rules.planning().emergencyCabWithin());
            return waived.contains(RelaxationKind.CAB)
                    ? urgently
                    : nextMeeting(request.submitted()).orElse(Instant.MAX);
        }
        return urgent
                ? request.submitted().plus(rules.planning().emergencyCabWithin())
                : request.submitted();
    }

    Duration notice() {
        return waived.contains(RelaxationKind.NOTICE)
                ? Duration.ZERO
                : terms().map(ChangeTerms::notice).orElse(Duration.ZERO);
    }

    Instant afterNotice(Permit permit) {
        Instant approved = approved(permit);
        return approved.equals(Instant.MAX) ? approved : approved.plus(notice());
    }

    /** The last instant to ask for work that begins then. */
    Instant submitBy(Permit permit, Instant start) {
        Instant byLead = longestLead(permit).latestSubmission(start, rules.businessHours());
        Instant by = byLead;
        if (needsCab(permit)) {
            by =
                    lastMeeting(start.minus(notice()))
                            .map(meeting -> Spans.earlier(byLead, meeting.minusSeconds(60)))
                            .orElse(byLead);
        }
        return Spans.later(by, request.submitted());
    }

    String authorities(Permit permit) {
        String own = terms().map(ChangeTerms::authority).orElse(permit.approval());
        return own.equals(permit.approval()) ? own : own + ", " + permit.approval();
    }

    private Optional<Instant> nextMeeting(Instant after) {
        return meetings(Span.of(after, BOARD_LOOKED_FOR)).stream()
                .filter(each -> each.isAfter(after))
                .findFirst();
    }

    private Optional<Instant> lastMeeting(Instant until) {
        List<Instant> meetings =
                meetings(new Span(until.minus(BOARD_LOOKED_FOR), until.plusSeconds(1)));
        return meetings.stream().filter(each -> !each.isAfter(until)).reduce((a, b) -> b);
    }

    private List<Instant> meetings(Span asked) {
        return rules.planning().cab().spans(asked, rules.zone()).stream().map(Span::start).toList();
    }
}
