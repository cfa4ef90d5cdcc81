package millwright.agent.probe.sql;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rows of an answer as its question wants them. */
final class Answer {
    static final int ROWS_MAX = 200;

    /** Where rows are summed, none of them is kept. */
    private static final int ROWS_SUMMED_MAX = 10_000;

    static final int TAG_CHARS_MAX = 100;
    private static final int TEXT_CHARS_MAX = 200;

    private final Query query;
    private final ResultSet rows;

    /** Name of the field or tag → number of the column. */
    private final Map<String, Integer> tags = new LinkedHashMap<>();

    private final Map<String, Integer> values = new LinkedHashMap<>();
    private final Map<String, Integer> yesNo = new LinkedHashMap<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<String, Integer> totals = new LinkedHashMap<>();
    private final Set<Integer> integral = new HashSet<>();

    private Answer(Query query, ResultSet rows) throws SQLException {
        this.query = query;
        this.rows = rows;
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            byName.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
            if (isIntegral(columns.getColumnType(i))) {
                integral.add(i);
            }
        }
        find(byName, query.tags(), tags);
        find(byName, query.yesNo(), yesNo);
        find(byName, query.totals(), totals);
        find(byName, query.values(), values);
        for (String text : query.texts()) {
            find(byName, Map.of(text, text), texts);
        }
        if (values.isEmpty() && yesNo.isEmpty() && totals.isEmpty()) {
            byName.forEach(values::put);
            values.values().removeAll(tags.values());
            values.values().removeAll(texts.values());
        }
    }

    /**
     * @return no more than {@value #ROWS_MAX} rows, no two with the same tags
     * @throws BadAnswer if it is not what the question says
     */
    static List<Row> read(Query query, ResultSet rows) throws SQLException {
        Answer answer = new Answer(query, rows);
        if (!query.totals().isEmpty()) {
            return List.of(answer.total());
        }
        return query.largest().isPresent() || !query.masked().isEmpty()
                ? Groups.of(query, answer.all())
                : answer.distinct();
    }

    private void find(
            Map<String, Integer> byName, Map<String, String> wanted, Map<String, Integer> found) {
        wanted.forEach(
                (name, column) -> {
                    Integer number = byName.get(column.toLowerCase(Locale.ROOT));
                    if (number == null) {
                        throw new BadAnswer(
                                "it has no column %s, but %s"
                                        .formatted(column, String.join(", ", byName.keySet())));
                    }
                    found.put(name, number);
                });
    }

    /** Whether values are whole is the column's matter, so that a field never changes its type. */
    private static boolean isIntegral(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.BIT,
                    Types.BOOLEAN ->
                    true;
            default -> false;
        };
    }

    private Row total() throws SQLException {
        Row total = new Row();
        totals.keySet().forEach(field -> total.numbers().put(field, 0L));
        long count = 0;
        while (rows.next() && count < ROWS_SUMMED_MAX) {
            count++;
            for (Map.Entry<String, Integer> field : totals.entrySet()) {
                number(field.getKey(), field.getValue())
                        .ifPresent(
                                number -> total.numbers().merge(field.getKey(), number, Row::sum));
            }
        }
        total.numbers().put("rows", count);
        return total;
    }

    private List<Row> all() throws SQLException {
        List<Row> all = new ArrayList<>();
        while (rows.next()) {
            if (all.size() == ROWS_MAX) {
                throw new BadAnswer(
                        "it has more than %d rows; group or limit them".formatted(ROWS_MAX));
            }
            all.add(row());
        }
        return all;
    }

    private List<Row> distinct() throws SQLException {
        List<Row> all = all();
        Set<Map<String, String>> seen = new HashSet<>();
        for (Row row : all) {
            if (!seen.add(row.tags())) {
                throw new BadAnswer(
                        "two of its rows have the same tags %s, and only one would be kept; add a column to tags or group the rows"
                                .formatted(row.tags()));
            }
        }
        return all;
    }

    private Row row() throws SQLException {
        Row row = new Row();
        for (Map.Entry<String, Integer> tag : tags.entrySet()) {
            String text = cut(rows.getString(tag.getValue()), TAG_CHARS_MAX);
            row.tags().put(tag.getKey(), text);
        }
        for (Map.Entry<String, Integer> value : values.entrySet()) {
            number(value.getKey(), value.getValue())
                    .ifPresent(number -> row.numbers().put(value.getKey(), number));
        }
        for (Map.Entry<String, Integer> flag : yesNo.entrySet()) {
            boolean isYes = "yes".equalsIgnoreCase(rows.getString(flag.getValue()));
            row.numbers().put(flag.getKey(), isYes ? 1L : 0L);
        }
        for (Map.Entry<String, Integer> text : texts.entrySet()) {
            String words = cut(rows.getString(text.getValue()), TEXT_CHARS_MAX);
            if (!words.isEmpty()) {
                row.texts().put(text.getKey(), words);
            }
        }
        return row;
    }

    /** Empty for NULL and for what is not finite: the wire has no word for either. */
    private Optional<Number> number(String field, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Boolean flag) {
            return Optional.of(flag ? 1L : 0L);
        }
        if (value instanceof BigInteger big && big.bitLength() > 63) {
            return Optional.of(Long.MAX_VALUE);
        }
        if (value instanceof Number number && integral.contains(column)) {
            return Optional.of(number.longValue());
        }
        double number = value instanceof Number given ? given.doubleValue() : parse(field, value);
        return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }

    private double parse(String field, Object value) {
        if (value instanceof String text) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException none) {
                // told below, without the text: it may be somebody's data
            }
        }
        throw new BadAnswer(
                "%s holds a %s that is no number; convert it, or make it a tag"
                        .formatted(field, value.getClass().getSimpleName()));
    }

    static String cut(String text, int charsMax) {
        if (text == null) {
            return "";
        }
        String begin = text.length() > charsMax ? text.substring(0, charsMax) : text;
        return begin.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** {@return the query's own name, for messages} */
    @Override
    public String toString() {
        return query.name();
    }

    /** The answer is not what its question promises. The message says what to do. */
    static final class BadAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadAnswer(String message) {
            super(message);
        }
    }
}
