package millwright.rules.change;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Slot;

/**
 * One request for change as it stands.
 *
 * @param id {@code RFC-YYYY-NNNN}
 * @param work what it came from and is about
 * @param requester name of who asks for it; of a draft that was made by itself {@link #MACHINE}
 *     until somebody submits it
 * @param submitter who handed it in; empty for a draft
 * @param texts the fields that are texts; each of {@link RfcField#isText} has one, which may be
 *     blank in a draft
 * @param edited which of them a person has written, so that no newer draft overwrites them
 * @param slot when it is proposed to be done
 * @param meeting the board's that it was put before
 * @param approvals given so far, oldest first
 * @param version counts every change of it, from 1
 */
public record Rfc(
        String id,
        Work work,
        RfcState state,
        ChangeType type,
        String requester,
        Optional<String> submitter,
        Instant draftedAt,
        Optional<Instant> submittedAt,
        Map<RfcField, String> texts,
        Set<RfcField> edited,
        Optional<Slot> slot,
        ApprovalRoute route,
        Optional<Instant> meeting,
        List<Approval> approvals,
        int version) {
    /** Requester of what no person has asked for yet. */
    public static final String MACHINE = "millwright";

    private static final Pattern ID = Pattern.compile("RFC-\\d{4}-\\d{4,}");

    /** What a request came from. */
    public enum Kind {
        TASK,
        EMERGENCY,
        /** Somebody asked for it by hand. */
        PERSON
    }

    /**
     * What it is about.
     *
     * @param source id of the task or of the emergency window; of what a person asked for its own
     * @param name kind of work, which chose the template
     * @param evidence what was measured, and what was forecast from it
     * @param duration of the work alone
     */
    public record Work(
            Kind kind,
            String source,
            String name,
            Optional<String> ticket,
            List<String> systems,
            List<String> evidence,
            Duration duration) {
        public Work {
            requireNonNull(kind, "kind");
            requireNonNull(ticket, "ticket");
            systems = List.copyOf(systems);
            evidence = List.copyOf(evidence);
            if (source.isBlank() || name.isBlank() || systems.isEmpty()) {
                throw new IllegalArgumentException(
                        "work '%s' of '%s' on %s: each must be given"
                                .formatted(name, source, systems));
            }
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("work of %s takes no time".formatted(duration));
            }
        }
    }

    public Rfc {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no id of an RFC. Ids look like RFC-2026-0042.".formatted(id));
        }
        requireNonNull(work, "work");
        requireNonNull(state, "state");
        requireNonNull(requester, "requester");
        requireNonNull(submitter, "submitter");
        requireNonNull(draftedAt, "draftedAt");
        requireNonNull(submittedAt, "submittedAt");
        requireNonNull(slot, "slot");
        requireNonNull(route, "route");
        requireNonNull(meeting, "meeting");
        if (type == ChangeType.ROUTINE) {
            throw new IllegalArgumentException("routine work is no change and needs no RFC");
        }
        Map<RfcField, String> all = new EnumMap<>(RfcField.class);
        for (RfcField field : RfcField.values()) {
            if (field.isText()) {
                all.put(field, texts.getOrDefault(field, ""));
            }
        }
        texts = Collections.unmodifiableMap(all);
        edited = Set.copyOf(edited);
        approvals = List.copyOf(approvals);
    }

    public String title() {
        return texts.get(RfcField.TITLE);
    }
}
