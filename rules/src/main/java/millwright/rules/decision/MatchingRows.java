package millwright.rules.decision;

import java.util.LinkedHashMap;
import java.util.Map;

/** The rows of the table that apply to a subject. Public only because the table names it. */
public final class MatchingRows {
    private final Map<String, LevelRow> rows = new LinkedHashMap<>();

    /** The row of that name, which the table's columns then fill. */
    public LevelRow named(String name) {
        return rows.computeIfAbsent(name, LevelRow::new);
    }

    Map<String, LevelRow> rows() {
        return rows;
    }
}
