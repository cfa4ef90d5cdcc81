package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.ProcessUse;

/**
 * One ticket with its history.
 *
 * @param id such as {@code T-000042}
 * @param rule name of the rule that opened it, in its words
 * @param evidence what the newest breach or silence showed
 * @param responseDue end of the response target of its priority (L-013 §2.3), from the opening
 * @param resolutionDue end of the resolution target; empty for P4, whose target is the next window
 * @param previous an earlier ticket of the same key
 * @param events its history, oldest first
 */
public record Ticket(
        String id,
        IndicatorKey key,
        Priority priority,
        Status status,
        Instant openedAt,
        Optional<Instant> resolvedAt,
        Instant episode,
        int occurrences,
        String rule,
        Evidence evidence,
        Instant responseDue,
        Optional<Instant> resolutionDue,
        Optional<String> previous,
        List<Event> events) {
    public Ticket {
        events = List.copyOf(events);
    }

    public enum Status {
        OPEN,
        RESOLVED
    }

    /**
     * @param row the decision table's row
     * @param limit in the indicator's unit; for a silence, the allowed seconds
     * @param sustainSeconds how long it had to hold
     * @param value the latest value; for a silence, its length in seconds
     * @param coverage observed share of the sustain time, 0 to 1
     * @param fraction breached share of the observed time, 0 to 1
     */
    public record Evidence(
            String row,
            int level,
            double limit,
            long sustainSeconds,
            double value,
            double coverage,
            double fraction,
            Instant since,
            Instant at,
            String action,
            String runbook,
            List<ProcessUse> suspects) {
        public Evidence {
            suspects = List.copyOf(suspects);
        }
    }

    /**
     * @param type such as {@code ticket-opened}, {@code ticket-raised}, {@code ticket-occurrence},
     *     {@code ticket-resolved}, {@code ticket-reopened}, {@code late-breach-recorded}
     * @param at event time
     * @param reason a sentence with the figures
     */
    public record Event(Instant at, String type, Priority priority, String rule, String reason) {}
}
