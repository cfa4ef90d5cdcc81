package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Symptom;

/**
 * What a person does about an emergency window. Each is applied in one transaction, with its event
 * and its entry in the audit. One that the same person has done already does nothing.
 */
public sealed interface EmergencyAct {
    /** Of a reason, a comment, a status update. */
    int TEXT_LENGTH_MAX = 4000;

    /** Of an incident report. */
    int REPORT_LENGTH_MAX = 20_000;

    /** Expected symptoms of one window. */
    int EXPECTED_MAX = 50;

    /**
     * For the authority or its deputy, never who asked for it.
     *
     * @param length empty for as long as the terms allow
     * @param start empty for the earliest
     * @param expected what the work will upset, beside what the ticket is about
     * @param ground of an exemption from what stands in the way (L-013 §4.3), with its reason
     * @param emergencyCab where the emergency CAB's word is kept, such as an RFC
     */
    record Approve(
            Optional<Duration> length,
            Optional<Instant> start,
            List<Symptom> expected,
            Optional<EmergencyCourse.Ground> ground,
            Optional<String> emergencyCab,
            Optional<String> comment)
            implements EmergencyAct {
        public Approve {
            expected = List.copyOf(expected);
            if (expected.size() > EXPECTED_MAX) {
                throw new IllegalArgumentException(
                        "%d expected symptoms; at most %d. Use patterns, such as web-* target_up."
                                .formatted(expected.size(), EXPECTED_MAX));
            }
            ground.ifPresent(one -> check("the reason of an exemption", one.reason()));
            emergencyCab.ifPresent(text -> check("where the emergency CAB's word is kept", text));
            comment.ifPresent(text -> check("a comment", text));
        }

        /** For as long and as early as the terms allow. */
        public static Approve asAsked() {
            return new Approve(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** Also of one that is approved and has not begun. For the authority or its deputy. */
    record Reject(String reason) implements EmergencyAct {
        public Reject {
            check("a reason", reason);
        }
    }

    /** Work begins. */
    record Start() implements EmergencyAct {}

    /** Tells how it goes (L-013 §8.3). */
    record Update(String text) implements EmergencyAct {
        public Update {
            check("a status update", text);
        }
    }

    /** For the authority or its deputy. */
    record Extend(Duration by, String reason) implements EmergencyAct {
        public Extend {
            requireNonNull(by, "by");
            check("a reason", reason);
            if (by.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException(
                        "an extension by %s. Write a minute or more.".formatted(by));
            }
        }
    }

    /** Work is done, or given up; the text says which. */
    record End(String outcome) implements EmergencyAct {
        public End {
            check("how it ended", outcome);
        }
    }

    /**
     * @param figures what was measured since the end, of the systems that the work was on
     * @param force also where it has not proved itself; then the comment is the reason
     */
    record Verify(List<EmergencyCourse.Figure> figures, Optional<String> comment, boolean force)
            implements EmergencyAct {
        public Verify {
            figures = List.copyOf(figures);
            comment.ifPresent(text -> check("a comment", text));
            if (force && comment.isEmpty()) {
                throw new IllegalArgumentException(
                        "to verify what has not proved itself takes a reason. Write it as the"
                                + " comment.");
            }
        }
    }

    /** Files the incident report, which closes the window. */
    record Report(String text) implements EmergencyAct {
        public Report {
            check("an incident report", text, REPORT_LENGTH_MAX);
        }
    }

    private static void check(String what, String text) {
        check(what, text, TEXT_LENGTH_MAX);
    }

    private static void check(String what, String text, int lengthMax) {
        if (text.isBlank() || text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "%s must have 1 to %d characters, not %d"
                            .formatted(what, lengthMax, text.strip().length()));
        }
    }
}
