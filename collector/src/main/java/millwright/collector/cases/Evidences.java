package millwright.collector.cases;

import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.decision.Foreseen;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Silence;

/** What a ticket shows of the breach, silence or forecast that it is about. */
final class Evidences {
    private Evidences() {}

    static Ticket.Evidence of(Cause cause) {
        if (cause instanceof Cause.ByBreach byBreach) {
            return of(byBreach.breach());
        } else if (cause instanceof Cause.BySilence bySilence) {
            return of(bySilence.silence());
        }
        return of(((Cause.ByForecast) cause).foreseen());
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

    /** Nothing is breached yet: the figures of a breach are 0. */
    private static Ticket.Evidence of(Foreseen foreseen) {
        TicketForecast forecast = TicketForecast.of(foreseen);
        return new Ticket.Evidence(
                forecast.limitName(),
                foreseen.level(),
                forecast.limit(),
                0,
                forecast.value(),
                0,
                0,
                forecast.since(),
                forecast.at(),
                foreseen.action(),
                foreseen.runbook(),
                List.of(),
                Optional.of(forecast));
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
