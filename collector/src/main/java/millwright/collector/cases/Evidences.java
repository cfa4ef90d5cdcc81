package millwright.collector.cases;

import java.util.List;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Silence;

/** What a ticket shows of the breach or silence that it is about. */
final class Evidences {
    private Evidences() {}

    static Ticket.Evidence of(Cause cause) {
        if (cause instanceof Cause.ByBreach byBreach) {
            return of(byBreach.breach());
        }
        return of(((Cause.BySilence) cause).silence());
    }

    static Ticket.Evidence of(Breach breach) {
        Level level = breach.level();
        return new Ticket.Evidence(
                level.row(),
                level.number(),
                level.threshold().limit(),
                level.threshold().sustain().toSeconds(),
                breach.value(),
                breach.coverage(),
                breach.fraction(),
                breach.since(),
                breach.at(),
                level.action(),
                level.runbook(),
                breach.suspects());
    }

    // Of a silence nothing was observed, and all of it is past its limit.
    private static Ticket.Evidence of(Silence silence) {
        Level level = silence.level();
        return new Ticket.Evidence(
                level.row(),
                level.number(),
                level.threshold().limit(),
                Reasons.allowed(silence).toSeconds(),
                silence.length().toMillis() / 1000.0,
                0,
                1,
                silence.last(),
                silence.at(),
                level.action(),
                level.runbook(),
                List.of());
    }
}
