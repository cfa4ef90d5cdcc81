package millwright.agent.probe.fetch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import millwright.agent.probe.TargetGroup;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigFile;
import millwright.config.ConfigNode;

/** Targets as an administrator writes them, asked as the agent asks them. */
public final class Probing implements AutoCloseable {
    private final TargetGroup group;
    private final List<ScheduledSampler> samplers;

    /**
     * @param yaml what stands under {@code targets:}
     */
    public Probing(Function<ConfigNode, ? extends TargetGroup> reader, String yaml) {
        group = ConfigFile.readText("agent.yaml", yaml, Map.of(), reader::apply);
        samplers = group.open();
    }

    public List<ScheduledSampler> samplers() {
        return samplers;
    }

    /** Of the first target, once. */
    public Outcome probe(Instant at) {
        SampleBatch batch = new SampleBatch(Map.of());
        samplers.get(0).sampler().sample(at, batch);
        return new Outcome(batch.lines());
    }

    @Override
    public void close() {
        group.close();
    }

    /** What came of it. */
    public record Outcome(List<SampleLine> lines) {
        /** {@code up}, or the reason why not. */
        public String state() {
            Map<String, Object> fields = only("millwright_target").fields();
            return fields.get("up").equals(1L) ? "up" : fields.get("reason").toString();
        }

        public String detail() {
            return String.valueOf(only("millwright_target").fields().get("detail"));
        }

        public List<SampleLine> all(String measurement) {
            return lines.stream().filter(it -> it.measurement().equals(measurement)).toList();
        }

        public SampleLine only(String measurement) {
            List<SampleLine> found = all(measurement);
            if (found.size() != 1) {
                throw new AssertionError("not one line of " + measurement + " in " + lines);
            }
            return found.get(0);
        }

        public Object field(String measurement, String field) {
            return Optional.ofNullable(only(measurement).fields().get(field))
                    .orElseThrow(() -> new AssertionError("no " + field + " in " + lines));
        }

        /** Without the lines of {@code millwright_target}, such as {@code mem{} used=1}. */
        public List<String> words() {
            return lines.stream()
                    .filter(line -> !line.measurement().equals("millwright_target"))
                    .map(Outcome::words)
                    .toList();
        }

        private static String words(SampleLine line) {
            StringBuilder words = new StringBuilder(line.measurement()).append(line.tags());
            line.fields().forEach((name, value) -> words.append(' ').append(name + "=" + value));
            return words.toString();
        }
    }
}
