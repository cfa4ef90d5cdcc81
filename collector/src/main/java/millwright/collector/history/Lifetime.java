package millwright.collector.history;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets nobody use a store that is closed, and closes none that is in use. Thread-safe. */
final class Lifetime {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Object store;
    private boolean isClosed; // guarded by lock

    /**
     * @param store what people know it by
     */
    Lifetime(Object store) {
        this.store = store;
    }

    /**
     * @throws IllegalStateException once it is closed
     */
    <T> T use(Supplier<T> work) {
        Lock using = lock.readLock();
        using.lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("the history is closed: " + store);
            }
            return work.get();
        } finally {
            using.unlock();
        }
    }

    /** Waits for those who use it; once only. */
    void end(Runnable closing) {
        Lock ending = lock.writeLock();
        ending.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                closing.run();
            }
        } finally {
            ending.unlock();
        }
    }
}
