package millwright.collector.history;

import io.questdb.cairo.TableWriter;
import java.util.SortedSet;
import java.util.TreeSet;
import millwright.collector.ingest.SampleBatch;

/**
 * Hours that got samples after they were rolled up; on disk before those samples are, so that a
 * crash forgets none. All methods only within {@link QuestDb#write}.
 */
final class LateHours {
    private static final String NAME = "late";

    private final QuestDb database;
    private final SortedSet<Long> waiting = new TreeSet<>();

    private LateHours(QuestDb database) {
        this.database = database;
    }

    static LateHours open(QuestDb database) {
        database.execute("create table if not exists late (hour timestamp)");
        LateHours late = new LateHours(database);
        database.query("select hour from late", row -> late.waiting.add(row.getTimestamp(0)));
        return late;
    }

    /** Notes the hours before {@code rolledUntil} that a batch touches. */
    void note(SampleBatch batch, long rolledUntilMicros) {
        SortedSet<Long> fresh = new TreeSet<>();
        long previous = -1;
        for (int i = 0; i < batch.size(); i++) {
            long micros = batch.micros(i);
            if (micros < rolledUntilMicros && StoredTime.isStorable(micros, batch.value(i))) {
                long hour = StoredTime.hour(micros);
                if (hour != previous && !waiting.contains(hour)) {
                    fresh.add(hour);
                }
                previous = hour;
            }
        }
        if (!fresh.isEmpty()) {
            store(fresh);
            waiting.addAll(fresh);
        }
    }

    SortedSet<Long> waiting() {
        return new TreeSet<>(waiting);
    }

    SortedSet<Long> take() {
        SortedSet<Long> taken = waiting();
        waiting.clear();
        return taken;
    }

    /** Takes hours back whose roll-up failed. */
    void putBack(SortedSet<Long> hours) {
        waiting.addAll(hours);
    }

    /** What was taken is done: forgets it on disk, unless more has come meanwhile. */
    void done() {
        if (waiting.isEmpty()) {
            database.writer(NAME).truncate();
        }
    }

    private void store(SortedSet<Long> hours) {
        TableWriter writer = database.writer(NAME);
        for (long hour : hours) {
            TableWriter.Row row = writer.newRow();
            row.putTimestamp(0, hour);
            row.append();
        }
        writer.commit();
    }
}
