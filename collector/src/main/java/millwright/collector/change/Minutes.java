package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was decided at one meeting of the board. Whoever signs them ends them: nothing changes in
 * them afterwards.
 *
 * @param meeting when it began, which identifies it
 * @param present who was there, by name
 * @param items one for each request that was looked at, in the order in which it was
 * @param version counts every change of them, from 1
 * @param last who changed them last; empty of what nobody has changed since older collectors kept
 *     no such thing
 */
public record Minutes(
        Instant meeting,
        List<String> present,
        List<Item> items,
        String notes,
        Optional<Signature> signed,
        int version,
        Optional<Change> last) {
    /** What the board said of a request. */
    public enum Decision {
        APPROVED,
        REJECTED,
        /** It comes before the next meeting. */
        DEFERRED,
        /** Looked at, not decided yet. */
        OPEN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One person's voice. */
    public enum Vote {
        YES,
        NO,
        ABSTAIN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How somebody voted; counts for nothing but the record: authorities decide (L-013 §6.2). */
    public record Voice(String person, Vote vote) {}

    /**
     * One request at the meeting.
     *
     * @param by who decided; empty while it is open, and where it was deferred by the signing
     */
    public record Item(
            String rfc,
            Decision decision,
            List<String> by,
            Optional<Instant> at,
            List<Voice> votes,
            String notes) {
        public Item {
            by = List.copyOf(by);
            votes = List.copyOf(votes);
            requireNonNull(at, "at");
            requireNonNull(notes, "notes");
        }
    }

    /** Who signed. */
    public record Signature(String person, Instant at) {}

    /**
     * For whom else was writing at the same time.
     *
     * @param what was changed, after "who": {@code signed them}
     */
    public record Change(String person, Instant at, String what) {
        public Change {
            requireNonNull(person, "person");
            requireNonNull(at, "at");
            requireNonNull(what, "what");
        }
    }

    public Minutes {
        requireNonNull(meeting, "meeting");
        requireNonNull(notes, "notes");
        requireNonNull(signed, "signed");
        requireNonNull(last, "last");
        present = List.copyOf(present);
        items = List.copyOf(items);
    }

    static Minutes begin(Instant meeting) {
        return new Minutes(
                meeting, List.of(), List.of(), "", Optional.empty(), 1, Optional.empty());
    }

    Optional<Item> item(String rfc) {
        return items.stream().filter(each -> each.rfc().equals(rfc)).findFirst();
    }

    Minutes with(Item item, Change change) {
        List<Item> all = new ArrayList<>();
        boolean found = false;
        for (Item each : items) {
            boolean same = each.rfc().equals(item.rfc());
            found |= same;
            all.add(same ? item : each);
        }
        if (!found) {
            all.add(item);
        }
        return next(present, all, notes, signed, change);
    }

    Minutes with(List<String> who, String text, Change change) {
        return next(who, items, text, signed, change);
    }

    Minutes signed(String person, Instant at) {
        return next(
                present,
                items,
                notes,
                Optional.of(new Signature(person, at)),
                new Change(person, at, "signed them"));
    }

    private Minutes next(
            List<String> who,
            List<Item> all,
            String text,
            Optional<Signature> signature,
            Change change) {
        return new Minutes(meeting, who, all, text, signature, version + 1, Optional.of(change));
    }
}
