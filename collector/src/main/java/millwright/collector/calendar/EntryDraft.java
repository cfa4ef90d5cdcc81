package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;

/**
 * What somebody would have in the calendar.
 *
 * @param scope patterns of systems; {@code *} for all
 * @param ground of an exemption the name of its ground
 */
public record EntryDraft(
        OneOff.Kind kind,
        String name,
        Span span,
        List<String> scope,
        String reason,
        Optional<String> ground) {
    public EntryDraft {
        requireNonNull(kind, "kind");
        requireNonNull(span, "span");
        scope = List.copyOf(scope);
    }

    CalendarRecord.Entry as(String id) {
        return new CalendarRecord.Entry(
                id, kind, name.strip(), span.start(), span.end(), scope, reason.strip(), ground);
    }
}
