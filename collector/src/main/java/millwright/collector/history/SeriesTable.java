package millwright.collector.history;

import io.questdb.cairo.TableWriter;
import io.questdb.std.str.Utf8Sequence;
import io.questdb.std.str.Utf8String;
import java.util.SortedMap;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;

/**
 * The catalog on disk, a row for each series under its number. A series is stored before its first
 * sample, so a number in another table always has its name.
 */
final class SeriesTable {
    private final QuestDb database;
    private final SeriesCatalog catalog;
    private int stored;

    private SeriesTable(QuestDb database, SeriesCatalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** Fills the catalog, which must be empty. */
    static SeriesTable open(QuestDb database, SeriesCatalog catalog) {
        if (catalog.size() > 0) {
            throw new IllegalStateException(
                    "the catalog already has %d series; open the history first, it numbers them"
                            .formatted(catalog.size()));
        }
        database.execute(
                "create table if not exists series (id int, measurement varchar, tags varchar,"
                        + " field varchar)");
        SeriesTable table = new SeriesTable(database, catalog);
        database.query(
                "select id, measurement, tags, field from series",
                row ->
                        table.seed(
                                row.getInt(0),
                                new SeriesKey(
                                        text(row.getVarcharA(1)),
                                        parseTags(text(row.getVarcharA(2))),
                                        text(row.getVarcharA(3)))));
        return table;
    }

    /** Stores the series that the catalog has gained; only within {@link QuestDb#write}. */
    void storeNew() {
        int known = catalog.size();
        if (known == stored) {
            return;
        }
        TableWriter writer = database.writer("series");
        for (int id = stored; id < known; id++) {
            SeriesKey key = catalog.key(id);
            TableWriter.Row row = writer.newRow();
            row.putInt(0, id);
            row.putVarchar(1, new Utf8String(key.measurement()));
            row.putVarchar(2, new Utf8String(formatTags(key.tags())));
            row.putVarchar(3, new Utf8String(key.field()));
            row.append();
        }
        writer.commit();
        stored = known;
    }

    private void seed(int id, SeriesKey key) {
        int given = catalog.id(key);
        if (id != stored || given != id) {
            throw new HistoryException(
                    "The history's table of series is damaged: row %d is number %d, %s, and the catalog gives it %d. Restore the folder from a backup."
                            .formatted(stored, id, key, given),
                    null);
        }
        stored++;
    }

    /** Such as {@code host=db-07,path=/var}; comma, equals sign and backslash are escaped. */
    static String formatTags(SortedMap<String, String> tags) {
        StringBuilder text = new StringBuilder();
        tags.forEach(
                (name, value) -> {
                    if (text.length() > 0) {
                        text.append(',');
                    }
                    escape(name, text);
                    text.append('=');
                    escape(value, text);
                });
        return text.toString();
    }

    static SortedMap<String, String> parseTags(String text) {
        SortedMap<String, String> tags = new TreeMap<>();
        StringBuilder part = new StringBuilder();
        String name = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                part.append(text.charAt(++i));
            } else if (c == '=') {
                name = part.toString();
                part.setLength(0);
            } else if (c == ',') {
                tags.put(name, part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (!text.isEmpty()) {
            tags.put(name, part.toString());
        }
        return tags;
    }

    private static void escape(String part, StringBuilder text) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == ',' || c == '=' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
    }

    private static String text(Utf8Sequence stored) {
        return stored == null ? "" : stored.toString();
    }
}
