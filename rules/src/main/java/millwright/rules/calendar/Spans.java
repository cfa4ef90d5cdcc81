package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sets of time: sorted, disjoint, not touching. */
final class Spans {
    private Spans() {}

    static List<Span> union(Collection<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span next : spans.stream().sorted().toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && !next.start().isAfter(merged.get(last).end())) {
                Span before = merged.get(last);
                merged.set(last, new Span(before.start(), later(before.end(), next.end())));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    /**
     * @param from sorted and disjoint
     */
    static List<Span> minus(List<Span> from, Collection<Span> taken) {
        List<Span> left = new ArrayList<>();
        List<Span> holes = union(taken);
        int hole = 0;
        for (Span each : from) {
            while (hole < holes.size() && !holes.get(hole).end().isAfter(each.start())) {
                hole++;
            }
            Instant at = each.start();
            for (int i = hole; i < holes.size() && holes.get(i).start().isBefore(each.end()); i++) {
                between(at, holes.get(i).start()).ifPresent(left::add);
                at = holes.get(i).end();
            }
            between(at, each.end()).ifPresent(left::add);
        }
        return left;
    }

    /** The parts within {@code [start, end)}. */
    static List<Span> within(List<Span> spans, Instant start, Instant end) {
        List<Span> parts = new ArrayList<>();
        for (Span each : spans) {
            between(later(each.start(), start), earlier(each.end(), end)).ifPresent(parts::add);
        }
        return parts;
    }

    static boolean cover(List<Span> spans, Span asked) {
        List<Span> near = spans.stream().filter(asked::overlaps).toList();
        return minus(List.of(asked), near).isEmpty();
    }

    static boolean fit(List<Span> spans, Duration length) {
        return spans.stream().anyMatch(each -> each.length().compareTo(length) >= 0);
    }

    /** Empty if it would have no length. */
    static Optional<Span> between(Instant start, Instant end) {
        return start.isBefore(end) ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
