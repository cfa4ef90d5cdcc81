package millwright.collector.api;

import java.io.IOException;
import java.time.InstantSource;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.rulebook.Rulebook;
import millwright.rules.decision.RulesException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/rules}: which are in force, whether the files can be used, and taking them. */
final class RulesInForce {
    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    private final Rulebook rulebook;

    RulesInForce(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        exchange.json(200, RulesAnswer.of(rulebook.status()));
    }

    void check(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        exchange.json(200, CheckAnswer.of(rulebook.check()));
    }

    /** An administrator's act. */
    void reload(Exchange exchange, Acting acting, InstantSource clock) throws IOException {
        Person person = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        try {
            boolean changed = rulebook.reloadNow(clock.instant());
            LOG.info("{} had the rule files read anew", person.name());
            exchange.json(200, ReloadAnswer.of(changed, rulebook.status()));
        } catch (RulesException e) {
            throw Refusal.unusableRules(rulebook.inForce().version(), e.problems());
        }
    }
}
