package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Scope;
import millwright.rules.calendar.Span;

/**
 * One thing that a person has said of the calendar. What it is about is its {@link #id}, within its
 * {@link #family}; who said it, and how often it has changed since, is {@link Kept}'s.
 */
public sealed interface CalendarRecord {
    int TEXT_LENGTH_MAX = 2000;
    int NAME_LENGTH_MAX = 100;
    int ID_LENGTH_MAX = 200;

    /** What kind of thing. */
    enum Family {
        ENTRY("calendar entry"),
        FEAST("feast date"),
        COMPLETION("completion"),
        MOVE("move");

        private final String words;

        Family(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    Family family();

    /** For good; unique within its family. */
    String id();

    /** When it is of the past: what is over for longer than records are kept is removed. */
    Instant endsAt();

    /** For the audit, and for who has lost a race: what it is, in words. */
    String words();

    private static String checked(String text, int lengthMax, String what) {
        if (text.isBlank() || text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "%s has 1 to %d characters; these are %d."
                            .formatted(what, lengthMax, text.length()));
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw new IllegalArgumentException(
                    "%s has a character that no screen can show. Type it anew.".formatted(what));
        }
        return text;
    }

    /**
     * A window, blackout, freeze or exemption that comes once.
     *
     * @param scope patterns of systems
     * @param ground of an exemption the name of its ground (L-013 §4.3); of others none
     */
    record Entry(
            String id,
            OneOff.Kind kind,
            String name,
            Instant start,
            Instant end,
            List<String> scope,
            String reason,
            Optional<String> ground)
            implements CalendarRecord {
        public Entry {
            requireNonNull(kind, "kind");
            checked(id, ID_LENGTH_MAX, "an entry's id");
            checked(name, NAME_LENGTH_MAX, "an entry's name");
            if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:/()+#-]*")) {
                throw new IllegalArgumentException(
                        "\"%s\" is no name of an entry: it begins with a letter or digit and has only those, blanks and . _ : / ( ) + # - beside them."
                                .formatted(name));
            }
            checked(reason, TEXT_LENGTH_MAX, "a reason");
            var unused = new Span(start, end);
            scope = new Scope(scope).patterns();
            if (scope.size() > 20 || scope.stream().anyMatch(each -> each.length() > 200)) {
                throw new IllegalArgumentException(
                        "an entry is about at most 20 patterns of systems, each of at most 200"
                                + " characters.");
            }
            if ((kind == OneOff.Kind.EXEMPTION) != ground.isPresent()) {
                throw new IllegalArgumentException(
                        "an exemption needs its ground, and nothing else has one (L-013 §4.3).");
            }
        }

        @Override
        public Family family() {
            return Family.ENTRY;
        }

        @Override
        public Instant endsAt() {
            return end;
        }

        /** Whether it permits what would be forbidden, or not be permitted, without it. */
        public boolean permits() {
            return kind == OneOff.Kind.WINDOW || kind == OneOff.Kind.EXEMPTION;
        }

        @Override
        public String words() {
            return "%s %s (%s) from %s to %s"
                    .formatted(
                            kind.name().toLowerCase(java.util.Locale.ROOT), name, id, start, end);
        }

        /** It permits or forbids no longer than until then. */
        Entry endingAt(Instant at, String why) {
            String both = "%s; ended early: %s".formatted(reason, why);
            return new Entry(
                    id,
                    kind,
                    name,
                    start,
                    at,
                    scope,
                    both.substring(0, Math.min(both.length(), TEXT_LENGTH_MAX)),
                    ground);
        }

        OneOff oneOff(String by, int revision) {
            return new OneOff(
                    id, kind, name, new Span(start, end), new Scope(scope), reason, by, revision);
        }
    }

    /**
     * The first day of a predicted feast.
     *
     * @param id the freeze's name and the Hijri year, such as {@code eid-al-fitr-1447}
     */
    record Feast(String id, String freeze, LocalDate firstDay, String reason)
            implements CalendarRecord {
        public Feast {
            requireNonNull(firstDay, "firstDay");
            checked(id, ID_LENGTH_MAX, "a feast's id");
            checked(freeze, NAME_LENGTH_MAX, "a freeze's name");
            checked(reason, TEXT_LENGTH_MAX, "a reason");
        }

        @Override
        public Family family() {
            return Family.FEAST;
        }

        /** A feast and its days after are over by then. */
        @Override
        public Instant endsAt() {
            return firstDay.plusDays(60).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        @Override
        public String words() {
            return "%s begins on %s".formatted(id, firstDay);
        }
    }

    /**
     * That one time of a standing task was done.
     *
     * @param id the key of its occurrence
     * @param due when it had to be
     * @param evidence in words: what was found, where the report is
     * @param link an address of the evidence
     */
    record Completion(
            String id,
            String task,
            Instant due,
            Instant doneAt,
            String evidence,
            Optional<String> link)
            implements CalendarRecord {
        public Completion {
            requireNonNull(due, "due");
            requireNonNull(doneAt, "doneAt");
            checked(id, ID_LENGTH_MAX, "an occurrence's key");
            checked(task, NAME_LENGTH_MAX, "a task's name");
            checked(evidence, TEXT_LENGTH_MAX, "the evidence");
            link.ifPresent(Completion::checkLink);
        }

        private static void checkLink(String link) {
            if (!checked(link, 1000, "a link").matches("https?://[^\\s\"<>]+")) {
                throw new IllegalArgumentException(
                        "a link begins with http:// or https:// and has no blanks; \"%s\" does not."
                                .formatted(link));
            }
        }

        @Override
        public Family family() {
            return Family.COMPLETION;
        }

        @Override
        public Instant endsAt() {
            return due.isAfter(doneAt) ? due : doneAt;
        }

        @Override
        public String words() {
            return "%s done at %s".formatted(id, doneAt);
        }
    }

    /**
     * Where one time of a standing task has gone, because its own is forbidden.
     *
     * @param id the key of its occurrence
     * @param window the name of the window it has gone to
     * @param approval the role whose approval that takes
     */
    record Move(
            String id,
            String task,
            Instant from,
            Instant start,
            Instant end,
            String window,
            String approval,
            String reason)
            implements CalendarRecord {
        public Move {
            requireNonNull(from, "from");
            var unused = new Span(start, end);
            checked(id, ID_LENGTH_MAX, "an occurrence's key");
            checked(task, NAME_LENGTH_MAX, "a task's name");
            checked(reason, TEXT_LENGTH_MAX, "a reason");
            requireNonNull(window, "window");
            requireNonNull(approval, "approval");
        }

        public Span span() {
            return new Span(start, end);
        }

        @Override
        public Family family() {
            return Family.MOVE;
        }

        @Override
        public Instant endsAt() {
            return end;
        }

        @Override
        public String words() {
            return "%s moves to %s".formatted(id, start);
        }
    }
}
