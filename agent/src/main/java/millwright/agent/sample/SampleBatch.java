package millwright.agent.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Lines of samples in the order in which they were read. Filled by one thread, then handed on. */
public final class SampleBatch {
    private final Map<String, String> commonTags;
    private final List<SampleLine> lines = new ArrayList<>();

    /**
     * @param commonTags tags of every line, such as {@code host}
     */
    public SampleBatch(Map<String, String> commonTags) {
        this.commonTags = Map.copyOf(commonTags);
    }

    public SampleLine add(String measurement, Instant at) {
        SampleLine line = new SampleLine(measurement, at, commonTags);
        lines.add(line);
        return line;
    }

    /** Lines that got a field; one without any says nothing and cannot be sent. */
    public List<SampleLine> lines() {
        lines.removeIf(line -> line.fields().isEmpty());
        return Collections.unmodifiableList(lines);
    }
}
