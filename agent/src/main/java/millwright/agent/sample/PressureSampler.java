package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Linux's pressure stall information as {@code pressure}: the share of time in which some task, or
 * all of them at once ({@code full}), waited for a resource. {@code avg10}, {@code avg60} and
 * {@code avg300} in percent of the last so many seconds, {@code total} in microseconds since boot.
 */
final class PressureSampler implements Sampler {
    private static final List<String> RESOURCES = List.of("cpu", "memory", "io");

    private final Path folder;
    private final SmallFile file = new SmallFile();

    /**
     * @param folder {@code /proc/pressure}
     */
    PressureSampler(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        for (String resource : RESOURCES) {
            try {
                String text = file.read(folder + "/" + resource);
                text.lines().forEach(line -> add(line, resource, at, batch));
            } catch (IOException refused) {
                throw new SamplingException(
                        "%s/%s: %s".formatted(folder, resource, refused.getMessage()));
            }
        }
    }

    /** Such as {@code some avg10=0.79 avg60=2.63 avg300=3.55 total=3064305738}. */
    private static void add(String text, String resource, Instant at, SampleBatch batch) {
        String[] words = text.strip().split(" +");
        SampleLine line = batch.add("pressure", at).tag("resource", resource).tag("type", words[0]);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new SamplingException("pressure of %s reads: %s".formatted(resource, text));
            }
            String name = words[i].substring(0, equals);
            String value = words[i].substring(equals + 1);
            try {
                if (name.equals("total")) {
                    line.field(name, Long.parseLong(value));
                } else {
                    line.field(name, Double.parseDouble(value));
                }
            } catch (NumberFormatException odd) {
                throw new SamplingException("pressure of %s reads: %s".formatted(resource, text));
            }
        }
    }
}
