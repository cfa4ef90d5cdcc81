package millwright.collector.api;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import millwright.rules.calendar.Proposal;

/** The nearest permitted hours, who approves them, and why the task's own are not. */
record ProposalAnswer(
        OffsetDateTime start, OffsetDateTime end, String window, String approval, String reason) {
    static ProposalAnswer of(Proposal proposal, ZoneId zone) {
        return new ProposalAnswer(
                proposal.span().start().atZone(zone).toOffsetDateTime(),
                proposal.span().end().atZone(zone).toOffsetDateTime(),
                proposal.window(),
                proposal.approval(),
                proposal.reason());
    }
}
