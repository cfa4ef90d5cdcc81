package millwright.rules.policy;

import java.time.Period;

/**
 * How long documents are kept (L-013 §10.1).
 *
 * @param records requests for change, logs, rollbacks, minutes, and so tickets and the audit
 * @param checks checklists before and verifications after maintenance
 */
public record Retention(Period records, Period checks) {
    public Retention {
        check("records", records);
        check("checks", checks);
    }

    private static void check(String name, Period period) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException(
                    "%s are kept for %s, which is no time. Write one such as 7y."
                            .formatted(name, Words.of(period)));
        }
    }
}
