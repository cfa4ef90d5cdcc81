package millwright.agent.probe.sql;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One question, and what its columns mean.
 *
 * @param name unique within a target; logs and {@code db_queries} show it
 * @param measurement of its samples
 * @param group by which a target leaves it out; empty for a site's own
 * @param every it is asked as often at most; zero for each reading
 * @param from first version that knows it
 * @param before first version that no longer does
 * @param rights what the user needs, for people
 * @param requires a condition in SQL that tells whether the user has it, where the server would
 *     hide rows instead of refusing
 * @param tags name of the tag → column
 * @param values name of the field → column; empty for every column that is not named otherwise
 * @param texts columns whose text is a field
 * @param yesNo name of the field → column; 1 where the text is Yes
 * @param totals name of the field → column, summed over all rows, which become one line
 * @param derived further fields
 * @param masked tags whose digits do not matter
 * @param largest the field by which the biggest groups are kept
 * @param absent error codes by which a server says that it has no such thing
 */
record Query(
        String name,
        String measurement,
        String group,
        Duration every,
        Optional<Version> from,
        Optional<Version> before,
        String rights,
        Optional<String> requires,
        Map<String, String> tags,
        Map<String, String> values,
        Set<String> texts,
        Map<String, String> yesNo,
        Map<String, String> totals,
        List<Derived> derived,
        Set<String> masked,
        Optional<Largest> largest,
        Set<Integer> absent,
        String sql) {
    Query {
        requireNonNull(every, "every");
        tags = Map.copyOf(tags);
        values = Map.copyOf(values);
        texts = Set.copyOf(texts);
        yesNo = Map.copyOf(yesNo);
        totals = Map.copyOf(totals);
        derived = List.copyOf(derived);
        masked = Set.copyOf(masked);
        absent = Set.copyOf(absent);
        if (sql.isBlank()) {
            throw new IllegalArgumentException(name + ": no SQL");
        }
    }

    /**
     * Keeps a breakdown small.
     *
     * @param field by which groups are compared
     * @param count so many are kept; the others become one
     */
    record Largest(String field, int count) {}

    /** A site's own. */
    static Query own(
            String name, String sql, List<String> values, List<String> tags, Duration every) {
        return new Query(
                name,
                "db_" + name,
                "",
                every,
                Optional.empty(),
                Optional.empty(),
                "what it reads",
                Optional.empty(),
                named(tags),
                named(values),
                Set.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                sql);
    }

    private static Map<String, String> named(List<String> columns) {
        return columns.stream()
                .distinct()
                .collect(java.util.stream.Collectors.toMap(name -> name, name -> name));
    }

    boolean suits(Version server) {
        return from.map(version -> server.compareTo(version) >= 0).orElse(true)
                && before.map(version -> server.compareTo(version) < 0).orElse(true);
    }
}
