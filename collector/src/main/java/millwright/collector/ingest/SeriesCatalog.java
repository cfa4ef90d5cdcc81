package millwright.collector.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives every series a small number: dense, from 0, never given twice while the process lives.
 * Thread-safe; known series are found without a lock.
 */
public final class SeriesCatalog {
    private final Map<SeriesKey, Integer> ids = new ConcurrentHashMap<>();
    private final Map<String, Integer> hostCounts = new HashMap<>(); // guarded by this
    // An id is handed out only after its key stands here, and both fields are volatile.
    private volatile SeriesKey[] keys = new SeriesKey[1024];
    private volatile int size;

    /** The series' id; a new one where it has none yet. */
    public int id(SeriesKey key) {
        Integer known = ids.get(key);
        return known != null ? known : add(key);
    }

    public Optional<Integer> find(SeriesKey key) {
        return Optional.ofNullable(ids.get(key));
    }

    /**
     * @throws IndexOutOfBoundsException if no series has that id
     */
    public SeriesKey key(int id) {
        if (id < 0 || id >= size) {
            throw new IndexOutOfBoundsException(
                    "no series has id %d, there are %d".formatted(id, size));
        }
        return keys[id];
    }

    public int size() {
        return size;
    }

    /** How many series the host has. */
    public synchronized int countOfHost(String host) {
        return hostCounts.getOrDefault(host, 0);
    }

    private synchronized int add(SeriesKey key) {
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        int id = size;
        if (id == keys.length) {
            keys = Arrays.copyOf(keys, id * 2);
        }
        keys[id] = key;
        size = id + 1;
        hostCounts.merge(key.host(), 1, Integer::sum);
        ids.put(key, id);
        return id;
    }
}
