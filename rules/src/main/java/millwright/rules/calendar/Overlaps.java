package millwright.rules.calendar;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Finds what overlaps a span without looking at all of it; for calendars of years. */
final class Overlaps<T> {
    private final List<T> byStart;
    private final Function<T, Span> span;
    private final Duration longest;

    Overlaps(List<T> all, Function<T, Span> span) {
        this.byStart = all.stream().sorted(comparing(span)).toList();
        this.span = span;
        this.longest =
                all.stream()
                        .map(each -> span.apply(each).length())
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
    }

    /** By start. */
    List<T> with(Span asked) {
        List<T> found = new ArrayList<>();
        for (int i = firstFrom(asked.start().minus(longest));
                i < byStart.size() && start(i).isBefore(asked.end());
                i++) {
            if (span.apply(byStart.get(i)).overlaps(asked)) {
                found.add(byStart.get(i));
            }
        }
        return found;
    }

    private int firstFrom(Instant at) {
        int low = 0;
        int high = byStart.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (start(middle).isBefore(at)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Instant start(int index) {
        return span.apply(byStart.get(index)).start();
    }
}
