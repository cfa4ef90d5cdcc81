package millwright.agent.deliver;

import java.time.Instant;
import java.util.Map;
import millwright.agent.sample.SampleBatch;

/** Samples for tests of delivery. */
final class Lines {
    static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");

    private Lines() {}

    /** So many lines with one sample each, numbered from a first value. */
    static SampleBatch from(long first, int count) {
        SampleBatch batch = new SampleBatch(Map.of("host", "db-07"));
        for (int i = 0; i < count; i++) {
            batch.add("mem", AT).field("used", first + i);
        }
        return batch;
    }
}
