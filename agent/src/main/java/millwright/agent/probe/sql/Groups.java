package millwright.agent.probe.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps a breakdown to few series: names without their numbers, and only the biggest groups. */
final class Groups {
    static final String OTHER = "(other)";

    /** Long hexadecimal names with a digit in them, and numbers. The texts are short. */
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "0x[0-9A-Fa-f]+|\\b(?=[A-Fa-f-]{0,40}[0-9])[0-9A-Fa-f][0-9A-Fa-f-]{7,}\\b|[0-9]+");

    private Groups() {}

    static List<Row> of(Query query, List<Row> rows) {
        Map<Map<String, String>, Row> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            query.masked()
                    .forEach(tag -> row.tags().computeIfPresent(tag, (name, text) -> mask(text)));
            Row same = groups.putIfAbsent(row.tags(), row);
            if (same != null) {
                same.absorb(row);
            }
        }
        List<Row> all = new ArrayList<>(groups.values());
        return query.largest().map(largest -> largest(largest, all)).orElse(all);
    }

    static String mask(String text) {
        return NUMBERS.matcher(text).replaceAll("#");
    }

    private static List<Row> largest(Query.Largest largest, List<Row> rows) {
        rows.sort(Comparator.comparingDouble((Row row) -> -row.number(largest.field())));
        if (rows.size() <= largest.count()) {
            return rows;
        }
        List<Row> kept = new ArrayList<>(rows.subList(0, largest.count()));
        Row other = new Row();
        rows.get(0).tags().keySet().forEach(tag -> other.tags().put(tag, OTHER));
        rows.subList(largest.count(), rows.size()).forEach(other::absorb);
        Optional<Row> same =
                kept.stream().filter(row -> row.tags().equals(other.tags())).findFirst();
        if (same.isPresent()) {
            same.get().absorb(other);
        } else {
            kept.add(other);
        }
        return kept;
    }
}
