package millwright.agent.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a sampler under test wrote, in words that a test can compare. */
final class Readings {
    static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");

    private Readings() {}

    static List<SampleLine> of(Sampler sampler) {
        return of(sampler, AT);
    }

    static List<SampleLine> of(Sampler sampler, Instant at) {
        SampleBatch batch = new SampleBatch(Map.of());
        sampler.sample(at, batch);
        return batch.lines();
    }

    /** Such as {@code swap{} total=0}. */
    static List<String> words(Sampler sampler, Instant at) {
        return of(sampler, at).stream().map(Readings::words).toList();
    }

    static List<String> words(Sampler sampler) {
        return words(sampler, AT);
    }

    private static String words(SampleLine line) {
        StringBuilder words = new StringBuilder(line.measurement()).append(line.tags());
        line.fields().forEach((name, value) -> words.append(' ').append(name + "=" + value));
        return words.toString();
    }
}
