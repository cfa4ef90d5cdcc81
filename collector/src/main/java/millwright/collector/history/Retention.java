package millwright.collector.history;

import io.questdb.cairo.TableWriter;
import java.time.Duration;
import millwright.rules.indicator.Micros;

/** Drops the parts of a table that are past their time, whole partitions at once. */
final class Retention {
    private final QuestDb database;

    Retention(QuestDb database) {
        this.database = database;
    }

    /** Drops the partitions that end before {@code beforeMicros} or there. */
    void drop(String table, Duration partition, long beforeMicros) {
        database.write(
                () -> {
                    TableWriter writer = database.writer(table);
                    // Late samples split a partition; each piece counts from its own start.
                    for (int i = writer.getPartitionCount() - 1; i >= 0; i--) {
                        long start = writer.getPartitionTimestamp(i);
                        if (start + Micros.of(partition) <= beforeMicros) {
                            writer.removePartition(start);
                        }
                    }
                });
    }
}
