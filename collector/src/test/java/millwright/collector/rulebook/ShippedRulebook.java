package millwright.collector.rulebook;

import java.time.Instant;

/** The shipped rules, compiled once for all tests. */
public final class ShippedRulebook {
    private static final Rulebook RULES =
            Rulebook.open(RuleSources.shipped(), Instant.parse("2026-03-02T00:00:00Z"));

    private ShippedRulebook() {}

    public static Rulebook rules() {
        return RULES;
    }
}
