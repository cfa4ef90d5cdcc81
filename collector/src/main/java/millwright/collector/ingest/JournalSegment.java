package millwright.collector.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the journal. It goes when it is sealed (nothing more is written to it) and everything
 * in it has been released (it is in the history). Thread-safe.
 */
final class JournalSegment {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path path;
    private final LongConsumer gone;
    private long bytes;
    private int held;
    private boolean sealed;
    private boolean damaged;

    /**
     * @param gone hears the size of the file when it goes
     */
    JournalSegment(Path path, LongConsumer gone) {
        this.path = path;
        this.gone = gone;
    }

    Path path() {
        return path;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized void grow(long by) {
        bytes += by;
    }

    synchronized void hold() {
        held++;
    }

    synchronized boolean isHeld() {
        return held > 0;
    }

    /** One record of it is in the history, or was never acknowledged. */
    void release() {
        boolean last;
        synchronized (this) {
            held--;
            last = held == 0 && sealed;
        }
        if (last) {
            remove();
        }
    }

    void seal() {
        boolean last;
        synchronized (this) {
            last = held == 0 && !sealed;
            sealed = true;
        }
        if (last) {
            remove();
        }
    }

    /** Has it kept beside the journal, for people to look into, instead of deleted. */
    synchronized void damaged() {
        damaged = true;
    }

    private void remove() {
        try {
            if (isDamaged()) {
                Path aside = path.resolveSibling(path.getFileName() + ".corrupt");
                Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
                LOG.warn("What was readable is stored. The rest is kept in {}", aside);
            } else {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn(
                    "Cannot remove {} ({}). Its samples are stored; delete it by hand.",
                    path,
                    e.toString());
        }
        gone.accept(bytes());
    }

    private synchronized boolean isDamaged() {
        return damaged;
    }
}
