package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Slot;
import millwright.rules.change.Rfc;

/**
 * What is known when a change is drafted; templates of the policy make the sixteen fields of it.
 *
 * @param source id of the task or of the emergency window, or the request's own; one that has an
 *     RFC that is not over gets no second
 * @param work kind of work, which chooses the template, such as {@code disk-cleanup}; one without a
 *     template of its own gets the general one
 * @param systems hosts or systems that are affected; at least one
 * @param description what is done, in a sentence or more; empty: the template says it
 * @param evidence what was measured, a line each
 * @param forecast when what is expected, in words
 * @param slot when it shall be done; empty where none is found yet
 * @param duration of the work alone, without way back and verification
 * @param requester name of the person who asks; empty where nobody has
 */
public record RfcDraft(
        Rfc.Kind kind,
        String source,
        String work,
        ChangeType type,
        List<String> systems,
        String title,
        String description,
        List<String> evidence,
        Optional<String> forecast,
        Optional<Slot> slot,
        Duration duration,
        Optional<String> requester,
        Optional<String> ticket) {
    public RfcDraft {
        requireNonNull(kind, "kind");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(forecast, "forecast");
        requireNonNull(slot, "slot");
        requireNonNull(duration, "duration");
        requireNonNull(requester, "requester");
        requireNonNull(ticket, "ticket");
        systems = List.copyOf(systems);
        evidence = List.copyOf(evidence);
        if (source.isBlank() || work.isBlank() || title.isBlank() || systems.isEmpty()) {
            throw new IllegalArgumentException(
                    "a draft needs a source, a kind of work, a title and a system: '%s', '%s', '%s', %s"
                            .formatted(source, work, title, systems));
        }
        if (type == ChangeType.ROUTINE) {
            throw new IllegalArgumentException(
                    "%s is routine, which is no change and needs no RFC".formatted(source));
        }
    }
}
