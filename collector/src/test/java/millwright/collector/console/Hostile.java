package millwright.collector.console;

import java.util.List;
import java.util.Optional;
import millwright.collector.cases.Ticket;
import millwright.rules.indicator.ProcessUse;

/** A ticket each of whose words was written by somebody who means no good. */
final class Hostile {
    private Hostile() {}

    static Ticket ticket(Ticket good, String evil) {
        Ticket.Evidence evidence = good.evidence();
        return new Ticket(
                evil,
                good.key(),
                Optional.of(evil),
                good.priority(),
                good.status(),
                good.openedAt(),
                good.resolvedAt(),
                good.closedAt(),
                good.episode(),
                2,
                evil,
                new Ticket.Evidence(
                        evil,
                        evidence.level(),
                        evidence.limit(),
                        evidence.sustainSeconds(),
                        evidence.value(),
                        evidence.coverage(),
                        evidence.fraction(),
                        evidence.since(),
                        evidence.at(),
                        evil,
                        "javascript:alert(3)" + evil,
                        List.of(new ProcessUse(evil, 1, 2, 3, 4))),
                good.responseDue(),
                good.resolutionDue(),
                good.flappingSince(),
                Optional.of(evil),
                new Ticket.Links(Optional.of(evil), Optional.of(evil), Optional.of(evil)),
                good.members(),
                List.of(
                        new Ticket.Event(
                                good.openedAt(),
                                evil,
                                good.priority(),
                                evil,
                                evil,
                                Optional.of(evil))));
    }
}
