package millwright.collector.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.Basis;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;

/**
 * Cases of an earlier life, into which the same recording is replayed from its beginning. Time goes
 * on after a death and never back: only the last turn may have been cut in two. So tickets of the
 * earlier life are not asked what is due before that turn comes again; its first half does nothing
 * then, and its second half is what it would have been.
 */
final class ResumedCases extends ForwardingCases {
    private final CaseStore cases;
    private final Instant last;

    /**
     * @param last when the last turn was that the earlier life has begun to write
     */
    ResumedCases(CaseStore cases, Instant last) {
        super(cases);
        this.cases = cases;
        this.last = last;
    }

    @Override
    public List<CaseEvent> apply(List<Decision> decisions, Basis basis) {
        return cases.apply(decisions, basis);
    }

    @Override
    public CaseFacts due(Instant at) {
        return at.isBefore(last) ? CaseFacts.NONE : super.due(at);
    }

    @Override
    public Optional<Instant> nextDue() {
        return super.nextDue().map(due -> due.isBefore(last) ? last : due);
    }
}
