package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One thing of the calendar, whole, also where only a part lies in the time that was asked for.
 *
 * @param key for good: stays when the days of a feast move
 * @param permitted whether its own kind of work may be done in all of it
 * @param conflicts names of what takes time away from it; of a blackout or freeze, names of the
 *     windows that it takes time from; sorted
 * @param provisional whether its days are only predicted
 * @param reason in words; empty where nothing is said
 * @param revision counts the changes of its times
 */
public record CalendarEntry(
        String key,
        Kind kind,
        String name,
        Span span,
        Permitted permitted,
        List<String> conflicts,
        boolean provisional,
        String reason,
        int revision) {
    /** As lists have them: by start, kind and name. */
    public static final Comparator<CalendarEntry> IN_ORDER =
            Comparator.comparing((CalendarEntry each) -> each.span().start())
                    .thenComparing(CalendarEntry::kind)
                    .thenComparing(CalendarEntry::name)
                    .thenComparing(CalendarEntry::key);

    /** What it is. A granted exemption is shown as a window: it permits. */
    public enum Kind {
        WINDOW,
        BLACKOUT,
        FREEZE,
        TASK;

        /** As people write it: {@code window}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much of it is permitted. */
    public enum Permitted {
        YES,
        PARTLY,
        NO;

        /** As people write it: {@code partly}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Permitted of(List<Span> free, Span whole) {
            if (free.isEmpty()) {
                return NO;
            }
            return Spans.cover(free, whole) ? YES : PARTLY;
        }
    }

    public CalendarEntry {
        requireNonNull(key, "key");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(span, "span");
        requireNonNull(permitted, "permitted");
        requireNonNull(reason, "reason");
        conflicts = List.copyOf(conflicts);
    }
}
