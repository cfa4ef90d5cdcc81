package millwright.collector.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.collector.http.Exchange;

/**
 * Which part of a list a page shows.
 *
 * @param offset of the first one, from 0
 * @param text such as {@code 201–400 of 1,000}
 * @param previous link to the part before, empty on the first
 */
record Paging(int offset, int size, String text, String previous, String next) {

    static Paging of(
            Exchange exchange, String path, long total, int size, Map<String, String> parameters) {
        int page = page(exchange, path, total, size);
        int offset = (page - 1) * size;
        String text =
                total == 0
                        ? "none"
                        : String.format(
                                Locale.ROOT,
                                "%,d–%,d of %,d",
                                offset + 1,
                                Math.min(total, (long) offset + size),
                                total);
        return new Paging(
                offset,
                size,
                text,
                page > 1 ? link(path, parameters, page - 1) : "",
                (long) offset + size < total ? link(path, parameters, page + 1) : "");
    }

    /** A page past the end is the last one: the list may have become shorter meanwhile. */
    private static int page(Exchange exchange, String path, long total, int size) {
        String given = exchange.query("page").filter(text -> !text.isEmpty()).orElse("1");
        long last = Math.max(1, (total + size - 1) / size);
        if (!given.matches("[1-9][0-9]{0,8}")) {
            throw NoSuchPage.badFilter("page", given, "1 to " + last, path);
        }
        return (int) Math.min(Long.parseLong(given), last);
    }

    private static String link(String path, Map<String, String> parameters, int page) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("page", page == 1 ? "" : Integer.toString(page));
        return Links.with(path, all);
    }

    <T> List<T> part(List<T> all) {
        return all.subList(Math.min(offset, all.size()), Math.min(offset + size, all.size()));
    }
}
