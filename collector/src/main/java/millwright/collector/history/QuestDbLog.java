package millwright.collector.history;

import io.questdb.log.LogFactory;
import io.questdb.log.LogLevel;
import io.questdb.log.LogRecordUtf8Sink;
import io.questdb.log.LogWriter;
import io.questdb.log.LogWriterConfig;
import io.questdb.mp.RingQueue;
import io.questdb.mp.SCSequence;
import io.questdb.mp.SynchronizedJob;
import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends QuestDB's critical errors to our log as warnings, its other errors as details (what we
 * asked for and did not get comes as an exception too), and drops the rest. By itself QuestDB
 * writes everything to standard output, and says on standard error where it found its
 * configuration.
 */
final class QuestDbLog extends SynchronizedJob implements LogWriter {
    private static final Logger log = LoggerFactory.getLogger(QuestDbLog.class);
    private static boolean isInstalled;

    private final RingQueue<LogRecordUtf8Sink> ring;
    private final SCSequence sequence;

    private QuestDbLog(RingQueue<LogRecordUtf8Sink> ring, SCSequence sequence) {
        this.ring = ring;
        this.sequence = sequence;
    }

    /** Must run before any other class of QuestDB's is touched. */
    static synchronized void install() {
        if (isInstalled) {
            return;
        }
        LogFactory factory = new LogFactory();
        factory.add(
                new LogWriterConfig(
                        LogLevel.ERROR | LogLevel.CRITICAL,
                        (ring, sequence, level) -> new QuestDbLog(ring, sequence)));
        factory.bind();
        try {
            // The only other way in is a configuration file, whose reading is announced on stderr.
            Field instance = LogFactory.class.getDeclaredField("INSTANCE");
            instance.setAccessible(true);
            instance.set(null, factory);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this QuestDB keeps its LogFactory elsewhere", e);
        }
        factory.startThread();
        isInstalled = true;
    }

    @Override
    public void bindProperties(LogFactory factory) {
        // nothing to configure
    }

    @Override
    protected boolean runSerially() {
        long cursor = sequence.next();
        if (cursor < 0) {
            return false;
        }
        try {
            LogRecordUtf8Sink line = ring.get(cursor);
            // "2026-03-02T10:00:00.000000Z C i.q.c.TableWriter …": our log has its own time.
            String text = line.toString().lines().findFirst().orElse("");
            text = text.replaceFirst("^\\S+Z \\S ", "");
            if (line.getLevel() == LogLevel.CRITICAL) {
                log.warn("QuestDB: {}", text);
            } else {
                log.debug("QuestDB: {}", text);
            }
        } finally {
            sequence.done(cursor);
        }
        return true;
    }
}
