package millwright.collector.history;

import io.questdb.cairo.CairoConfiguration;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CairoError;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.CommitMode;
import io.questdb.cairo.DefaultCairoConfiguration;
import io.questdb.cairo.O3PartitionPurgeJob;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.questdb.std.FilesFacade;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The embedded engine: tables without write-ahead log, each with one writer that we keep open, as
 * {@code collector.ingest} has a journal in front. Queries are thread-safe; writing happens in
 * {@link #write}, one thread at a time.
 */
final class QuestDb implements AutoCloseable {
    private final Path root;
    private final CairoEngine engine;
    private final O3PartitionPurgeJob purge;
    private final Map<String, TableWriter> writers = new HashMap<>();
    private final ReentrantLock writing = new ReentrantLock();

    private QuestDb(Path root, CairoConfiguration configuration) {
        this.root = root;
        engine = new CairoEngine(configuration);
        purge = new O3PartitionPurgeJob(engine, 1);
    }

    static QuestDb open(Path root, Supplier<FilesFacade> files) {
        try {
            return new QuestDb(root, new Configuration(root, files.get()));
        } catch (CairoException | CairoError e) {
            throw failure(root, "cannot be opened", e);
        }
    }

    /**
     * Does something with writers, and gives up what they had not committed if that fails: the
     * writers are opened afresh by the next call, which is how QuestDB recovers from a full disk.
     */
    void write(Runnable work) {
        writing.lock();
        try {
            work.run();
        } catch (CairoException | CairoError e) {
            closeWriters();
            throw failure(root, "did not take what it was given", e);
        } finally {
            writing.unlock();
        }
    }

    /** Only within {@link #write}. */
    TableWriter writer(String table) {
        if (!writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("writer of " + table + " outside of write");
        }
        return writers.computeIfAbsent(
                table, name -> engine.getWriter(engine.verifyTableName(name), "millwright"));
    }

    void execute(String sql) {
        try (SqlExecutionContextImpl context = context()) {
            engine.execute(sql, context);
        } catch (SqlException e) {
            throw new IllegalStateException(sql, e);
        } catch (CairoException | CairoError e) {
            throw failure(root, "refused: " + sql, e);
        }
    }

    /** Hands the rows to the reader one by one, in one and the same object. */
    void query(String sql, Consumer<Record> reader) {
        try (SqlExecutionContextImpl context = context();
                RecordCursorFactory factory = engine.select(sql, context);
                RecordCursor cursor = factory.getCursor(context)) {
            Record row = cursor.getRecord();
            while (cursor.hasNext()) {
                reader.accept(row);
            }
        } catch (SqlException e) {
            throw new IllegalStateException(sql, e);
        } catch (CairoException | CairoError e) {
            throw failure(root, "cannot be read", e);
        }
    }

    /**
     * Removes what late samples and retention left behind, and lets go of idle readers and their
     * files. The engine has no threads of its own that would.
     */
    void tidy() {
        try {
            engine.releaseInactive();
            purge.drain(0);
        } catch (CairoException | CairoError e) {
            throw failure(root, "cannot be tidied", e);
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closeWriters();
            purge.close();
            engine.close();
        } finally {
            writing.unlock();
        }
    }

    private void closeWriters() {
        for (TableWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (CairoException | CairoError e) {
                // It has failed already, and its table says what it last committed.
            }
        }
        writers.clear();
    }

    private SqlExecutionContextImpl context() {
        return new SqlExecutionContextImpl(engine, 1)
                .with(AllowAllSecurityContext.INSTANCE, null, null, -1, null);
    }

    // The exceptions are re-used by their thread, so their text is taken now.
    private static HistoryException failure(Path root, String what, Throwable e) {
        return new HistoryException(
                "The history in %s %s: %s. Look at free space, permissions and health of that disk; nothing that was accepted before is lost."
                        .formatted(root.getParent(), what, e.getMessage()),
                e);
    }

    /** Small buffers, everything below one folder, nothing in parallel, nothing by telemetry. */
    private static final class Configuration extends DefaultCairoConfiguration {
        private static final int MEBIBYTE = 1 << 20;

        // What a compiler of queries keeps ready; it grows where that is too little. Queues of work
        // for threads that we do not have: whoever finds one full does the work at once. As they
        // come, all these take 110 MB of heap.
        private static final int POOL = 32;
        private static final int COMPILERS = 4;
        private static final int QUEUE = 4;
        private static final int QUEUE_LATE = 128;

        private final FilesFacade files;

        Configuration(Path root, FilesFacade files) {
            super(root.toString());
            this.files = files;
        }

        // The super-class asks while it is being constructed.
        @Override
        public FilesFacade getFilesFacade() {
            return files == null ? super.getFilesFacade() : files;
        }

        @Override
        public int getCommitMode() {
            return CommitMode.SYNC;
        }

        @Override
        public long getDataAppendPageSize() {
            return 4 * MEBIBYTE;
        }

        @Override
        public int getO3ColumnMemorySize() {
            return MEBIBYTE;
        }

        // A late sample rewrites what comes after it in its partition; pieces keep that small.
        @Override
        public long getPartitionO3SplitMinSize() {
            return 4 * MEBIBYTE;
        }

        @Override
        public int getO3LastPartitionMaxSplits() {
            return 4;
        }

        @Override
        public int getSqlModelPoolCapacity() {
            return POOL;
        }

        @Override
        public int getSqlExpressionPoolCapacity() {
            return POOL;
        }

        @Override
        public int getSqlColumnPoolCapacity() {
            return POOL;
        }

        @Override
        public int getSqlLexerPoolCapacity() {
            return POOL;
        }

        @Override
        public int getViewLexerPoolCapacity() {
            return POOL;
        }

        @Override
        public int getSqlCompilerPoolCapacity() {
            return COMPILERS;
        }

        @Override
        public int getVectorAggregateQueueCapacity() {
            return QUEUE;
        }

        @Override
        public int getColumnIndexerQueueCapacity() {
            return QUEUE;
        }

        @Override
        public int getPageFrameReduceQueueCapacity() {
            return QUEUE;
        }

        @Override
        public int getUnorderedPageFrameReduceQueueCapacity() {
            return QUEUE;
        }

        @Override
        public int getWalTxnNotificationQueueCapacity() {
            return QUEUE;
        }

        @Override
        public int getO3CopyQueueCapacity() {
            return QUEUE_LATE;
        }

        @Override
        public int getO3OpenColumnQueueCapacity() {
            return QUEUE_LATE;
        }

        @Override
        public int getO3PartitionQueueCapacity() {
            return QUEUE_LATE;
        }

        @Override
        public int getO3CallbackQueueCapacity() {
            return QUEUE_LATE;
        }

        @Override
        public boolean isWalSupported() {
            return false;
        }

        @Override
        public boolean isMatViewEnabled() {
            return false;
        }
    }
}
