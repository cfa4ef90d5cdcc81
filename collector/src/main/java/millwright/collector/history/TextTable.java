package millwright.collector.history;

import io.questdb.cairo.TableWriter;
import io.questdb.std.str.Utf8String;
import java.util.ArrayList;
import java.util.List;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.indicator.Micros;

/** String fields. They are few: an agent sends one where something has changed. */
final class TextTable {
    static final String NAME = "texts";

    private final QuestDb database;

    private TextTable(QuestDb database) {
        this.database = database;
    }

    static TextTable open(QuestDb database) {
        database.execute(
                "create table if not exists texts (ts timestamp, series int, value varchar)"
                        + " timestamp(ts) partition by day bypass wal");
        return new TextTable(database);
    }

    /** Only within {@link QuestDb#write}. */
    void append(List<SampleBatch.Text> texts) {
        if (texts.isEmpty()) {
            return;
        }
        TableWriter writer = database.writer(NAME);
        for (SampleBatch.Text text : texts) {
            if (StoredTime.isStorable(text.micros(), 0)) {
                TableWriter.Row row = writer.newRow(text.micros());
                row.putInt(1, text.series());
                row.putVarchar(2, new Utf8String(text.value()));
                row.append();
            }
        }
        writer.commit();
    }

    /** Sees texts one by one. */
    interface Visitor {
        void visit(int series, long micros, String value);
    }

    /** All texts in time order; of one that came again, the later comes later. */
    void scan(long fromMicros, long toMicros, Visitor visitor) {
        database.query(
                "select ts, series, value from texts where ts >= %d and ts < %d"
                        .formatted(fromMicros, toMicros),
                row ->
                        visitor.visit(
                                row.getInt(1),
                                row.getTimestamp(0),
                                String.valueOf(row.getVarcharA(2))));
    }

    List<Text> range(int series, long fromMicros, long toMicros) {
        List<Text> found = new ArrayList<>();
        database.query(
                "select ts, value from texts where ts >= %d and ts < %d and series = %d"
                        .formatted(fromMicros, toMicros, series),
                row -> {
                    Text text =
                            new Text(
                                    Micros.instant(row.getTimestamp(0)),
                                    String.valueOf(row.getVarcharA(1)));
                    if (!found.isEmpty() && found.get(found.size() - 1).at().equals(text.at())) {
                        found.set(found.size() - 1, text);
                    } else {
                        found.add(text);
                    }
                });
        return found;
    }
}
