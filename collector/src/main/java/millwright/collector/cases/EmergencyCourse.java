package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.Span;
import millwright.rules.decision.Symptom;
import millwright.rules.indicator.IndicatorKey;

/**
 * How far an emergency window has come, each part once it is reached.
 *
 * @param notifiedAt when stakeholders were told
 * @param rfc the request for change that was drafted for it
 * @param drafted the time that the request knows of
 */
public record EmergencyCourse(
        Optional<Grant> grant,
        Optional<Instant> notifiedAt,
        Optional<Work> work,
        Optional<Proof> proof,
        Optional<Report> report,
        Optional<String> rfc,
        Optional<Span> drafted) {
    /** Of a window that nobody has decided on. */
    public static final EmergencyCourse NONE =
            new EmergencyCourse(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public EmergencyCourse {
        requireNonNull(grant, "grant");
        requireNonNull(notifiedAt, "notifiedAt");
        requireNonNull(work, "work");
        requireNonNull(proof, "proof");
        requireNonNull(report, "report");
        requireNonNull(rfc, "rfc");
        requireNonNull(drafted, "drafted");
    }

    /**
     * What the authority has granted.
     *
     * @param length of the window, from whenever it starts
     * @param startsAt the earliest start: after the notice, and after what it must wait for
     * @param expected what the work is expected to upset, beside the ticket's own keys
     * @param ground of an exemption (L-013 §4.3), with its reason
     * @param emergencyCab where the emergency CAB's word is kept; empty where it was not asked
     * @param breaks names of the blackouts and freezes that it breaks
     */
    public record Grant(
            Duration length,
            Instant startsAt,
            List<Symptom> expected,
            Optional<Ground> ground,
            Optional<String> emergencyCab,
            List<String> breaks) {
        public Grant {
            expected = List.copyOf(expected);
            breaks = List.copyOf(breaks);
        }

        Grant breaking(List<String> names) {
            return new Grant(length, startsAt, expected, ground, emergencyCab, names);
        }
    }

    /**
     * @param name as the policy names it, such as {@code data-loss}
     */
    public record Ground(String name, String reason) {}

    /**
     * @param endsAt the granted end, which an extension moves
     * @param updates how many status updates there were
     * @param updatedAt when the last one was; at first the start
     * @param reportDueAt when the incident report is due, once the work has ended
     */
    public record Work(
            Instant startedAt,
            String startedBy,
            Instant endsAt,
            int updates,
            Instant updatedAt,
            Optional<Instant> endedAt,
            Optional<String> endedBy,
            Optional<Instant> reportDueAt) {
        static Work started(Instant at, String by, Instant endsAt) {
            return new Work(
                    at, by, endsAt, 0, at, Optional.empty(), Optional.empty(), Optional.empty());
        }

        Work updated(Instant at) {
            return new Work(
                    startedAt, startedBy, endsAt, updates + 1, at, endedAt, endedBy, reportDueAt);
        }

        Work until(Instant end) {
            return new Work(
                    startedAt, startedBy, end, updates, updatedAt, endedAt, endedBy, reportDueAt);
        }

        Work ended(Instant at, String by, Instant reportDue) {
            return new Work(
                    startedAt,
                    startedBy,
                    endsAt,
                    updates,
                    updatedAt,
                    Optional.of(at),
                    Optional.of(by),
                    Optional.of(reportDue));
        }
    }

    /**
     * Whether the work has proved itself (L-013 §7.3).
     *
     * @param passed whether all figures were within their limits for the policy's time
     */
    public record Proof(Instant at, String by, boolean passed, List<Figure> figures) {
        public Proof {
            figures = List.copyOf(figures);
        }
    }

    /**
     * @param worst since the end of the work, in the indicator's unit
     * @param below what it must stay below
     */
    public record Figure(IndicatorKey key, double worst, double below) {
        public boolean passes() {
            return worst < below;
        }
    }

    /** That the incident report is filed; its text is in the history. */
    public record Report(Instant at, String by) {}

    EmergencyCourse granted(Grant given) {
        return new EmergencyCourse(
                Optional.of(given), notifiedAt, work, proof, report, rfc, drafted);
    }

    EmergencyCourse notified(Instant at) {
        return new EmergencyCourse(grant, Optional.of(at), work, proof, report, rfc, drafted);
    }

    EmergencyCourse working(Work now) {
        return new EmergencyCourse(
                grant, notifiedAt, Optional.of(now), proof, report, rfc, drafted);
    }

    EmergencyCourse proved(Proof found) {
        return new EmergencyCourse(
                grant, notifiedAt, work, Optional.of(found), report, rfc, drafted);
    }

    EmergencyCourse reported(Report filed) {
        return new EmergencyCourse(
                grant, notifiedAt, work, proof, Optional.of(filed), rfc, drafted);
    }

    EmergencyCourse drafted(String request, Optional<Span> known) {
        return new EmergencyCourse(
                grant, notifiedAt, work, proof, report, Optional.of(request), known);
    }
}
