package millwright.collector.api;

import java.io.IOException;
import java.time.InstantSource;
import millwright.collector.http.Exchange;
import millwright.collector.rulebook.Rulebook;
import millwright.rules.decision.RulesException;

/** {@code /api/v1/rules}: which are in force, whether the files can be used, and taking them. */
final class RulesInForce {
    private final Rulebook rulebook;
    private final InstantSource clock;

    RulesInForce(Rulebook rulebook, InstantSource clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        exchange.json(200, RulesAnswer.of(rulebook.status()));
    }

    void check(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        exchange.json(200, CheckAnswer.of(rulebook.check()));
    }

    void reload(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        try {
            boolean changed = rulebook.reloadNow(clock.instant());
            exchange.json(200, ReloadAnswer.of(changed, rulebook.status()));
        } catch (RulesException e) {
            throw Refusal.unusableRules(rulebook.inForce().version(), e.problems());
        }
    }
}
