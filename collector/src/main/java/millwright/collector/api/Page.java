package millwright.collector.api;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param total how many there are in all, whatever the limit
 * @param offset of the first item, from 0
 */
record Page<T>(List<T> items, long total, int limit, int offset) {
    Page {
        items = List.copyOf(items);
    }

    <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), total, limit, offset);
    }
}
