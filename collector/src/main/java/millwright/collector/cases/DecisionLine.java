package millwright.collector.cases;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import millwright.rules.decision.Decision;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * A decision in so far as two of them are compared.
 *
 * @param type such as {@code open-ticket}
 * @param priority empty where the decision gives none
 */
record DecisionLine(
        String type, IndicatorKey key, Optional<Priority> priority, String rule, Instant at) {
    static DecisionLine of(Decision decision) {
        return new DecisionLine(
                words(decision.getClass().getSimpleName()),
                decision.key(),
                priority(decision),
                decision.rule(),
                decision.at());
    }

    private static Optional<Priority> priority(Decision decision) {
        if (decision instanceof Decision.OpenTicket open) {
            return Optional.of(open.priority());
        } else if (decision instanceof Decision.ReopenTicket reopen) {
            return Optional.of(reopen.priority());
        } else if (decision instanceof Decision.RaiseTicket raise) {
            return Optional.of(raise.to());
        } else if (decision instanceof Decision.JoinTicket join) {
            return Optional.of(join.priority());
        } else if (decision instanceof Decision.RecordLateBreach late) {
            return Optional.of(late.breach().priority());
        }
        return Optional.empty();
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** For people: {@code open-ticket P3 by "a sustained breach opens a ticket"}. */
    @Override
    public String toString() {
        return "%s%s by \"%s\"".formatted(type, priority.map(p -> " " + p).orElse(""), rule);
    }
}
