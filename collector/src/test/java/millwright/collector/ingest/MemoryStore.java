package millwright.collector.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps samples in memory, the same (series, time) once; fails when a test asks for it. */
final class MemoryStore implements SampleStore {
    private final SeriesCatalog catalog;
    private final Map<String, Double> samples = new ConcurrentHashMap<>();
    private volatile boolean failing;
    private volatile boolean broken;

    MemoryStore(SeriesCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void append(SampleBatch batch) {
        if (broken) {
            throw new AssertionError("the store has a bug");
        }
        if (failing) {
            throw new IllegalStateException("the store is away");
        }
        for (int i = 0; i < batch.size(); i++) {
            samples.put(catalog.key(batch.series(i)) + " @" + batch.micros(i), batch.value(i));
        }
    }

    void failing(boolean fails) {
        failing = fails;
    }

    /** Whether it fails with what nobody expects, such as a lack of memory. */
    void broken(boolean isBroken) {
        broken = isBroken;
    }

    Map<String, Double> samples() {
        return samples;
    }
}
