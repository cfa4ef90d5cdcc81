package millwright.collector.history;

import io.questdb.cairo.TableWriter;
import io.questdb.cairo.sql.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import millwright.rules.indicator.Micros;

/**
 * Roll-ups by hour and series. An hour that is rolled up again is written again where it changed;
 * the later write wins, as with samples.
 */
final class HourlyTable {
    static final String NAME = "hourly";

    private static final String COLUMNS = "ts, series, count, min, max, mean, last, last_ts";

    private final QuestDb database;

    private HourlyTable(QuestDb database) {
        this.database = database;
    }

    static HourlyTable open(QuestDb database) {
        database.execute(
                "create table if not exists hourly (ts timestamp, series int, count long,"
                        + " min double, max double, mean double, last double, last_ts timestamp)"
                        + " timestamp(ts) partition by week bypass wal");
        return new HourlyTable(database);
    }

    /** Start of the newest hour; negative where there is none. */
    long newestHour() {
        long[] newest = {-1};
        database.query(
                "select ts from hourly order by ts desc limit 1",
                row -> newest[0] = row.getTimestamp(0));
        return newest[0];
    }

    List<HourlyRollUp> range(int series, long fromMicros, long toMicros) {
        List<HourlyRollUp> found = new ArrayList<>();
        query(
                fromMicros,
                toMicros,
                " and series = " + series,
                row -> {
                    HourlyRollUp rollUp = rollUp(row);
                    int newest = found.size() - 1;
                    if (newest >= 0 && found.get(newest).hour().equals(rollUp.hour())) {
                        found.set(newest, rollUp);
                    } else {
                        found.add(rollUp);
                    }
                });
        return found;
    }

    /** Sees roll-ups one by one. */
    interface Visitor {
        void visit(int series, HourlyRollUp rollUp);
    }

    /** All roll-ups in the order of hours; of one that was written again, the later comes later. */
    void scan(long fromMicros, long toMicros, Visitor visitor) {
        query(fromMicros, toMicros, "", row -> visitor.visit(row.getInt(1), rollUp(row)));
    }

    private static HourlyRollUp rollUp(Record row) {
        return new HourlyRollUp(
                Micros.instant(row.getTimestamp(0)),
                row.getLong(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6));
    }

    HourAccumulators hour(long hourMicros) {
        HourAccumulators accumulators = new HourAccumulators();
        query(
                hourMicros,
                hourMicros + StoredTime.HOUR,
                "",
                row ->
                        accumulators.set(
                                row.getInt(1),
                                row.getLong(2),
                                row.getDouble(3),
                                row.getDouble(4),
                                row.getDouble(5),
                                row.getDouble(6),
                                row.getTimestamp(7)));
        return accumulators;
    }

    /** The last sample of each series and hour, in the order of hours. */
    void scanLast(long fromMicros, long toMicros, History.SampleVisitor visitor) {
        query(
                fromMicros,
                toMicros,
                "",
                row -> visitor.visit(row.getInt(1), row.getTimestamp(7), row.getDouble(6)));
    }

    /**
     * The mean of each series and hour, in the order of hours; what was written later comes later.
     */
    void scanMeans(long fromMicros, long toMicros, History.SampleVisitor visitor) {
        query(
                fromMicros,
                toMicros,
                "",
                row -> visitor.visit(row.getInt(1), row.getTimestamp(0), row.getDouble(5)));
    }

    /** Writes what differs from what is known of the hour; durable on return. */
    void store(long hourMicros, HourAccumulators now, HourAccumulators known) {
        database.write(
                () -> {
                    TableWriter writer = database.writer(NAME);
                    for (int series = 0; series < now.end(); series++) {
                        if (now.count(series) > 0 && !now.isSame(series, known)) {
                            add(writer, hourMicros, series, now);
                        }
                    }
                    writer.commit();
                });
    }

    private static void add(
            TableWriter writer, long hourMicros, int series, HourAccumulators hour) {
        TableWriter.Row row = writer.newRow(hourMicros);
        row.putInt(1, series);
        row.putLong(2, hour.count(series));
        row.putDouble(3, hour.min(series));
        row.putDouble(4, hour.max(series));
        row.putDouble(5, hour.mean(series));
        row.putDouble(6, hour.last(series));
        row.putTimestamp(7, hour.lastMicros(series));
        row.append();
    }

    private void query(long fromMicros, long toMicros, String condition, Consumer<Record> reader) {
        database.query(
                "select %s from hourly where ts >= %d and ts < %d%s"
                        .formatted(COLUMNS, fromMicros, toMicros, condition),
                reader);
    }
}
