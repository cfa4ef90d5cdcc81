package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.DraftedWork.Draft;
import millwright.collector.forecast.Outlook;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.Proposal;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Crossing;

/**
 * What a time in which nothing changes will bring (L-013 §5).
 *
 * @param freezes those that it is made of: they touch or overlap
 * @param finishBy when changes must be done
 * @param near whether it is near enough to be acted on, or only the next one there is
 * @param threats what may reach a limit in it, the most likely first
 * @param unknown how many indicators nothing can be said about
 * @param all that any of the threats comes true
 * @param residual the same, where what is drafted is done in time
 * @param standing work of the standing schedule that falls into it
 */
public record FreezeOutlook(
        List<CalendarEntry> freezes,
        Span span,
        Instant finishBy,
        boolean near,
        List<Threat> threats,
        int unknown,
        Risk all,
        Risk residual,
        List<Displaced> standing) {
    public FreezeOutlook {
        freezes = List.copyOf(freezes);
        threats = List.copyOf(threats);
        standing = List.copyOf(standing);
        requireNonNull(span, "span");
    }

    /** Whether its days are only predicted. */
    public boolean provisional() {
        return freezes.stream().anyMatch(CalendarEntry::provisional);
    }

    /**
     * A limit that may be reached in it.
     *
     * @param chance from 0 to 1, that it is reached within the freeze
     * @param draft the work that would prevent it
     */
    public record Threat(Outlook outlook, Crossing crossing, double chance, Optional<Draft> draft) {
        public Threat {
            requireNonNull(outlook, "outlook");
            requireNonNull(crossing, "crossing");
            requireNonNull(draft, "draft");
        }
    }

    /**
     * That at least one of several things happens, from 0 to 1.
     *
     * @param chance if they happen independently
     * @param low if they happen together
     * @param high if they exclude each other
     */
    public record Risk(double chance, double low, double high) {
        static Risk of(List<Double> chances) {
            double none = 1;
            double most = 0;
            double sum = 0;
            for (double each : chances) {
                none *= 1 - each;
                most = Math.max(most, each);
                sum += each;
            }
            return new Risk(1 - none, most, Math.min(1, sum));
        }
    }

    /**
     * A standing task whose hours are frozen.
     *
     * @param proposal where it could go; empty if it has moved, or nothing near is permitted
     */
    public record Displaced(StandingItem item, Optional<Proposal> proposal) {}
}
